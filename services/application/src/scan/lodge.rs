use super::driver::drove;
use super::look;
use crate::fleet_codes::hex;
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use chrono::{DateTime, Days, Utc};
use domain::feedback::complaint::{Complaint, ComplaintCommand, LodgeComplaint};
use domain::kernel::event::derived_id;
use domain::kernel::{Mobile, Pii};
use domain::policy::offers;
use projections::complaints;
use qr_templates::FleetToken;
use uuid::Uuid;

/// When something happened, as exactly as the passenger says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurred {
    /// Not before this moment.
    pub from: DateTime<Utc>,
    /// Nor after this one.
    pub until: DateTime<Utc>,
}

impl Occurred {
    /// At a moment.
    pub fn at(moment: DateTime<Utc>) -> Self {
        Self { from: moment, until: moment }
    }
}

/// A complaint, checked.
#[derive(Debug, Clone)]
pub struct ComplaintInput {
    category: String,
    text: String,
    occurred: Option<Occurred>,
    mobile: Option<Mobile>,
}

impl ComplaintInput {
    /// Checks category, text, moment and mobile number.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(ctx: &Context, category: &str, text: &str, occurred: Option<Occurred>, mobile: &str) -> Result<Self, Failure> {
        let rules = &ctx.policy_now().feedback;
        let mut faults = Faults::default();
        if category.is_empty() {
            faults.add("/category", "choose-one");
        } else if !offers(&rules.complaint_categories, category) {
            faults.add("/category", "unknown-choice");
        }
        if text.trim().is_empty() {
            faults.add("/text", "needed");
        }
        let text = faults.free_text("/text", text, rules.text_limit.into());
        if occurred.is_some_and(|then| then.from > ctx.clock.now()) {
            faults.add("/occurred_at", "in-the-future");
        }
        let mobile = match mobile.trim() {
            "" => None,
            typed => faults.check("/mobile", "not-a-mobile", Mobile::parse(typed)),
        };
        faults.all(text).map(|text| Self { category: category.to_owned(), text, occurred, mobile })
    }
}

/// A complaint that was lodged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LodgedComplaint {
    /// By which the passenger follows it.
    pub tracking_code: String,
    /// The log position that it reached.
    pub position: i64,
}

/// The tracking code of a complaint: drawn from the key, so that a repeat gives the same one.
pub(super) fn tracking(ctx: &Context, complaint_id: Uuid) -> FleetToken {
    FleetToken::derive(ctx.store.keys().codes(), derived_id(complaint_id, "tracking"), qr_templates::Purpose::Outside, 0)
}

/// Lodges a complaint about the car with this code, without an account. It is about who drives now only
/// where that driver drove when it happened too; who else it was, an officer finds out.
///
/// # Errors
/// As [`look`]; [`Failure::TooMany`] where the car's complaints of the day are full.
pub async fn lodge(ctx: &Context, code: &str, input: ComplaintInput, key: &CommandKey) -> Result<LodgedComplaint, Failure> {
    let scanned = look(ctx, code).await?;
    let policy = ctx.policy_now();
    let complaint_id = derived_id(key.id, "complaint");
    let (known, _) = ctx.store.load::<Complaint>(complaint_id).await?;
    if ctx.limits && known == Complaint::Absent {
        let midnight = super::start_of_today(ctx);
        let lodged = complaints::query::count_since(ctx.pool(), scanned.vehicle.vehicle_id, midnight).await?;
        if lodged >= policy.feedback.complaints_per_vehicle_and_day.into() {
            return Err(super::until_tomorrow(ctx));
        }
    }
    let tracking_code = tracking(ctx, complaint_id);
    let mut ride = scanned.ride();
    if let (Some(driver_id), Some(when)) = (ride.driver_id, input.occurred)
        && !drove(ctx, ride.vehicle_id, driver_id, when).await?
    {
        ride.driver_id = None;
    }
    let command = ComplaintCommand::Lodge(LodgeComplaint {
        ride,
        category: input.category,
        categories: policy.feedback.complaint_categories.clone(),
        text: Pii::clear(complaint_id, input.text),
        occurred_at: input.occurred.map(|when| when.from),
        mobile: input.mobile.map(|mobile| Pii::clear(complaint_id, mobile.as_str())),
        tracking_sha256: hex(&tracking_code.sha256()),
        answer_by: ctx.today() + Days::new(policy.feedback.answer_days.into()),
        at: ctx.clock.now(),
        policy_version: policy.version.clone(),
    });
    let envelope = Actor::Public.envelope(ctx, "LodgeComplaint", key);
    let executed = ctx.store.execute::<Complaint>(complaint_id, command, envelope).await?;
    Ok(LodgedComplaint { tracking_code: tracking_code.to_string(), position: executed.last_position })
}
