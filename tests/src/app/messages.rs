//! One-time codes, caught on their way.

use application::ports::{Address, CodeMessage, Messenger, NotSent};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// How long a code may be on its way.
const PATIENCE: Duration = Duration::from_secs(10);

/// Keeps every message.
#[derive(Default)]
pub struct Messages {
    sent: Mutex<Vec<CodeMessage>>,
    arrived: Notify,
}

#[async_trait::async_trait]
impl Messenger for Messages {
    async fn send_code(&self, message: CodeMessage) -> Result<(), NotSent> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).push(message);
        self.arrived.notify_waiters();
        Ok(())
    }
}

impl Messages {
    /// How many were sent in all.
    pub fn count(&self) -> usize {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Takes the newest code that went to an address, once there is one.
    ///
    /// # Panics
    /// Where none comes.
    pub async fn take_code(&self, to: &str) -> String {
        let taken = tokio::time::timeout(PATIENCE, async {
            loop {
                let arrived = self.arrived.notified();
                tokio::pin!(arrived);
                arrived.as_mut().enable();
                if let Some(code) = self.take(to) {
                    return code;
                }
                arrived.await;
            }
        });
        taken.await.unwrap_or_else(|_| panic!("no code went to {to}"))
    }

    fn take(&self, to: &str) -> Option<String> {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        let goes_there = |message: &CodeMessage| match &message.to {
            Address::Mobile(address) | Address::Email(address) => address == to,
        };
        let at = sent.iter().rposition(goes_there)?;
        Some(sent.remove(at).code)
    }
}
