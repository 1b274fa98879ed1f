//! The officers' complaints, and the case behind each line.

mod answer;
mod ask;
mod case;
mod list;
mod resolve;

use super::{check_form, key_of};
use crate::pages::faults;
use crate::routes::{Access, Endpoint};
use crate::views::complaints::ComplaintCase;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::reply::{page_with, see_other};
use actix_web::HttpResponse;
use application::{Context, Failure};
use uuid::Uuid;

/// Who reads here.
const READERS: Access = Access::Roles(application::complaints::READERS);
/// Who writes here.
const WRITERS: Access = Access::Roles(application::complaints::OFFICERS);

/// The pages of complaints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    [list::endpoints(), case::endpoints(), answer::endpoints(), ask::endpoints(), resolve::endpoints()].into_iter().flatten().collect()
}

/// On to the case, which shows what was done; or the case again with what was typed and what was
/// refused.
async fn outcome(
    ctx: &Context,
    caller: &Caller,
    complaint_id: Uuid,
    outcome: Result<i64, Failure>,
    done: &str,
    field_of: impl Fn(&str) -> String,
    refill: impl FnOnce(&mut ComplaintCase),
) -> Result<HttpResponse, WebError> {
    let address = format!("/desk/complaints/{complaint_id}");
    let failure = match outcome {
        Ok(position) => {
            ctx.shown(position).await?;
            return Ok(see_other(&caller.page().url(&format!("{address}?done={done}"))));
        }
        Err(failure) => failure,
    };
    let refused = faults::refused(failure, caller.locale, "complaint-case", field_of)?;
    let mut view = case::view(ctx, caller, complaint_id).await?;
    view.page.path = address;
    view.errors = refused.errors;
    refill(&mut view);
    page_with(refused.status, &view)
}
