//! The officers' worklist, and the case behind each line of it.

mod ask;
mod case;
mod decide;
mod judge;
mod list;
mod told;

use super::{check_form, key_of};
use crate::pages::faults;
use crate::routes::{Access, Endpoint};
use crate::views::applications::Case;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::{page_with, see_other};
use actix_web::HttpResponse;
use application::{Context, Failure};
use uuid::Uuid;

/// Who reads here.
const READERS: Access = Access::Roles(application::applications::READERS);
/// Who writes here.
const WRITERS: Access = Access::Roles(application::applications::OFFICERS);

/// The worklist's pages.
pub(super) fn endpoints() -> Vec<Endpoint> {
    [list::endpoints(), case::endpoints(), judge::endpoints(), ask::endpoints(), decide::endpoints()].into_iter().flatten().collect()
}

/// On to the case, which shows what was done, at the place where it was done; or the case again with
/// what was typed and what was refused.
async fn answer(
    ctx: &Context,
    caller: &Caller,
    application_id: Uuid,
    outcome: Result<i64, Failure>,
    (done, place): (&str, &str),
    field_of: impl Fn(&str) -> String,
    refill: impl FnOnce(&mut Case),
) -> Result<HttpResponse, WebError> {
    let address = format!("/desk/applications/{application_id}");
    let failure = match outcome {
        Ok(position) => {
            ctx.shown(position).await?;
            return Ok(see_other(&caller.page().url(&format!("{address}?done={done}{place}"))));
        }
        Err(failure) => failure,
    };
    let refused = faults::refused(failure, caller.locale, "case", field_of)?;
    let mut view = case::view(ctx, caller, application_id).await?;
    view.page.path = address;
    view.errors = refused.errors;
    refill(&mut view);
    page_with(refused.status, &view)
}
