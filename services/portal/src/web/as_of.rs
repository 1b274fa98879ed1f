//! A licence as it stood at a position or moment.

use super::audit;
use application::licences::LicenceView;
use application::{Context, Failure};
use auditor::{Moment, row_at};
use chrono::NaiveDate;
use domain::kernel::Pii;
use event_store::{Opened, history};
use projections::register::{LicenceRow, Register};
use projections::{Row, timeline};

/// The position that a moment stands for, and the civil day there.
///
/// # Errors
/// [`Failure::Invalid`] on `/as_of` where it is no moment of this log.
pub async fn place(ctx: &Context, as_of: &str) -> Result<(i64, NaiveDate), Failure> {
    let refused = |error| audit::failure(error, "/as_of");
    let policy = ctx.policy_now();
    let moment = Moment::parse(as_of, policy.timezone).map_err(refused)?;
    let position = moment.position(ctx.pool()).await.map_err(refused)?;
    match moment {
        Moment::Position(_) => {
            let event = history::at(ctx.pool(), position).await?.ok_or_else(|| Failure::field("/as_of", "beyond-the-log"))?;
            Ok((position, policy.civil_day(event.recorded_at)))
        }
        Moment::Time { first, .. } if first > ctx.clock.now() => Err(Failure::field("/as_of", "in-the-future")),
        Moment::Time { last, .. } => Ok((position, policy.civil_day(last.min(ctx.clock.now())))),
    }
}

/// The licence of a view as it stood right after a position, folded anew from the events that
/// concern it; its standing is that of the day.
///
/// # Errors
/// [`Failure::NotFound`] where it did not exist yet.
pub async fn licence(ctx: &Context, view: LicenceView, position: i64, day: NaiveDate) -> Result<LicenceView, Failure> {
    let id = view.licence.licence_id;
    let subjects: Vec<_> = [Some(id), view.licence.vehicle_id].into_iter().flatten().collect();
    let positions = timeline::query::positions(ctx.pool(), &subjects).await?;
    let row = row_at(ctx.pool(), &Register, LicenceRow::TABLE, &id, &positions, position).await;
    let row = row.map_err(|error| audit::failure(error, "/as_of"))?.ok_or(Failure::NotFound)?;
    let licence: LicenceRow = serde_json::from_value(row).map_err(|error| Failure::Internal(error.to_string()))?;
    let note = match &licence.note {
        Some(Pii::Sealed(sealed)) => match ctx.store.open_sealed(sealed).await? {
            Opened::Text(text) => Some(text),
            Opened::Erased => None,
        },
        _ => None,
    };
    let states = view.states.into_iter().filter(|state| state.position <= position).collect();
    Ok(LicenceView { standing: licence.on(day), licence, note, states, code: None, vehicle: view.vehicle })
}
