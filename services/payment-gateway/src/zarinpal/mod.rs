//! ZarinPal, version 4 of its protocol.

mod answer;

use crate::http::Line;
use crate::{Patience, Place, lenient};
use answer::Answer;
use application::ports::{Doubt, Gateway, GatewayFault, Inquiry, Session, SessionRequest, Unverified, Verification};
use async_trait::async_trait;
use domain::kernel::Rial;
use domain::payments::{Authority, GatewayName};
use serde_json::{Map, Value, json};

/// Characters of a description at most.
const DESCRIPTION: usize = 500;

/// Done.
const DONE: i32 = 100;
/// Verified before.
const DONE_BEFORE: i32 = 101;
/// The amount is not the one that was paid.
const AMOUNT_DIFFERS: i32 = -50;
/// Nothing was paid.
const NOT_PAID: i32 = -51;
/// Something that ZarinPal itself did not expect.
const UNEXPECTED: i32 = -52;
/// No payment of this authority: misshapen, or not to be found.
const NO_SUCH_PAYMENT: [i32; 2] = [-54, -55];

/// ZarinPal.
#[derive(Clone)]
pub struct Zarinpal(Line);

impl Zarinpal {
    /// At a place, with a patience.
    pub fn new(place: Place, patience: Patience) -> Self {
        Self(Line::new(GatewayName::Zarinpal, place, patience))
    }

    async fn call(&self, path: &'static str, body: Value) -> Result<Answer, GatewayFault> {
        Answer::read(&self.0.post(path, &body).await?)
    }

    fn about(&self, authority: &Authority) -> Value {
        json!({ "merchant_id": self.0.place().merchant(), "authority": authority.as_str() })
    }
}

#[async_trait]
impl Gateway for Zarinpal {
    fn name(&self) -> GatewayName {
        GatewayName::Zarinpal
    }

    async fn request(&self, request: &SessionRequest) -> Result<Session, GatewayFault> {
        // Without `auto_verify: false` the gateway could take the money before we know of it.
        let mut metadata = json!({ "order_id": request.order_id.to_string(), "auto_verify": false });
        if let Some(mobile) = &request.mobile {
            metadata["mobile"] = mobile.as_str().into();
        }
        let body = json!({
            "merchant_id": self.0.place().merchant(),
            "amount": request.amount.get(),
            "currency": "IRR",
            "description": request.description.chars().take(DESCRIPTION).collect::<String>(),
            "callback_url": request.callback_url,
            "metadata": metadata,
        });
        let (code, fields) = self.call("/pg/v4/payment/request.json", body).await?.accepted()?;
        let authority = lenient::text(fields.get("authority")).filter(|text| has_the_shape(text));
        let authority = authority.and_then(|text| Authority::parse(&text).ok());
        match (code, authority) {
            (DONE, Some(authority)) => {
                let redirect_url = self.0.place().url(&format!("/pg/StartPay/{}", authority.as_str()));
                Ok(Session { authority, redirect_url })
            }
            (DONE, None) => Err(GatewayFault::Unknown(Doubt::Unreadable)),
            (code, _) => Err(GatewayFault::Refused { code }),
        }
    }

    async fn verify(&self, authority: &Authority, amount: Rial) -> Result<Verification, GatewayFault> {
        let mut body = self.about(authority);
        body["amount"] = amount.get().into();
        match self.call("/pg/v4/payment/verify.json", body).await? {
            Answer { code: code @ (DONE | DONE_BEFORE), fields } => paid(&fields, code == DONE_BEFORE),
            Answer { code: code @ NOT_PAID, .. } => Ok(Verification::NotPaid { code }),
            Answer { code: code @ AMOUNT_DIFFERS, .. } => Ok(Verification::AmountDiffers { code, found: None }),
            Answer { code: code @ UNEXPECTED, .. } => Err(GatewayFault::Unknown(Doubt::Code(code))),
            Answer { code, .. } => Err(GatewayFault::Refused { code }),
        }
    }

    async fn inquire(&self, authority: &Authority) -> Result<Inquiry, GatewayFault> {
        match self.call("/pg/v4/payment/inquiry.json", self.about(authority)).await? {
            Answer { code: DONE | DONE_BEFORE, fields } => Ok(standing(fields.get("status"))),
            Answer { code, .. } if NO_SUCH_PAYMENT.contains(&code) => Ok(Inquiry::Unknown),
            Answer { code: code @ UNEXPECTED, .. } => Err(GatewayFault::Unknown(Doubt::Code(code))),
            Answer { code, .. } => Err(GatewayFault::Refused { code }),
        }
    }

    async fn unverified(&self) -> Result<Vec<Unverified>, GatewayFault> {
        let body = json!({ "merchant_id": self.0.place().merchant() });
        let (_, fields) = self.call("/pg/v4/payment/unVerified.json", body).await?.accepted()?;
        let list = fields.get("authorities").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let readable: Vec<Unverified> = list.iter().filter_map(waiting).collect();
        if readable.len() < list.len() {
            tracing::warn!(entries = list.len(), readable = readable.len(), "unverified payments that cannot be read");
        }
        Ok(readable)
    }

    async fn reverse(&self, authority: &Authority) -> Result<(), GatewayFault> {
        match self.call("/pg/v4/payment/reverse.json", self.about(authority)).await? {
            Answer { code: DONE, .. } => Ok(()),
            Answer { code: code @ UNEXPECTED, .. } => Err(GatewayFault::Unknown(Doubt::Code(code))),
            Answer { code, .. } => Err(GatewayFault::Refused { code }),
        }
    }
}

/// `^[AS][0-9a-zA-Z]{35}$`; S in the sandbox.
fn has_the_shape(authority: &str) -> bool {
    authority.len() == 36 && authority.starts_with(['A', 'S'])
}

fn paid(fields: &Map<String, Value>, repeated: bool) -> Result<Verification, GatewayFault> {
    // Without its number there is nothing to settle by; asked again, the gateway may give it.
    let reference = lenient::text(fields.get("ref_id")).ok_or(GatewayFault::Unknown(Doubt::Unreadable))?;
    let payer_bears_it = lenient::text(fields.get("fee_type")).is_some_and(|kind| kind.eq_ignore_ascii_case("payer"));
    let fee = if payer_bears_it { None } else { lenient::rial(fields.get("fee")) };
    let card_masked = lenient::text(fields.get("card_pan"));
    let card_hash = lenient::text(fields.get("card_hash"));
    Ok(Verification::Paid { reference, card_masked, card_hash, fee, repeated })
}

fn standing(status: Option<&Value>) -> Inquiry {
    match lenient::text(status).unwrap_or_default().to_ascii_uppercase().as_str() {
        "PAID" => Inquiry::Paid,
        "VERIFIED" => Inquiry::Verified,
        "IN_BANK" => Inquiry::Waiting,
        "FAILED" => Inquiry::Failed,
        "REVERSED" => Inquiry::Reversed,
        _ => Inquiry::Unknown,
    }
}

fn waiting(entry: &Value) -> Option<Unverified> {
    let authority = Authority::parse(&lenient::text(entry.get("authority"))?).ok()?;
    Some(Unverified { authority, amount: lenient::rial(entry.get("amount"))? })
}
