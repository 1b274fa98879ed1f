//! One call to a gateway: JSON out, JSON in, and every way in which the answer can stay away.

use crate::Place;
use application::ports::{Doubt, GatewayFault};
use domain::payments::GatewayName;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use serde_json::Value;
use std::sync::Once;
use std::time::Duration;

/// The longest answer that is read, in bytes: a list of some thousand unverified payments.
const LONGEST: usize = 1_048_576;

/// How long a gateway may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For the connection.
    pub connect: Duration,
    /// For the whole answer, the connection included.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), answer: Duration::from_secs(20) }
    }
}

/// Makes ring the provider of TLS for this process, once. Every client of reqwest needs one, those
/// that speak in clear included.
pub fn install_tls() {
    static ONCE: Once = Once::new();
    // An error would say that the process has a provider already, which serves as well.
    ONCE.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
}

/// The line to a gateway.
#[derive(Clone)]
pub(crate) struct Line {
    gateway: GatewayName,
    place: Place,
    client: Client,
}

impl Line {
    pub fn new(gateway: GatewayName, place: Place, patience: Patience) -> Self {
        install_tls();
        let client = Client::builder()
            .connect_timeout(patience.connect)
            .timeout(patience.answer)
            .redirect(Policy::none())
            .user_agent(concat!("parvaneh/", env!("CARGO_PKG_VERSION")))
            .build()
            .expect("a provider of TLS is installed and nothing else of these options can fail");
        Self { gateway, place, client }
    }

    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Posts JSON. The answer's status says nothing to the caller where the body is JSON: gateways
    /// send refusals with 200 and with 4xx alike. What is not JSON, or comes with another status, is
    /// not the gateway's word but that of the machinery before it.
    pub async fn post(&self, path: &'static str, body: &Value) -> Result<Value, GatewayFault> {
        let answer = self.exchange(path, body).await;
        if let Err(doubt) = &answer {
            tracing::warn!(gateway = self.gateway.as_str(), path, %doubt, "the gateway's answer is not known");
        }
        answer.map_err(GatewayFault::Unknown)
    }

    async fn exchange(&self, path: &str, body: &Value) -> Result<Value, Doubt> {
        let response = self.client.post(self.place.url(path)).json(body).send().await.map_err(|error| doubt(&error))?;
        let status = response.status();
        if !status.is_success() && !status.is_client_error() {
            return Err(Doubt::Status(status.as_u16()));
        }
        let text = read(response).await?;
        let unreadable = if status.is_success() { Doubt::Unreadable } else { Doubt::Status(status.as_u16()) };
        serde_json::from_slice(&text).map_err(|_| unreadable)
    }
}

async fn read(mut response: Response) -> Result<Vec<u8>, Doubt> {
    let mut text = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| doubt(&error))? {
        if text.len() + chunk.len() > LONGEST {
            return Err(Doubt::Unreadable);
        }
        text.extend_from_slice(&chunk);
    }
    Ok(text)
}

fn doubt(error: &reqwest::Error) -> Doubt {
    if error.is_connect() {
        Doubt::NotReached
    } else if error.is_timeout() {
        Doubt::Timeout
    } else {
        Doubt::Broken
    }
}
