//! Text messages: by a provider, or into a file.

use application::ports::{NotSent, Sent};
use chrono::{DateTime, Utc};
use serde_json::json;
use std::path::PathBuf;
use tokio::io::AsyncWriteExt as _;

/// Carries text messages.
#[async_trait::async_trait]
pub trait SmsProvider: Send + Sync {
    /// Sends a text to a mobile number, `09…`.
    ///
    /// # Errors
    /// [`NotSent`], without number or text in its words.
    async fn send(&self, to: &str, text: &str, at: DateTime<Utc>) -> Result<Sent, NotSent>;

    /// Sends a one-time code to a mobile number: in this text, unless the provider has words of its
    /// own for codes.
    ///
    /// # Errors
    /// [`NotSent`], without number, code or text in its words.
    async fn send_code(&self, to: &str, _code: &str, text: &str, at: DateTime<Utc>) -> Result<Sent, NotSent> {
        self.send(to, text, at).await
    }
}

/// Writes text messages into a file, a line of JSON each: for a city that has no provider yet, and
/// for trials. Whoever reads the file reads everybody's codes, so it is closed to others.
#[derive(Debug)]
pub struct SmsFile(PathBuf);

impl SmsFile {
    /// A file that is there, or is made with the first message.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }
}

#[async_trait::async_trait]
impl SmsProvider for SmsFile {
    async fn send(&self, to: &str, text: &str, at: DateTime<Utc>) -> Result<Sent, NotSent> {
        let line = format!("{}\n", json!({ "to": to, "at": at, "text": text }));
        let mut options = tokio::fs::OpenOptions::new();
        let written = async {
            let mut file = options.create(true).append(true).mode(0o600).open(&self.0).await?;
            // One write, so that lines of several processes do not mix.
            file.write_all(line.as_bytes()).await?;
            file.sync_data().await
        };
        match written.await {
            Ok(()) => Ok(Sent { reference: None }),
            Err(error) => Err(NotSent::Busy(format!("PARVANEH_SMS_FILE cannot be written: {error}"))),
        }
    }
}
