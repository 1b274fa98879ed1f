//! By which way a message goes.

use crate::{Mailbox, SmtpMessenger};
use application::ports::{Address, CodeMessage, Messenger, NotSent, NoticeMessage, Sent};
use domain::identity::account::Channel;
use std::sync::Arc;

/// Sends each message the way that its address asks for: mail by SMTP where that is configured,
/// everything else into the demo's mailbox where there is one.
#[derive(Default)]
pub struct Outgoing {
    smtp: Option<SmtpMessenger>,
    mailbox: Option<Arc<Mailbox>>,
}

impl Outgoing {
    /// The ways that are open.
    pub fn new(smtp: Option<SmtpMessenger>, mailbox: Option<Arc<Mailbox>>) -> Self {
        Self { smtp, mailbox }
    }

    /// By which way an address is reached.
    fn way(&self, to: &Address) -> Result<&dyn Messenger, NotSent> {
        match (to, &self.smtp, &self.mailbox) {
            (Address::Email(_), Some(smtp), _) => Ok(smtp),
            (_, _, Some(mailbox)) => Ok(mailbox.as_ref()),
            (Address::Email(_), None, None) => Err(NotSent::NoMailServer),
            (Address::Mobile(_), _, None) => Err(NotSent::NoSmsProvider),
        }
    }
}

#[async_trait::async_trait]
impl Messenger for Outgoing {
    fn reaches(&self, channel: Channel) -> bool {
        self.mailbox.is_some() || (channel == Channel::Email && self.smtp.is_some())
    }

    async fn send_code(&self, message: CodeMessage) -> Result<(), NotSent> {
        self.way(&message.to)?.send_code(message).await
    }

    async fn send_notice(&self, message: NoticeMessage) -> Result<Sent, NotSent> {
        self.way(&message.to)?.send_notice(message).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use application::ports::{CodePurpose, SentMessages};

    fn message(to: Address) -> CodeMessage {
        CodeMessage { to, purpose: CodePurpose::SignIn, code: "123456".to_owned(), minutes: 5, language: "fa", at: chrono::DateTime::UNIX_EPOCH }
    }

    #[tokio::test]
    async fn without_a_way_the_refusal_names_neither_address_nor_code() {
        let outgoing = Outgoing::default();
        for to in [Address::Mobile("09120000000".to_owned()), Address::Email("a@example.org".to_owned())] {
            let refusal = outgoing.send_code(message(to)).await.expect_err("there is no way").to_string();
            assert!(!refusal.contains("0912") && !refusal.contains('@') && !refusal.contains("123456"), "{refusal}");
        }
    }

    #[tokio::test]
    async fn in_the_demo_everything_lands_in_the_mailbox() {
        let mailbox = Arc::new(Mailbox::default());
        let outgoing = Outgoing::new(None, Some(mailbox.clone()));
        for to in [Address::Mobile("09120000000".to_owned()), Address::Email("a@example.org".to_owned())] {
            outgoing.send_code(message(to)).await.expect("the mailbox takes it");
        }
        assert_eq!(mailbox.last().len(), 2);
    }
}
