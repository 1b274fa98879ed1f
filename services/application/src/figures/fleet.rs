//! The fleet: vehicles whose licence is valid today. How old they are follows from the clock.

use crate::{Context, Failure};
use chrono::Datelike;
use domain::licensing::vehicle::{Fuel, threshold_day};
use projections::register::query;

/// The classes of age, each from and up to so many years.
pub const AGES: [(i32, i32); 6] = [(0, 2), (3, 5), (6, 8), (9, 11), (12, 14), (15, i32::MAX)];

/// Vehicles of one permit kind, fuel and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FleetGroup {
    /// The permit kind's code.
    pub permit_kind: String,
    /// What they run on; none where it is unknown or none of ours.
    pub fuel: Option<Fuel>,
    /// The Gregorian year of manufacture.
    pub year: Option<i32>,
    /// How old they are today, in years.
    pub age: Option<i32>,
    /// Whether they have reached the threshold age of their fuel, which they do with a Solar year; none
    /// where fuel or year is unknown.
    pub past_threshold: Option<bool>,
    /// How many.
    pub vehicles: i64,
}

/// The fleet of today.
pub(super) async fn fleet(ctx: &Context) -> Result<Vec<FleetGroup>, Failure> {
    let (today, thresholds) = (ctx.today(), ctx.policy_now().licensing.vehicle_life.threshold_years);
    let groups = query::fleet(ctx.pool(), today).await?.into_iter().map(|group| {
        let fuel = group.fuel.as_deref().and_then(Fuel::parse);
        let age = group.year.map(|year| (today.year() - year).max(0));
        let year = group.year.and_then(|year| u16::try_from(year).ok());
        let day = fuel.zip(year).and_then(|(fuel, year)| threshold_day(year, thresholds.of(fuel)));
        let past_threshold = day.map(|day| today >= day);
        FleetGroup { permit_kind: group.permit_kind, fuel, year: group.year, age, past_threshold, vehicles: group.vehicles }
    });
    Ok(groups.collect())
}
