//! Questions to passengers: for everyone what came of them, for the city asking and closing.

mod ask;
mod shown;

use crate::pages::flash::Done;
use crate::routes::{Access, Endpoint, get};
use crate::views::polls::Polls;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::polls::everyones;

pub(in crate::pages) use shown::either;

/// The pages of polls.
pub fn endpoints() -> Vec<Endpoint> {
    let mut all = vec![get("/{lang}/polls", Access::Anyone, || web::to(list))];
    all.extend(ask::endpoints());
    all
}

async fn list(portal: web::Data<Portal>, caller: Caller, done: web::Query<Done>) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let polls = everyones(ctx).await?;
    let mut frame = caller.page();
    frame.flash = done.flash(caller.locale);
    page(&Polls {
        page: frame,
        published_from: ctx.policy_now().feedback.published_from.into(),
        polls: polls.iter().map(|poll| shown::card(caller.locale, poll, false)).collect(),
    })
}
