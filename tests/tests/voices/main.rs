//! What passengers say, what becomes of it, and what everyone may know.

mod complaint_pages;
mod complaints;
mod figures;
mod polls;
mod shifts;

use tests::app::TestApp;
use tests::browser::Phone;

/// A picture, and no faults.
async fn look(phone: &Phone, name: &str) {
    phone.screenshot(name).await;
    let violations = phone.violations().await;
    assert!(violations.is_empty(), "{name}: {violations:#?}");
}

/// Signs in by a one-time code.
async fn sign_in(phone: &Phone, app: &TestApp, mobile: &str) {
    phone.open(&format!("{}/fa/sign-in", app.address)).await;
    phone.fill("[name=contact]", mobile).await;
    phone.follow("main form button").await;
    phone.fill("[name=code]", &app.messages.take_code(mobile).await).await;
    phone.follow("main form button").await;
}
