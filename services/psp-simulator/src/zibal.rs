//! Zibal, as its SDKs have it.

use crate::desk::{Asked, Desk};
use crate::faults::Call;
use crate::payment::{Payment, Protocol, Standing};
use crate::reply::{Heard, Said, reply};
use actix_web::web::{Data, Json, ServiceConfig};
use actix_web::{HttpResponse, post};
use serde_json::{Value, json};

/// More than so many Rial.
const MINIMUM: i64 = 1_000;
/// At most so many Rial.
const MAXIMUM: i64 = 1_000_000_000;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(request).service(verify).service(inquiry);
}

#[post("/v1/request")]
async fn request(desk: Data<Desk>, body: Json<Value>) -> HttpResponse {
    reply(&desk, Call::Request, |heard| opened(&desk, &body, heard), refused).await
}

#[post("/v1/verify")]
async fn verify(desk: Data<Desk>, body: Json<Value>) -> HttpResponse {
    reply(&desk, Call::Verify, |heard| verified(&desk, &body, heard), refused).await
}

#[post("/v1/inquiry")]
async fn inquiry(desk: Data<Desk>, body: Json<Value>) -> HttpResponse {
    let said = |heard: Heard| match found(&desk, &body) {
        Ok(payment) => described(&payment, payment.standing, heard),
        Err(code) => refused(code),
    };
    reply(&desk, Call::Inquiry, said, refused).await
}

fn opened(desk: &Desk, body: &Value, heard: Heard) -> Said {
    let Some(merchant) = body["merchant"].as_str().filter(|merchant| !merchant.is_empty()) else { return refused(102) };
    let Some(amount) = body["amount"].as_i64().map(heard).filter(|amount| *amount > MINIMUM) else { return refused(105) };
    if amount > MAXIMUM {
        return refused(113);
    }
    let Some(callback_url) = crate::callback::address(&body["callbackUrl"]) else { return refused(106) };
    let asked = Asked {
        protocol: Protocol::Zibal,
        merchant: merchant.to_owned(),
        amount,
        description: body["description"].as_str().unwrap_or_default().to_owned(),
        callback_url,
        order_id: body["orderId"].as_str().map(str::to_owned),
    };
    let track_id = desk.open(asked).parse::<i64>().unwrap_or_default();
    json!({ "result": 100, "trackId": track_id, "message": "success" }).into()
}

fn verified(desk: &Desk, body: &Value, heard: Heard) -> Said {
    match found(desk, body) {
        Err(code) => refused(code),
        Ok(payment) if payment.standing == Standing::Verified => refused(201),
        Ok(payment) if payment.standing == Standing::Paid => {
            desk.stand(&payment.authority, Standing::Verified);
            described(&payment, Standing::Verified, heard)
        }
        Ok(_) => refused(202),
    }
}

fn found(desk: &Desk, body: &Value) -> Result<Payment, i32> {
    let merchant = body["merchant"].as_str().filter(|merchant| !merchant.is_empty()).ok_or(102)?;
    let payment = body["trackId"].as_i64().and_then(|id| desk.payment(&id.to_string())).ok_or(203)?;
    if payment.merchant == merchant { Ok(payment) } else { Err(203) }
}

fn described(payment: &Payment, standing: Standing, heard: Heard) -> Said {
    let receipt = payment.receipt.as_ref();
    json!({
        "result": 100,
        "message": "success",
        "status": number(standing),
        "amount": heard(receipt.map_or(payment.amount, |receipt| receipt.amount)),
        "refNumber": receipt.map(|receipt| receipt.reference),
        "paidAt": receipt.map(|receipt| receipt.at.to_rfc3339()),
        "cardNumber": receipt.map(|receipt| &receipt.card_masked),
        "orderId": payment.order_id,
    })
    .into()
}

fn number(standing: Standing) -> i32 {
    match standing {
        Standing::InBank => -1,
        Standing::Verified => 1,
        Standing::Paid => 2,
        Standing::Cancelled => 3,
        Standing::Failed => 10,
        Standing::Reversed => 18,
    }
}

fn refused(code: i32) -> Said {
    json!({ "result": code, "message": "refused" }).into()
}
