use super::names::Names;
use super::rows::row;
use super::state::{Words, opened};
use crate::pages::{dates, faults, map};
use crate::routes::{Endpoint, get};
use crate::views::history::LicenceTimeline;
use crate::web::as_of;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::Fields;
use crate::web::reply::{page, page_with};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::audit::{AUDITORS, browse_record};
use application::{Context, Failure};
use chrono::NaiveDate;
use event_store::history;
use i18n::canonical_digits;
use projections::register::{LicenceRow, query};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

/// Events that are listed at once, around the moment that is shown.
const SHOWN: usize = 50;

/// What the address may carry.
const KNOWN: &[&str] = &["position", "on_day", "on_month", "on_year"];

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/history/licences/{id}", super::READERS, || web::to(show))]
}

#[derive(Debug, Deserialize)]
struct IdPath {
    id: Uuid,
}

async fn show(portal: web::Data<Portal>, caller: Caller, path: web::Path<IdPath>, typed: web::Query<Fields>) -> Result<HttpResponse, WebError> {
    caller.actor.must_have(AUDITORS)?;
    typed.only(KNOWN)?;
    let ctx = &portal.ctx;
    let licence = query::licence(ctx.pool(), path.id).await?.ok_or(Failure::NotFound)?;
    // The look is the last event of what it shows.
    ctx.shown(browse_record(ctx, &caller.actor, "licence", path.id).await?).await?;
    let (moment, refused) = match place(ctx, &typed).await {
        Ok(moment) => (moment, None),
        Err(failure) => (None, Some(faults::refused(failure, caller.locale, "history", |_| input(&typed))?)),
    };
    let mut view = view(ctx, &caller, &licence, moment).await?;
    view.on = dates::typed(&typed, "on");
    match refused {
        None => page(&view),
        Some(refused) => {
            view.errors = refused.errors;
            page_with(refused.status, &view)
        }
    }
}

/// The position and civil day that were asked for; none for now.
async fn place(ctx: &Context, typed: &Fields) -> Result<Option<(i64, NaiveDate)>, Failure> {
    let day = dates::read(&dates::typed(typed, "on")).map_err(|()| Failure::field("/on", "not-a-date"))?;
    let position = canonical_digits(typed.text("position").trim());
    match (day, position.as_str()) {
        (Some(day), _) => as_of::place(ctx, &day.to_string()).await.map(Some),
        (None, "") => Ok(None),
        (None, position) => as_of::place(ctx, position).await.map(Some),
    }
}

/// The input that asked for the moment; a position has none on the page.
fn input(typed: &Fields) -> String {
    if typed.text("position").is_empty() { "on".to_owned() } else { String::new() }
}

async fn view(ctx: &Context, caller: &Caller, licence: &LicenceRow, moment: Option<(i64, NaiveDate)>) -> Result<LicenceTimeline, Failure> {
    let locale = caller.locale;
    let policy = ctx.policy_now();
    let positions = as_of::positions(ctx, licence.licence_id, licence.vehicle_id).await?;
    let (asked, day) = moment.unwrap_or((i64::MAX, ctx.today()));
    let until = positions.iter().filter(|position| **position <= asked).count();
    // The last event of that moment; before the first one, the moment itself.
    let position = until.checked_sub(1).map_or(asked, |last| positions[last]);
    let events = history::at_positions(ctx.pool(), around(&positions, until)).await?;
    let names = Names::of(ctx, locale, events.iter().map(|event| event.actor_id.as_str())).await?;
    let at = history::at(ctx.pool(), position).await?.map(|event| event.recorded_at);
    let then = as_of::row(ctx, licence.licence_id, &positions, position).await?;
    let (before, after) = (value(ctx, licence.licence_id, &positions, position - 1).await?, row_value(ctx, then.as_ref()).await?);
    let words = Words { policy, locale };
    Ok(LicenceTimeline {
        page: caller.page(),
        id: licence.licence_id.to_string(),
        number: licence.number.clone(),
        kind: map::kind(policy, locale, &licence.permit_kind),
        events: events.iter().rev().map(|event| row(event, &names, policy, locale)).collect(),
        count: count(positions.len()),
        position,
        at,
        ordinal: count(until),
        previous: until.checked_sub(2).map(|previous| positions[previous]),
        following: positions.get(until).copied(),
        status: then.as_ref().map(|row| map::status(row.on(day))),
        state: words.facts(&after),
        changes: words.changes(&before, &after),
        ..LicenceTimeline::default()
    })
}

async fn value(ctx: &Context, licence_id: Uuid, positions: &[i64], position: i64) -> Result<Value, Failure> {
    row_value(ctx, as_of::row(ctx, licence_id, positions, position).await?.as_ref()).await
}

async fn row_value(ctx: &Context, row: Option<&LicenceRow>) -> Result<Value, Failure> {
    let note = match row {
        Some(row) => as_of::note(ctx, row).await?,
        None => None,
    };
    opened(row, note)
}

/// The positions to list: those around the last of `until`.
fn around(positions: &[i64], until: usize) -> &[i64] {
    let first = until.saturating_sub(SHOWN / 2).min(positions.len().saturating_sub(SHOWN));
    &positions[first..positions.len().min(first + SHOWN)]
}

fn count(events: usize) -> i64 {
    i64::try_from(events).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{SHOWN, around};

    #[test]
    fn a_long_life_is_listed_around_the_moment_that_is_shown() {
        let positions: Vec<i64> = (1..=200).collect();
        assert_eq!(around(&positions[..3], 3), [1, 2, 3]);
        assert_eq!(around(&positions, 0), &positions[..SHOWN]);
        assert_eq!(around(&positions, 100), &positions[75..125]);
        assert_eq!(around(&positions, 200), &positions[150..]);
    }
}
