//! Notices, and the phones that they arrive on.

use crate::city::City;
use chrono::Utc;
use domain::kernel::Rial;
use domain::notices::notice::{Notice, NoticeCommand, NoticeContent, Recipient};
use event_store::{Envelope, EventStore};
use serde_json::Value;
use uuid::Uuid;

/// People to be told something; each message names an invoice of its own.
pub struct Told {
    log: EventStore,
    officer: Uuid,
    invoices: Vec<Uuid>,
}

impl Told {
    /// Nobody yet. The officer's phone stands for all.
    pub async fn of(city: &City) -> Self {
        Self { log: city.log().await, officer: city.officer.account_id.parse().expect("an id"), invoices: Vec::new() }
    }

    /// So many more are to be told.
    pub async fn prepare(&mut self, more: usize) {
        for _ in 0..more {
            let invoice_id = Uuid::new_v4();
            let content = NoticeContent::PaymentDue {
                invoice_id,
                application_id: Uuid::new_v4(),
                number: "F-1405-000001".to_owned(),
                total: Rial::new(6_200_000).expect("an amount"),
                due_on: Utc::now().date_naive(),
            };
            let envelope = Envelope::new("PrepareNotice", Uuid::now_v7(), "operator", Utc::now());
            let prepare = NoticeCommand::Prepare { to: Recipient::Account(self.officer), content };
            self.log.execute::<Notice>(Uuid::new_v4(), prepare, envelope).await.expect("is prepared");
            self.invoices.push(invoice_id);
        }
    }

    /// How many messages came of each notice, in the order of their preparation.
    pub fn messages(&self, city: &City) -> Vec<usize> {
        // Made with the first message.
        let phones = std::fs::read_to_string(city.phones()).unwrap_or_default();
        let texts: Vec<String> = phones.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()?["text"].as_str().map(str::to_owned)).collect();
        self.invoices.iter().map(|invoice| texts.iter().filter(|text| text.contains(&invoice.to_string())).count()).collect()
    }

    /// Of which notices a message went out and nothing of it is written down: who was killed in between has
    /// them sent once more. In the order of their preparation.
    pub async fn in_flight(&self, city: &City) -> Vec<bool> {
        let invoice = "SELECT payload->'NoticeDelivered'->'about'->>'invoice_id' FROM events WHERE event_type = 'NoticeDelivered'";
        let written: Vec<Option<String>> = sqlx::query_scalar(invoice).fetch_all(self.log.pool()).await.expect("reads");
        let is_written = |invoice: &Uuid| written.iter().flatten().any(|told| *told == invoice.to_string());
        self.messages(city).iter().zip(&self.invoices).map(|(messages, invoice)| *messages > 0 && !is_written(invoice)).collect()
    }
}
