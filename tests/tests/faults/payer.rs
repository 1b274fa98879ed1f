//! Passengers pay in a taxi, and look at their receipts.

use crate::clients::{Broken, ClientAt};
use crate::journal::{Intent, Promise, Who};
use crate::taxi::FARE;
use serde_json::{Value, json};
use uuid::Uuid;

/// A fare that somebody is about to begin, whose points wait for the n-th mobile number.
pub fn fare(code: &str, n: u32) -> Intent {
    let body = json!({"amount": {"rial": FARE}, "mobile": format!("0935{:07}", n % 10_000_000)});
    Intent { key: Uuid::new_v4(), who: Who::Anyone, path: format!("/api/v1/scan/{code}/fares"), body }
}

impl ClientAt {
    /// Pays for a ride. Every third passenger walks away as soon as the bank has the money; the others
    /// look at their receipts.
    pub async fn ride(&self, code: &str, n: u32) -> Result<(), Broken> {
        let begun = self.once(fare(code, n)).await?.expect("a fare is taken");
        let way = self.at_the_gateway(&begun).await;
        while !n.is_multiple_of(3) && !self.is_to_rest() {
            if self.comes_back(&begun, &way).await? {
                break;
            }
        }
        Ok(())
    }

    /// Pays at the gateway; gives the way back to the service.
    pub async fn at_the_gateway(&self, begun: &Promise) -> String {
        let pressed = self.http().post(begun.text("redirect_url")).form(&[("action", "pay")]).send().await.expect("the gateway is there");
        let back = pressed.headers()["location"].to_str().expect("a text");
        back[back.find("/payments/return").expect("a way back")..].to_owned()
    }

    /// Comes back from the gateway; whether the receipt says now that it is paid.
    pub async fn comes_back(&self, begun: &Promise, way: &str) -> Result<bool, Broken> {
        self.look(way).await?;
        let told = self.look(begun.location.as_deref().expect("a receipt")).await?;
        // A page that waits for its rows may say so.
        let told: Value = told.json().await.unwrap_or_default();
        let paid = told["status"] == "succeeded";
        if paid {
            self.saw_paid(begun.text("payment_id"));
        }
        Ok(paid)
    }
}
