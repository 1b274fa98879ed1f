//! Zibal.

mod status;

use crate::http::Line;
use crate::{Patience, Place, lenient};
use application::ports::{Doubt, Gateway, GatewayFault, Inquiry, Session, SessionRequest, Unverified, Verification};
use async_trait::async_trait;
use domain::kernel::Rial;
use domain::payments::{Authority, GatewayName};
use serde_json::{Value, json};

/// Done.
const DONE: i32 = 100;
/// Verified before; comes without amount and number.
const DONE_BEFORE: i32 = 201;
/// Not paid, or failed.
const NOT_PAID: i32 = 202;
/// No payment of this track id.
const NO_SUCH_PAYMENT: i32 = 203;

/// Zibal.
#[derive(Clone)]
pub struct Zibal(Line);

impl Zibal {
    /// At a place, with a patience.
    pub fn new(place: Place, patience: Patience) -> Self {
        Self(Line::new(GatewayName::Zibal, place, patience))
    }

    /// Posts; gives the result code with the whole answer.
    async fn call(&self, path: &'static str, body: Value) -> Result<(i32, Value), GatewayFault> {
        let answer = self.0.post(path, &body).await?;
        match lenient::code(answer.get("result")) {
            Some(code) => Ok((code, answer)),
            None => Err(GatewayFault::Unknown(Doubt::Unreadable)),
        }
    }

    fn about(&self, authority: &Authority) -> Value {
        // A number where it is one, as the documents have it; what is none the gateway refuses itself.
        let track_id = authority.as_str().parse::<i64>().map_or_else(|_| authority.as_str().into(), Value::from);
        json!({ "merchant": self.0.place().merchant(), "trackId": track_id })
    }
}

#[async_trait]
impl Gateway for Zibal {
    fn name(&self) -> GatewayName {
        GatewayName::Zibal
    }

    async fn request(&self, request: &SessionRequest) -> Result<Session, GatewayFault> {
        let mut body = json!({
            "merchant": self.0.place().merchant(),
            "amount": request.amount.get(),
            "callbackUrl": request.callback_url,
            "description": request.description,
            "orderId": request.order_id.to_string(),
        });
        if let Some(mobile) = &request.mobile {
            body["mobile"] = mobile.as_str().into();
        }
        let (code, answer) = self.call("/v1/request", body).await?;
        if code != DONE {
            return Err(GatewayFault::Refused { code });
        }
        let authority = lenient::text(answer.get("trackId")).and_then(|text| Authority::parse(&text).ok());
        let authority = authority.ok_or(GatewayFault::Unknown(Doubt::Unreadable))?;
        let redirect_url = self.0.place().url(&format!("/start/{}", authority.as_str()));
        Ok(Session { authority, redirect_url })
    }

    async fn verify(&self, authority: &Authority, amount: Rial) -> Result<Verification, GatewayFault> {
        match self.call("/v1/verify", self.about(authority)).await? {
            (DONE, answer) => paid(&answer, amount, false),
            (DONE_BEFORE, _) => match self.call("/v1/inquiry", self.about(authority)).await? {
                (DONE, answer) => paid(&answer, amount, true),
                (code, _) => Err(GatewayFault::Unknown(Doubt::Code(code))),
            },
            (code @ NOT_PAID, _) => Ok(Verification::NotPaid { code }),
            (code, _) => Err(GatewayFault::Refused { code }),
        }
    }

    async fn inquire(&self, authority: &Authority) -> Result<Inquiry, GatewayFault> {
        match self.call("/v1/inquiry", self.about(authority)).await? {
            (DONE | DONE_BEFORE | NOT_PAID, answer) => Ok(status::standing(lenient::code(answer.get("status")))),
            (NO_SUCH_PAYMENT, _) => Ok(Inquiry::Unknown),
            (code, _) => Err(GatewayFault::Refused { code }),
        }
    }

    async fn unverified(&self) -> Result<Vec<Unverified>, GatewayFault> {
        Err(GatewayFault::Unsupported)
    }

    async fn reverse(&self, _: &Authority) -> Result<(), GatewayFault> {
        Err(GatewayFault::Unsupported)
    }
}

/// The amount is compared here: this gateway is not asked with one.
fn paid(answer: &Value, amount: Rial, repeated: bool) -> Result<Verification, GatewayFault> {
    let unreadable = GatewayFault::Unknown(Doubt::Unreadable);
    let status = lenient::code(answer.get("status"));
    if let (Some(code), Inquiry::Failed | Inquiry::Reversed) = (status, status::standing(status)) {
        return Ok(Verification::NotPaid { code });
    }
    let found = lenient::rial(answer.get("amount")).ok_or(unreadable)?;
    if found != amount {
        return Ok(Verification::AmountDiffers { code: DONE, found: Some(found) });
    }
    let reference = lenient::text(answer.get("refNumber")).ok_or(unreadable)?;
    let card_masked = lenient::text(answer.get("cardNumber"));
    Ok(Verification::Paid { reference, card_masked, card_hash: None, fee: None, repeated })
}
