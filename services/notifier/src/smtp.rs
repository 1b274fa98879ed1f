//! Mail by SMTP.

use crate::{code_text, notice_text};
use application::ports::{Address, CodeMessage, Messenger, NotSent, NoticeMessage, Sent};
use domain::identity::account::Channel;
use lettre::message::{Mailbox as MailAddress, MessageBuilder, MultiPart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;
use uuid::Uuid;

/// How long a mail server may take for one command.
const PATIENCE: Duration = Duration::from_secs(15);

/// Why mail cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum SmtpFault {
    /// The server's address is none. It may hold a password and is not repeated.
    #[error("PARVANEH_SMTP_URL is not the address of a mail server, such as smtps://user:password@mail.example.org")]
    Url,
    /// The sender's address is none.
    #[error("PARVANEH_MAIL_FROM is not a mail address, such as Parvaneh <taxi@example.org>")]
    From,
    /// One of the two settings is there without the other.
    #[error("PARVANEH_SMTP_URL and PARVANEH_MAIL_FROM belong together: set both or neither")]
    Half,
}

/// Sends mail through a server.
pub struct SmtpMessenger {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: MailAddress,
}

impl SmtpMessenger {
    /// From the address of a server, `smtp://host:port` or `smtps://user:password@host`, and the
    /// sender's address; `None` where neither is set.
    ///
    /// # Errors
    /// Names the setting at fault.
    pub fn new(url: Option<&str>, from: Option<&str>) -> Result<Option<Self>, SmtpFault> {
        let (url, from) = match (url, from) {
            (None, None) => return Ok(None),
            (Some(url), Some(from)) => (url, from),
            _ => return Err(SmtpFault::Half),
        };
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| SmtpFault::Url)?;
        let from = from.parse().map_err(|_| SmtpFault::From)?;
        Ok(Some(Self { transport: builder.timeout(Some(PATIENCE)).build(), from }))
    }
}

#[async_trait::async_trait]
impl Messenger for SmtpMessenger {
    fn reaches(&self, channel: Channel) -> bool {
        channel == Channel::Email
    }

    async fn send_code(&self, message: CodeMessage) -> Result<(), NotSent> {
        let mail = self.to(&message.to)?.subject(code_text::subject(&message));
        let parts = MultiPart::alternative_plain_html(code_text::plain(&message), code_text::html(&message));
        self.send(mail, parts).await
    }

    async fn send_notice(&self, message: NoticeMessage) -> Result<Sent, NotSent> {
        let message_id = self.message_id(message.notice_id);
        let mail = self.to(&message.to)?.subject(notice_text::subject(&message)).message_id(Some(message_id.clone())).date(message.at.into());
        let parts = MultiPart::alternative_plain_html(notice_text::plain(&message), notice_text::html(&message));
        self.send(mail, parts).await?;
        Ok(Sent { reference: Some(message_id) })
    }
}

impl SmtpMessenger {
    fn to(&self, to: &Address) -> Result<MessageBuilder, NotSent> {
        let Address::Email(to) = to else { return Err(NotSent::BadAddress) };
        let to = to.parse().map_err(|_| NotSent::BadAddress)?;
        Ok(Message::builder().from(self.from.clone()).to(to))
    }

    /// The same notice, the same id: whoever gets it twice can tell.
    fn message_id(&self, notice_id: Uuid) -> String {
        format!("<{notice_id}@{}>", self.from.email.domain())
    }

    async fn send(&self, mail: MessageBuilder, parts: MultiPart) -> Result<(), NotSent> {
        let mail = mail.multipart(parts).map_err(|_| NotSent::BadAddress)?;
        self.transport.send(mail).await.map(drop).map_err(|error| not_sent(&error))
    }
}

/// What went wrong, without the server's words: they tend to quote the address.
fn not_sent(error: &SmtpError) -> NotSent {
    let Some(code) = error.status() else {
        return if error.is_timeout() {
            NotSent::TimedOut
        } else if error.is_tls() {
            NotSent::NotAllowed("its certificate is not trusted".to_owned())
        } else {
            NotSent::Unreachable
        };
    };
    match u16::from(code) {
        // Authentication is wanted, or was not accepted.
        code @ (530 | 534 | 535 | 538) => NotSent::NotAllowed(code.to_string()),
        code @ 500..=599 => NotSent::Refused(code.to_string()),
        code => NotSent::Busy(code.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_in_pairs_and_a_wrong_one_is_not_repeated() {
        let fault = |url, from| SmtpMessenger::new(url, from).err().map(|fault| fault.to_string());
        assert_eq!(fault(None, None), None);
        assert!(fault(Some("smtp://localhost"), None).is_some());
        let wrong = fault(Some("htp://user:hunter2@x"), Some("taxi@example.org")).expect("no such scheme");
        assert!(!wrong.contains("hunter2"), "{wrong}");
        assert!(fault(Some("smtp://localhost:2525"), Some("taxi@")).is_some());
    }
}
