//! ZarinPal v4, as its documents and SDK have it.

use crate::desk::{Asked, Desk};
use crate::faults::Call;
use crate::payment::{Payment, Protocol, Standing};
use crate::reply::{Heard, Said, reply};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, ServiceConfig};
use actix_web::{HttpResponse, post};
use serde_json::{Value, json};
use uuid::Uuid;

/// Rial at least.
const MINIMUM: i64 = 10_000;
/// Rial at most: 100,000,000 Toman.
const MAXIMUM: i64 = 1_000_000_000;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(request).service(verify).service(inquiry).service(unverified).service(reverse);
}

#[post("/pg/v4/payment/request.json")]
async fn request(desk: Data<Desk>, body: Json<Value>) -> HttpResponse {
    reply(&desk, Call::Request, |heard| opened(&desk, &body, heard), refused).await
}

#[post("/pg/v4/payment/verify.json")]
async fn verify(desk: Data<Desk>, body: Json<Value>) -> HttpResponse {
    reply(&desk, Call::Verify, |heard| verified(&desk, &body, heard), refused).await
}

#[post("/pg/v4/payment/inquiry.json")]
async fn inquiry(desk: Data<Desk>, body: Json<Value>) -> HttpResponse {
    let said = |_| match found(&desk, &body) {
        Ok(payment) => done(json!({ "code": 100, "message": "Success", "status": word(payment.standing) })),
        Err(refusal) => refusal,
    };
    reply(&desk, Call::Inquiry, said, refused).await
}

#[post("/pg/v4/payment/unVerified.json")]
async fn unverified(desk: Data<Desk>, body: Json<Value>) -> HttpResponse {
    let said = |_| match merchant(&body) {
        Some(merchant) => {
            let waiting = desk.payments().into_iter().filter(|payment| payment.protocol == Protocol::Zarinpal && payment.merchant == merchant && payment.standing == Standing::Paid);
            let list: Vec<Value> = waiting.map(|payment| waiting_entry(&payment)).collect();
            done(json!({ "code": 100, "message": "Success", "authorities": list }))
        }
        None => invalid("merchant_id"),
    };
    reply(&desk, Call::Unverified, said, refused).await
}

#[post("/pg/v4/payment/reverse.json")]
async fn reverse(desk: Data<Desk>, body: Json<Value>) -> HttpResponse {
    let said = |_| match found(&desk, &body) {
        Err(refusal) => refusal,
        Ok(payment) if !matches!(payment.standing, Standing::Paid | Standing::Verified) => refused(-61),
        Ok(payment) if !desk.is_reversible(&payment) => refused(-63),
        Ok(payment) => {
            desk.stand(&payment.authority, Standing::Reversed);
            done(json!({ "code": 100, "message": "Reversed" }))
        }
    };
    reply(&desk, Call::Reverse, said, refused).await
}

fn opened(desk: &Desk, body: &Value, heard: Heard) -> Said {
    let Some(merchant) = merchant(body) else { return invalid("merchant_id") };
    let unit = match body["currency"].as_str() {
        None | Some("IRR") => 1,
        Some("IRT") => 10,
        Some(_) => return invalid("currency"),
    };
    let Some(amount) = body["amount"].as_i64().and_then(|amount| amount.checked_mul(unit)).map(heard).filter(|amount| *amount >= MINIMUM) else {
        return invalid("amount");
    };
    if amount > MAXIMUM {
        return refused(-41);
    }
    let description = body["description"].as_str().filter(|text| (1..=500).contains(&text.chars().count()));
    let Some(description) = description else { return invalid("description") };
    let Some(callback_url) = crate::callback::address(&body["callback_url"]) else { return invalid("callback_url") };
    let mobile = &body["metadata"]["mobile"];
    if !mobile.is_null() && !mobile.as_str().is_some_and(is_mobile) {
        return invalid("metadata.mobile");
    }
    let order_id = body["metadata"]["order_id"].as_str().map(str::to_owned);
    let asked = Asked { protocol: Protocol::Zarinpal, merchant, amount, description: description.to_owned(), callback_url, order_id };
    let authority = desk.open(asked);
    done(json!({ "code": 100, "message": "Success", "authority": authority, "fee_type": "Merchant", "fee": (amount / 200).min(40_000) }))
}

fn verified(desk: &Desk, body: &Value, heard: Heard) -> Said {
    let payment = match found(desk, body) {
        Ok(payment) => payment,
        Err(refusal) => return refusal,
    };
    let Some(amount) = body["amount"].as_i64().map(heard) else { return invalid("amount") };
    let (Standing::Paid | Standing::Verified, Some(receipt)) = (payment.standing, &payment.receipt) else { return refused(-51) };
    if receipt.amount != amount {
        return refused(-50);
    }
    let (code, message) = if payment.standing == Standing::Verified { (101, "Verified") } else { (100, "Paid") };
    desk.stand(&payment.authority, Standing::Verified);
    done(json!({
        "code": code, "message": message, "ref_id": receipt.reference, "card_pan": receipt.card_masked,
        "card_hash": receipt.card_hash, "fee_type": "Merchant", "fee": payment.fee(),
    }))
}

/// The payment that a body speaks of, where it is its merchant's.
fn found(desk: &Desk, body: &Value) -> Result<Payment, Said> {
    let merchant = merchant(body).ok_or_else(|| invalid("merchant_id"))?;
    let authority = body["authority"].as_str().unwrap_or_default();
    let shaped = authority.len() == 36 && authority.starts_with(['A', 'S']) && authority.bytes().all(|b| b.is_ascii_alphanumeric());
    if !shaped {
        return Err(refused(-54));
    }
    match desk.payment(authority) {
        None => Err(refused(-55)),
        Some(payment) if payment.merchant != merchant => Err(refused(-53)),
        Some(payment) => Ok(payment),
    }
}

fn merchant(body: &Value) -> Option<String> {
    body["merchant_id"].as_str().filter(|id| id.len() == 36 && Uuid::parse_str(id).is_ok()).map(str::to_owned)
}

fn is_mobile(text: &str) -> bool {
    text.len() == 11 && text.starts_with("09") && text.bytes().all(|b| b.is_ascii_digit())
}

fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::InBank => "IN_BANK",
        Standing::Paid => "PAID",
        Standing::Verified => "VERIFIED",
        Standing::Cancelled | Standing::Failed => "FAILED",
        Standing::Reversed => "REVERSED",
    }
}

fn waiting_entry(payment: &Payment) -> Value {
    let receipt = payment.receipt.as_ref();
    json!({
        "authority": payment.authority,
        "amount": receipt.map_or(payment.amount, |receipt| receipt.amount),
        "callback_url": payment.callback_url,
        "referer": "",
        "date": receipt.map(|receipt| receipt.at.format("%Y-%m-%d %H:%M:%S").to_string()),
    })
}

fn done(data: Value) -> Said {
    json!({ "data": data, "errors": [] }).into()
}

fn refused(code: i32) -> Said {
    json!({ "data": [], "errors": { "code": code, "message": "The request was refused.", "validations": [] } }).into()
}

/// Validation answers with 422, so that both kinds of status are seen.
fn invalid(field: &str) -> Said {
    let errors = json!({ "code": -9, "message": "The input params invalid, validation error.", "validations": [{ field: "The field is invalid." }] });
    Said(StatusCode::UNPROCESSABLE_ENTITY, json!({ "data": {}, "errors": errors }))
}
