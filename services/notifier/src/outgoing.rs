//! By which way a message goes.

use crate::{Mailbox, SmtpMessenger};
use application::ports::{Address, CodeMessage, Messenger, NotSent};
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
}

#[async_trait::async_trait]
impl Messenger for Outgoing {
    async fn send_code(&self, message: CodeMessage) -> Result<(), NotSent> {
        match (&message.to, &self.smtp, &self.mailbox) {
            (Address::Email(_), Some(smtp), _) => smtp.send_code(message).await,
            (_, _, Some(mailbox)) => mailbox.send_code(message).await,
            (Address::Email(_), None, None) => Err(NotSent("no mail server: set PARVANEH_SMTP_URL and PARVANEH_MAIL_FROM".to_owned())),
            (Address::Mobile(_), _, None) => Err(NotSent("no SMS provider".to_owned())),
        }
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
