//! How the demo's cars came on the register, and what officers did about them since.

use super::cars::{CARS, Car, Turn};
use super::people::acting;
use super::plan::{Deed, Step};
use application::fleet_codes::{ReissueInput, reissue};
use application::licences::{IssueInput, LiftInput, RevokeInput, SuspendInput, issue, lift_suspension, revoke, suspend};
use application::vehicles::{RegisterInput, RegisterVehicleInput, register};
use application::{CommandKey, Context, Failure};
use chrono::{DateTime, TimeDelta, Utc};
use domain::identity::account::Role;

struct Register(&'static Car);
struct License(&'static Car);
struct Decide(&'static Car, Turn);

pub(super) fn steps(now: DateTime<Utc>) -> Vec<Step> {
    let mut steps = Vec::new();
    for car in &CARS {
        let registered = car.days_ago * 24;
        steps.push(Step::hours_ago(now, registered, car.step("register"), Register(car)));
        steps.push(Step::hours_ago(now, registered - 2, car.step("license"), License(car)));
        for (nth, (days_ago, turn)) in car.turns.iter().enumerate() {
            steps.push(Step::hours_ago(now, days_ago * 24, car.step(&format!("turn {nth}")), Decide(car, *turn)));
        }
    }
    steps
}

#[async_trait::async_trait]
impl Deed for Register {
    async fn carry_out(&self, ctx: &Context, key: &CommandKey) -> Result<(), Failure> {
        let Self(car) = self;
        let input = RegisterInput {
            plate: car.plate.to_owned(),
            vin: car.vin.to_owned(),
            make: car.make.to_owned(),
            model: car.model.to_owned(),
            year: car.year.to_owned(),
            colour: car.colour.to_owned(),
            fuel: car.fuel.to_owned(),
            permit_kind: car.kind.to_owned(),
        };
        let input = RegisterVehicleInput::parse(ctx, &input)?;
        register(ctx, &acting(Role::Officer), input, key).await.map(drop)
    }
}

#[async_trait::async_trait]
impl Deed for License {
    /// Its code follows at the same time: passengers come next.
    async fn carry_out(&self, ctx: &Context, key: &CommandKey) -> Result<(), Failure> {
        let Self(car) = self;
        let begins = ctx.today() + TimeDelta::days(car.begins);
        let input = IssueInput::parse(&begins.to_string())?;
        issue(ctx, &acting(Role::Officer), car.vehicle_id(), input, key).await?;
        ctx.settle().await
    }
}

#[async_trait::async_trait]
impl Deed for Decide {
    async fn carry_out(&self, ctx: &Context, key: &CommandKey) -> Result<(), Failure> {
        let (Self(car, turn), officer) = (self, acting(Role::Officer));
        let licence_id = car.licence_id();
        let decided = match *turn {
            Turn::Suspended { ground, note } => suspend(ctx, &officer, licence_id, SuspendInput::parse(ground, note, "", "")?, key).await,
            Turn::Lifted { reason, note } => lift_suspension(ctx, &officer, licence_id, LiftInput::parse(reason, note)?, key).await,
            Turn::Revoked { ground, note } => revoke(ctx, &officer, licence_id, RevokeInput::parse(ground, note)?, key).await,
            Turn::CodeReplaced { reason } => reissue(ctx, &officer, car.vehicle_id(), ReissueInput::parse(reason)?, key).await,
        };
        decided?;
        ctx.settle().await
    }
}
