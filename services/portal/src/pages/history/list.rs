use super::filters;
use super::names::Names;
use super::rows::row;
use crate::pages::faults;
use crate::pages::flash::Done;
use crate::routes::{Endpoint, get};
use crate::views::history::History;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::form::{Fields, new_key};
use crate::web::history::Asked;
use crate::web::reply::{page, page_with};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::audit::{AUDITORS, browse_history};
use application::{Context, Failure};
use event_store::history::{self, Order};

/// Events on a page.
const PAGE: i64 = 25;

/// What the address may carry.
const KNOWN: &[&str] = &["event_type", "actor", "aggregate_type", "aggregate_id", "from", "to", "cursor", "done"];

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/{lang}/history", super::READERS, || web::to(list))]
}

async fn list(portal: web::Data<Portal>, caller: Caller, typed: web::Query<Fields>, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    caller.actor.must_have(AUDITORS)?;
    typed.only(KNOWN)?;
    let ctx = &portal.ctx;
    let mut view = form(ctx, &caller, &typed).await?;
    view.page.flash = done.flash(caller.locale);
    let asked = filters::asked(ctx, &view.filters).and_then(|asked| Ok((asked, before(typed.text("cursor"))?)));
    let (asked, before) = match asked {
        Ok(asked) => asked,
        Err(failure) => {
            let refused = faults::refused(failure, caller.locale, "history", filters::input)?;
            view.errors = refused.errors;
            return page_with(refused.status, &view);
        }
    };
    browse_history(ctx, &caller.actor, asked.words.clone()).await?;
    fill(ctx, &caller, &asked, before, &mut view).await?;
    page(&view)
}

/// The page with its filters and what can be chosen in them.
pub(super) async fn form(ctx: &Context, caller: &Caller, typed: &Fields) -> Result<History, Failure> {
    let filters = filters::typed(typed);
    Ok(History {
        page: caller.page(),
        key: new_key(),
        event_types: filters::event_types(),
        aggregate_types: filters::aggregate_types(),
        actors: filters::actors(ctx, caller.locale, &filters.actor).await?,
        filters,
        ..History::default()
    })
}

/// The position that the page before ended with.
fn before(cursor: &str) -> Result<Option<i64>, Failure> {
    match cursor {
        "" => Ok(None),
        cursor => cursor.parse().map(Some).map_err(|_| Failure::field("/cursor", "not-a-cursor")),
    }
}

async fn fill(ctx: &Context, caller: &Caller, asked: &Asked, before: Option<i64>, view: &mut History) -> Result<(), WebError> {
    let mut filter = asked.filter(ctx).await?;
    if let Some(before) = before {
        filter.to = Some(filter.to.map_or(before - 1, |to| to.min(before - 1)));
    }
    let mut events = history::page(ctx.pool(), &filter, Order::NewestFirst, PAGE + 1).await?;
    let more = events.len() as i64 > PAGE;
    events.truncate(PAGE as usize);
    let names = Names::of(ctx, caller.locale, events.iter().map(|event| event.actor_id.as_str())).await?;
    view.rows = events.iter().map(|event| row(event, &names, ctx.policy_now(), caller.locale)).collect();
    view.first = before.map(|_| filters::query(&view.filters, ""));
    view.next = events.last().filter(|_| more).map(|last| filters::query(&view.filters, &last.position.to_string()));
    Ok(())
}
