use crate::api::v1::money::Money;
use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::NoParams;
use crate::web::reply::{Waited, json};
use crate::web::server::Portal;
use actix_web::{HttpResponse, web};
use application::rewards;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The points of an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardAccount {
    /// Points that can be spent.
    active: u32,
    /// Points whose reversal window has not closed.
    pending: u32,
    /// Vouchers that are taken off the next invoice, the oldest first.
    vouchers: Vec<Voucher>,
    /// The latest first.
    movements: Vec<Movement>,
    /// What points can be spent on: the `reward` of a redemption.
    offers: Vec<Offer>,
}

/// A voucher for a licence fee.
#[derive(Debug, Serialize, ToSchema)]
pub struct Voucher {
    voucher_id: Uuid,
    value: Money,
}

/// Points that came or went.
#[derive(Debug, Serialize, ToSchema)]
pub struct Movement {
    /// `earned`, `received`, `voucher`, `gift` or `expired`.
    kind: &'static str,
    points: i32,
    /// The first day on which earned points can be spent.
    active_on: Option<NaiveDate>,
    /// The last day on which earned points can be spent.
    expires_on: Option<NaiveDate>,
    recorded_at: DateTime<Utc>,
    position: i64,
}

/// Something that points can be spent on.
#[derive(Debug, Serialize, ToSchema)]
pub struct Offer {
    /// `voucher`, or the code of a gift.
    reward: String,
    points: u32,
}

/// The caller's own points.
#[utoipa::path(get, path = "/api/v1/rewards/account", tag = "rewards", responses((status = 200, body = RewardAccount)))]
pub(super) async fn account(portal: web::Data<Portal>, caller: Caller, _: Waited, _: NoParams) -> Result<HttpResponse, WebError> {
    let ctx = &portal.ctx;
    let own = rewards::account(ctx, &caller.actor).await?;
    let rules = &ctx.policy_now().rewards;
    let voucher = Offer { reward: "voucher".to_owned(), points: rules.voucher_points };
    let gifts = rules.gifts.iter().map(|gift| Offer { reward: gift.code.clone(), points: gift.points });
    Ok(json(&RewardAccount {
        active: own.active(),
        pending: own.pending(),
        vouchers: own.vouchers.iter().map(|voucher| Voucher { voucher_id: voucher.voucher_id, value: voucher.value.into() }).collect(),
        offers: std::iter::once(voucher).chain(gifts).collect(),
        movements: own
            .movements
            .iter()
            .map(|movement| Movement {
                kind: movement.kind.code(),
                points: movement.points,
                active_on: movement.active_on,
                expires_on: movement.expires_on,
                recorded_at: movement.recorded_at,
                position: movement.position,
            })
            .collect(),
    }))
}
