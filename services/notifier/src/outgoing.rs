//! By which way a message goes.

use crate::{Mailbox, SmsProvider, SmtpMessenger, code_text, notice_text};
use application::ports::{Address, CodeMessage, Messenger, NotSent, NoticeMessage, Sent};
use domain::identity::account::Channel;
use std::sync::Arc;

/// Sends each message the way that its address asks for: mail by SMTP and text messages by their
/// provider, where those are configured, everything else into the demo's mailbox where there is one.
#[derive(Default)]
pub struct Outgoing {
    smtp: Option<SmtpMessenger>,
    sms: Option<Arc<dyn SmsProvider>>,
    mailbox: Option<Arc<Mailbox>>,
}

/// A way out of here.
enum Way<'o> {
    Whole(&'o dyn Messenger),
    Sms(&'o str, &'o dyn SmsProvider),
}

impl Outgoing {
    /// The ways that are open.
    pub fn new(smtp: Option<SmtpMessenger>, sms: Option<Arc<dyn SmsProvider>>, mailbox: Option<Arc<Mailbox>>) -> Self {
        Self { smtp, sms, mailbox }
    }

    /// By which way an address is reached.
    fn way<'o>(&'o self, to: &'o Address) -> Result<Way<'o>, NotSent> {
        match (to, &self.smtp, &self.sms, &self.mailbox) {
            (Address::Email(_), Some(smtp), ..) => Ok(Way::Whole(smtp)),
            (Address::Mobile(to), _, Some(sms), _) => Ok(Way::Sms(to, sms.as_ref())),
            (.., Some(mailbox)) => Ok(Way::Whole(mailbox.as_ref())),
            (Address::Email(_), None, _, None) => Err(NotSent::NoMailServer),
            (Address::Mobile(_), _, None, None) => Err(NotSent::NoSmsProvider),
        }
    }
}

#[async_trait::async_trait]
impl Messenger for Outgoing {
    fn reaches(&self, channel: Channel) -> bool {
        let own = match channel {
            Channel::Email => self.smtp.is_some(),
            Channel::Sms => self.sms.is_some(),
        };
        own || self.mailbox.is_some()
    }

    async fn send_code(&self, message: CodeMessage) -> Result<(), NotSent> {
        match self.way(&message.to)? {
            Way::Whole(way) => way.send_code(message.clone()).await,
            Way::Sms(to, sms) => sms.send_code(to, &message.code, &code_text::short(&message), message.at).await.map(drop),
        }
    }

    async fn send_notice(&self, message: NoticeMessage) -> Result<Sent, NotSent> {
        match self.way(&message.to)? {
            Way::Whole(way) => way.send_notice(message.clone()).await,
            Way::Sms(to, sms) => sms.send(to, &notice_text::short(&message), message.at).await,
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
        let outgoing = Outgoing::new(None, None, Some(mailbox.clone()));
        for to in [Address::Mobile("09120000000".to_owned()), Address::Email("a@example.org".to_owned())] {
            outgoing.send_code(message(to)).await.expect("the mailbox takes it");
        }
        assert_eq!(mailbox.last().len(), 2);
    }
}
