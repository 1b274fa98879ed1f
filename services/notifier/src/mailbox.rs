//! The demo's mailbox: what would have been sent, in memory.

use crate::{code_text, notice_text};
use application::ports::{Address, CodeMessage, Messenger, NotSent, NoticeMessage, Sent, SentMessage, SentMessages};
use chrono::{DateTime, Utc};
use domain::identity::account::Channel;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// How many messages are kept.
const KEPT: usize = 200;

/// The last messages, for the demo only: whoever opens its page reads everybody's codes.
#[derive(Default)]
pub struct Mailbox(Mutex<VecDeque<SentMessage>>);

impl Mailbox {
    fn put(&self, to: Address, at: DateTime<Utc>, text: String) {
        let (Address::Mobile(to) | Address::Email(to)) = to;
        let mut messages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        messages.push_front(SentMessage { to, at, text });
        messages.truncate(KEPT);
    }
}

#[async_trait::async_trait]
impl Messenger for Mailbox {
    fn reaches(&self, _: Channel) -> bool {
        true
    }

    async fn send_code(&self, message: CodeMessage) -> Result<(), NotSent> {
        let text = code_text::short(&message);
        self.put(message.to, message.at, text);
        Ok(())
    }

    async fn send_notice(&self, message: NoticeMessage) -> Result<Sent, NotSent> {
        let text = notice_text::short(&message);
        self.put(message.to, message.at, text);
        Ok(Sent { reference: None })
    }
}

impl SentMessages for Mailbox {
    fn last(&self) -> Vec<SentMessage> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use application::ports::CodePurpose;

    #[tokio::test]
    async fn the_newest_message_comes_first_and_old_ones_go() {
        let mailbox = Mailbox::default();
        for number in 0..KEPT + 5 {
            let message = CodeMessage {
                to: Address::Mobile(format!("0912000{number:04}")),
                purpose: CodePurpose::SignIn,
                code: "123456".to_owned(),
                minutes: 5,
                language: "fa",
                at: chrono::DateTime::UNIX_EPOCH,
            };
            mailbox.send_code(message).await.expect("a mailbox takes everything");
        }
        let messages = mailbox.last();
        assert_eq!(messages.len(), KEPT);
        assert_eq!(messages[0].to, format!("0912000{:04}", KEPT + 4));
    }
}
