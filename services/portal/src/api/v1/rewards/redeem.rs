use crate::web::caller::Caller;
use crate::web::failure::WebError;
use crate::web::input::Body;
use crate::web::reply::{IdempotencyKey, created};
use crate::web::server::Portal;
use actix_web::{HttpRequest, HttpResponse, web};
use application::rewards::{self, RedemptionInput};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What points are to be spent on.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({"reward": "voucher"}))]
pub struct NewRedemption {
    /// `voucher`, or the code of a gift.
    reward: String,
}

/// Points that were spent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Redemption {
    /// Of a voucher its id too.
    redemption_id: Uuid,
}

/// Spend points on a voucher or a gift.
///
/// A voucher is taken off an invoice by itself; of a gift some must be left.
#[utoipa::path(post, path = "/api/v1/rewards/redemptions", tag = "rewards", request_body = NewRedemption, responses((status = 201, body = Redemption)))]
pub(super) async fn redeem(
    portal: web::Data<Portal>,
    caller: Caller,
    key: IdempotencyKey,
    request: HttpRequest,
    Body(body): Body<NewRedemption>,
) -> Result<HttpResponse, WebError> {
    caller.must_be_known()?;
    let command = key.needed()?.command(&caller, &request, &body);
    let input = RedemptionInput::parse(&portal.ctx, &body.reward)?;
    let redeemed = rewards::redeem(&portal.ctx, &caller.actor, input, &command).await?;
    Ok(created("/api/v1/rewards/account", redeemed.position, &Redemption { redemption_id: redeemed.redemption_id }))
}
