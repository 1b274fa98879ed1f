use super::ask::{self, Asked};
use super::give::give;
use crate::fares::receipt_token;
use crate::{Actor, Context, Failure};
use domain::payments::payment::{AUTHORITY, Claimed, Payment, PaymentCommand, PaymentPurpose, authority_value};
use domain::payments::{Authority, GatewayName};
use uuid::Uuid;

/// An address by which somebody came back from a gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    gateway: GatewayName,
    authority: Authority,
    claims: Claimed,
}

impl Returned {
    /// Reads any gateway's parameters: ZarinPal's `Authority` and `Status` (`OK` or `NOK`), Zibal's
    /// `trackId` and `success` (`1` or `0`). Whatever else is there is not ours to judge.
    ///
    /// # Errors
    /// [`Failure::NotFound`] where it names no session.
    pub fn parse<'q>(parameter: impl Fn(&str) -> Option<&'q str>) -> Result<Self, Failure> {
        let (gateway, authority, good) = match (parameter("Authority"), parameter("trackId")) {
            (Some(authority), _) => (GatewayName::Zarinpal, authority, parameter("Status") == Some("OK")),
            (None, Some(track)) => (GatewayName::Zibal, track, parameter("success") == Some("1")),
            (None, None) => return Err(Failure::NotFound),
        };
        let authority = Authority::parse(authority.trim()).map_err(|_| Failure::NotFound)?;
        Ok(Self { gateway, authority, claims: if good { Claimed::Ok } else { Claimed::Nok } })
    }
}

/// What somebody came back from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameBack {
    /// The payment.
    pub payment_id: Uuid,
    /// By which whoever paid a fare reads its receipt; none where an invoice was paid.
    pub receipt: Option<String>,
}

/// Somebody came back from a gateway: keeps the claim and asks the gateway whether it is true.
/// Answers with the payment, once its page shows what was found out.
///
/// # Errors
/// [`Failure::NotFound`] where no payment has this session.
pub async fn callback(ctx: &Context, returned: &Returned) -> Result<CameBack, Failure> {
    let value = authority_value(returned.gateway, &returned.authority);
    let payment_id = ctx.store.holder(AUTHORITY, &value).await?.ok_or(Failure::NotFound)?;
    let what = match returned.claims {
        Claimed::Ok => "callback:ok",
        Claimed::Nok => "callback:nok",
    };
    let command = PaymentCommand::ReceiveCallback { claims: returned.claims };
    let heard = give(ctx, &Actor::Public, payment_id, ("ReceiveCallback", what), command).await?;
    let position = match ask::verify(ctx, payment_id).await? {
        Asked::News(position) => Some(position),
        Asked::Waiting | Asked::Unknown | Asked::Silent | Asked::Settled => heard,
    };
    if let Some(position) = position {
        ctx.shown(position).await?;
    }
    let is_fare = matches!(ctx.store.load::<Payment>(payment_id).await?.0.session(), Ok(session) if matches!(session.attempt.purpose, PaymentPurpose::Fare { .. }));
    Ok(CameBack { payment_id, receipt: is_fare.then(|| receipt_token(ctx, payment_id)) })
}
