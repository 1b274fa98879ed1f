//! Messages to people, caught on their way.

use application::ports::{Address, CodeMessage, Messenger, NotSent, NoticeMessage, Sent};
use domain::identity::account::Channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// How long a code may be on its way.
const PATIENCE: Duration = Duration::from_secs(10);

/// Keeps every message, unless it is sent on.
#[derive(Default)]
pub struct Messages {
    sent: Mutex<Vec<CodeMessage>>,
    notices: Mutex<Vec<NoticeMessage>>,
    arrived: Notify,
    mail: Mutex<Option<Arc<dyn Messenger>>>,
}

#[async_trait::async_trait]
impl Messenger for Messages {
    fn reaches(&self, _: Channel) -> bool {
        true
    }

    async fn send_code(&self, message: CodeMessage) -> Result<(), NotSent> {
        if let Some(mail) = self.mail_for(&message.to) {
            return mail.send_code(message).await;
        }
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).push(message);
        self.arrived.notify_waiters();
        Ok(())
    }

    async fn send_notice(&self, message: NoticeMessage) -> Result<Sent, NotSent> {
        if let Some(mail) = self.mail_for(&message.to) {
            return mail.send_notice(message).await;
        }
        self.notices.lock().unwrap_or_else(PoisonError::into_inner).push(message);
        Ok(Sent { reference: None })
    }
}

impl Messages {
    /// From now on mail goes this way.
    pub fn mail_goes_to(&self, mail: impl Messenger + 'static) {
        *self.mail.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(mail));
    }

    fn mail_for(&self, to: &Address) -> Option<Arc<dyn Messenger>> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner).clone().filter(|_| to.channel() == Channel::Email)
    }

    /// How many codes were caught in all.
    pub fn count(&self) -> usize {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// The notices that were caught, the oldest first.
    pub fn notices(&self) -> Vec<NoticeMessage> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
        let at = sent.iter().rposition(|message| message.to.text() == to)?;
        Some(sent.remove(at).code)
    }
}
