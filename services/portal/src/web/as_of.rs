//! A licence as it stood at a position or moment, and the events that made it so.

use super::audit;
use application::licences::LicenceView;
use application::{Context, Failure};
use auditor::{Moment, row_at};
use chrono::NaiveDate;
use domain::kernel::Pii;
use event_store::{Opened, history};
use projections::register::{LicenceRow, Register};
use projections::{Row, timeline};
use uuid::Uuid;

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

/// The positions of the events that concern a licence, in order: its own, and those of its vehicle
/// where it has one.
///
/// # Errors
/// Where the database does not answer.
pub async fn positions(ctx: &Context, licence_id: Uuid, vehicle_id: Option<Uuid>) -> Result<Vec<i64>, Failure> {
    let subjects: Vec<_> = std::iter::once(licence_id).chain(vehicle_id).collect();
    Ok(timeline::query::positions(ctx.pool(), &subjects).await?)
}

/// A licence's row as it stood right after a position, folded anew from the events that concern it.
/// `None` where it did not exist yet.
///
/// # Errors
/// Where the log cannot be read.
pub async fn row(ctx: &Context, licence_id: Uuid, positions: &[i64], position: i64) -> Result<Option<LicenceRow>, Failure> {
    let row = row_at(ctx.pool(), &Register, LicenceRow::TABLE, &licence_id, positions, position).await;
    let row = row.map_err(|error| audit::failure(error, "/as_of"))?;
    row.map(|row| serde_json::from_value(row).map_err(|error| Failure::Internal(error.to_string()))).transpose()
}

/// An officer's note, opened; `None` where there is none or it was erased.
///
/// # Errors
/// Where it does not open with its key.
pub async fn note(ctx: &Context, licence: &LicenceRow) -> Result<Option<String>, Failure> {
    let Some(Pii::Sealed(sealed)) = &licence.note else { return Ok(None) };
    Ok(match ctx.store.open_sealed(sealed).await? {
        Opened::Text(text) => Some(text),
        Opened::Erased => None,
    })
}

/// The licence of a view as it stood right after a position; its standing is that of the day.
///
/// # Errors
/// [`Failure::NotFound`] where it did not exist yet.
pub async fn licence(ctx: &Context, view: LicenceView, position: i64, day: NaiveDate) -> Result<LicenceView, Failure> {
    let id = view.licence.licence_id;
    let positions = positions(ctx, id, view.licence.vehicle_id).await?;
    let licence = row(ctx, id, &positions, position).await?.ok_or(Failure::NotFound)?;
    let note = if view.for_staff { note(ctx, &licence).await? } else { None };
    let states = view.states.into_iter().filter(|state| state.position <= position).collect();
    let notices = view.notices.into_iter().filter(|notice| notice.position <= position).collect();
    Ok(LicenceView { standing: licence.on(day), licence, note, states, notices, code: None, ..view })
}
