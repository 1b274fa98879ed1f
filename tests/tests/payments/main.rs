//! Paying, over real HTTP to a gateway that is one in everything but the money.

mod doubt;
mod drivers_day;
mod fares;
mod forged;
mod keys;
mod ledger;
mod left_alone;
mod pages;
mod rewards;
mod twice;
mod whole_way;

use chrono::TimeDelta;
use tests::app::{Payer, TestApp};

/// What a driver owes for a renewal, in Rial.
const FEES: &[(&str, i64)] = &[("renewal", 4_850_000), ("smart-card", 1_200_000), ("inquiries", 150_000)];

/// A payer and what they owe: 6,200,000 Rial.
async fn owing(app: &TestApp) -> (Payer, String) {
    let payer = app.payer().await;
    let invoice = app.invoice(&payer, FEES).await;
    (payer, invoice)
}

async fn invoice_status(app: &TestApp, payer: &Payer, invoice_id: &str) -> String {
    app.settle().await;
    let invoice = payer.client.get(&format!("/api/v1/invoices/{invoice_id}")).await.expect(200);
    invoice["status"].as_str().unwrap_or_default().to_owned()
}

fn seconds(count: i64) -> TimeDelta {
    TimeDelta::seconds(count)
}

fn minutes(count: i64) -> TimeDelta {
    TimeDelta::minutes(count)
}
