//! A driver's fares of today, and the page that turns to "paid" by itself.

use crate::routes::{Access, Endpoint, get};
use crate::views::fares::{DriversFare, DriversFares, FaresPage};
use crate::views::{Badge, BadgeTone};
use crate::web::caller::Caller;
use crate::web::events::{Fragment, stream};
use crate::web::failure::WebError;
use crate::web::reply::page;
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::fares::mine;
use application::{Context, Failure};
use askama::Template;
use i18n::Locale;
use projections::fares::{FareRow, FareState};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/{lang}/my/fares", Access::SignedIn, || web::to(show)),
        get("/{lang}/my/fares/stream", Access::SignedIn, || web::to(follow)),
    ]
}

async fn show(portal: web::Data<Portal>, caller: Caller) -> Result<HttpResponse, WebError> {
    let fares = view(&portal.ctx, &caller).await?;
    page(&FaresPage { page: caller.page(), fares })
}

async fn view(ctx: &Context, caller: &Caller) -> Result<DriversFares, Failure> {
    let own = mine(ctx, &caller.actor).await?;
    Ok(DriversFares {
        page: caller.page(),
        earned: own.sum(FareRow::earned),
        fares: own.sum(FareRow::fare),
        commission: own.sum(|fare| fare.commission.get()),
        tips: own.sum(|fare| fare.tip.get()),
        owed: own.owed,
        rows: own
            .fares
            .iter()
            .map(|fare| DriversFare {
                at: fare.begun_at,
                fare: fare.fare(),
                tip: fare.tip.get(),
                commission: fare.commission.get(),
                badge: badge(caller.locale, fare.state),
            })
            .collect(),
    })
}

fn badge(locale: Locale, state: FareState) -> Badge {
    let (tone, icon) = match state {
        FareState::Waiting => (BadgeTone::Plain, "clock"),
        FareState::Paid => (BadgeTone::Good, "tick"),
        FareState::Unpaid => (BadgeTone::Off, "no"),
    };
    Badge::new(tone, icon, i18n::text(locale, &format!("my-fares-{}", state.code())))
}

/// The list again, whenever it reads otherwise than before.
async fn follow(portal: web::Data<Portal>, caller: Caller) -> Result<HttpResponse, WebError> {
    let ctx = portal.ctx.clone();
    // Whoever may not see it is told so, not left waiting.
    view(&ctx, &caller).await?;
    let changes = ctx.projections.changes();
    Ok(stream("fares", changes, move || -> Fragment {
        let (ctx, caller) = (ctx.clone(), caller.clone());
        Box::pin(async move {
            let list = view(&ctx, &caller).await?;
            list.render().map_err(|error| Failure::Internal(error.to_string()))
        })
    }))
}
