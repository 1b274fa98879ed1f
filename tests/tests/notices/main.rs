//! What people are told, read where it arrives.

mod chain;
mod reminders;
mod retries;

use serde_json::json;
use tests::app::{Applicant, TestApp};

/// Gives an applicant's account this address, by the code that goes there.
async fn give_email(app: &TestApp, applicant: &Applicant, email: &str) {
    let client = app.payer_of(applicant).await.client;
    client.post("/api/v1/me/email", json!({"email": email})).await.expect(202);
    let code = app.messages.take_code(email).await;
    client.post("/api/v1/me/email/confirm", json!({"email": email, "code": code})).await.expect(200);
}
