//! The payer's way back to the merchant, and what may happen on it.

use crate::faults::CallbackFault;
use crate::payment::{Payment, Protocol};
use futures::future::join_all;
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use serde_json::Value;
use std::sync::Once;
use std::time::Duration;

/// How long a merchant may take to answer a copy.
const PATIENCE: Duration = Duration::from_secs(30);

/// An address to which a browser can be sent.
pub(crate) fn address(value: &Value) -> Option<String> {
    let url = Url::parse(value.as_str()?).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// Where the payer is sent back to, with the word that they paid or did not.
pub(crate) fn url(payment: &Payment, paid: bool) -> String {
    let mut url = Url::parse(&payment.callback_url).expect("checked when the payment was opened");
    let mut query = url.query_pairs_mut();
    match payment.protocol {
        Protocol::Zarinpal => {
            query.append_pair("Authority", &payment.authority).append_pair("Status", if paid { "OK" } else { "NOK" });
        }
        Protocol::Zibal => {
            query.append_pair("success", if paid { "1" } else { "0" });
            query.append_pair("status", if paid { "2" } else { "3" }).append_pair("trackId", &payment.authority);
            if let Some(order) = &payment.order_id {
                query.append_pair("orderId", order);
            }
        }
    }
    drop(query);
    url.into()
}

/// Sends callbacks to merchants beside the payer's own.
#[derive(Clone)]
pub(crate) struct Stranger(Client);

impl Stranger {
    pub fn new() -> Self {
        static ONCE: Once = Once::new();
        // Clients of reqwest need a provider of TLS, those that speak in clear included; an error
        // would say that the process has one.
        ONCE.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
        let client = Client::builder().redirect(Policy::none()).timeout(PATIENCE).build();
        Self(client.expect("a provider of TLS is installed and nothing else of these options can fail"))
    }

    /// Sends the word that a payment was paid or not, some times at once; gives the answers' statuses.
    pub async fn tell(&self, payment: &Payment, paid: bool, times: u8) -> Vec<Option<u16>> {
        let url = url(payment, paid);
        let send = async || self.0.get(&url).send().await.ok().map(|answer| answer.status().as_u16());
        join_all((0..times).map(|_| send())).await
    }

    /// What arrives before the payer does; whether the payer arrives at all.
    pub async fn before(&self, payment: &Payment, paid: bool, fault: Option<CallbackFault>) -> bool {
        match fault {
            None => {}
            Some(CallbackFault::Duplicate { times }) => {
                self.tell(payment, paid, times).await;
            }
            Some(CallbackFault::Reordered) => {
                self.tell(payment, !paid, 1).await;
            }
            Some(CallbackFault::Lost) => return false,
        }
        true
    }
}
