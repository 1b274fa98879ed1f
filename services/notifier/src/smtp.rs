//! Mail by SMTP.

use crate::code_text;
use application::ports::{Address, CodeMessage, Messenger, NotSent};
use lettre::message::{Mailbox as MailAddress, MultiPart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

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
    async fn send_code(&self, message: CodeMessage) -> Result<(), NotSent> {
        let Address::Email(to) = &message.to else { return Err(NotSent("a mobile number gets no mail".to_owned())) };
        let to = to.parse().map_err(|_| NotSent("the mail address is not one that mail servers take".to_owned()))?;
        let mail = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(code_text::subject(&message))
            .multipart(MultiPart::alternative_plain_html(code_text::plain(&message), code_text::html(&message)))
            .map_err(|_| NotSent("the mail could not be written".to_owned()))?;
        self.transport.send(mail).await.map(drop).map_err(|error| NotSent(reason(&error)))
    }
}

/// What went wrong, without the server's words: they tend to quote the address.
fn reason(error: &SmtpError) -> String {
    if error.is_timeout() {
        "the mail server did not answer in time".to_owned()
    } else if let Some(code) = error.status() {
        format!("the mail server answered {code}")
    } else if error.is_tls() {
        "the mail server's certificate was not accepted".to_owned()
    } else {
        "the mail server could not be reached".to_owned()
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
