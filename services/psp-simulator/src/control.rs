//! The other door: where tests and visitors make things go wrong.

use crate::callback::Stranger;
use crate::desk::{Act, CannotAct, Desk};
use crate::faults::{Call, CallbackFault, Fault};
use actix_web::web::{Data, Json, Path, ServiceConfig};
use actix_web::{HttpResponse, delete, get, post};
use chrono::TimeDelta;
use serde::Deserialize;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(order).service(clear).service(order_callback).service(draw).service(run_ahead);
    config.service(payments).service(act).service(forge);
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    call: Call,
    fault: Fault,
    #[serde(default = "once")]
    times: u32,
}

fn once<N: From<u8>>() -> N {
    1.into()
}

/// The next calls of a kind go wrong.
#[post("/control/faults")]
async fn order(desk: Data<Desk>, order: Json<Order>) -> HttpResponse {
    desk.order(order.call, order.fault, order.times);
    HttpResponse::NoContent().finish()
}

/// Nothing goes wrong any more.
#[delete("/control/faults")]
async fn clear(desk: Data<Desk>) -> HttpResponse {
    desk.clear_faults();
    HttpResponse::NoContent().finish()
}

/// The next payer's way back goes wrong.
#[post("/control/callback-faults")]
async fn order_callback(desk: Data<Desk>, fault: Json<CallbackFault>) -> HttpResponse {
    desk.order_callback(*fault);
    HttpResponse::NoContent().finish()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Chaos {
    seed: u64,
    per_thousand: u32,
}

/// Things go wrong by chance from now on.
#[post("/control/chaos")]
async fn draw(desk: Data<Desk>, chaos: Json<Chaos>) -> HttpResponse {
    desk.draw_from(chaos.seed, chaos.per_thousand.min(1_000));
    HttpResponse::NoContent().finish()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ahead {
    seconds: u32,
}

/// The gateway's clock runs ahead by so much more.
#[post("/control/clock")]
async fn run_ahead(desk: Data<Desk>, ahead: Json<Ahead>) -> HttpResponse {
    desk.run_ahead(TimeDelta::seconds(ahead.seconds.into()));
    HttpResponse::NoContent().finish()
}

/// Every payment as the gateway has it.
#[get("/control/payments")]
async fn payments(desk: Data<Desk>) -> HttpResponse {
    HttpResponse::Ok().json(desk.payments())
}

#[derive(Debug, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
enum Does {
    Pay,
    PayPart { amount: i64 },
    Cancel,
}

/// A payer acts, and is not sent back.
#[post("/control/payments/{authority}")]
async fn act(desk: Data<Desk>, authority: Path<String>, does: Json<Does>) -> HttpResponse {
    let act = match *does {
        Does::Pay => Act::Pay,
        Does::PayPart { amount } => Act::PayPart(amount),
        Does::Cancel => Act::Cancel,
    };
    match desk.act(&authority, act) {
        Ok(payment) => HttpResponse::Ok().json(payment),
        Err(error @ CannotAct::Unknown) => HttpResponse::NotFound().body(error.to_string()),
        Err(error @ CannotAct::Over) => HttpResponse::Conflict().body(error.to_string()),
        Err(error @ CannotAct::Amount) => HttpResponse::UnprocessableEntity().body(error.to_string()),
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Forged {
    authority: String,
    paid: bool,
    #[serde(default = "once")]
    times: u8,
}

/// Somebody who is not the payer tells the merchant that a payment was paid, or not; answers with
/// the merchant's statuses.
#[post("/control/callbacks")]
async fn forge(desk: Data<Desk>, stranger: Data<Stranger>, forged: Json<Forged>) -> HttpResponse {
    match desk.payment(&forged.authority) {
        Some(payment) => HttpResponse::Ok().json(stranger.tell(&payment, forged.paid, forged.times).await),
        None => HttpResponse::NotFound().body(CannotAct::Unknown.to_string()),
    }
}
