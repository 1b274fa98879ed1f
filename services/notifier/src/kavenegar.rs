//! Text messages by Kavenegar. The key stands in the address of every call: no address is ever put
//! into an error or a log.

use crate::SmsProvider;
use application::ports::{NotSent, Sent};
use chrono::{DateTime, Utc};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use serde::Deserialize;
use std::sync::Once;
use std::time::Duration;

/// Where Kavenegar is.
const BASE: &str = "https://api.kavenegar.com";
/// How long it may take for one message.
const PATIENCE: Duration = Duration::from_secs(15);
/// The longest answer that is read, in bytes.
const LONGEST: usize = 65_536;

/// What the settings say of Kavenegar.
#[derive(Clone, Default)]
pub struct KavenegarSettings {
    /// `PARVANEH_KAVENEGAR_API_KEY`: a secret.
    pub api_key: Option<String>,
    /// `PARVANEH_KAVENEGAR_BASE_URL`: Kavenegar's own where it is not given.
    pub base_url: Option<String>,
    /// `PARVANEH_SMS_SENDER`: the line that messages come from; the account's first where not given.
    pub sender: Option<String>,
    /// `PARVANEH_KAVENEGAR_TEMPLATE`: the account's template for one-time codes, which Kavenegar
    /// delivers at once and past blocked advertising; codes go as other messages where not given.
    pub template: Option<String>,
}

/// The key is left out.
impl std::fmt::Debug for KavenegarSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KavenegarSettings({:?}, {:?}, {:?}, …)", self.base_url, self.sender, self.template)
    }
}

/// Why Kavenegar cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum KavenegarFault {
    /// The key is none. It is not repeated.
    #[error("PARVANEH_KAVENEGAR_API_KEY is no key: it is letters and digits")]
    Key,
    /// The template's name is none.
    #[error("PARVANEH_KAVENEGAR_TEMPLATE is no template's name: it is letters, digits, hyphens and underscores")]
    Template,
    /// The address is none.
    #[error("PARVANEH_KAVENEGAR_BASE_URL is no address, such as https://api.kavenegar.com; http is for the loopback only")]
    Url,
}

/// Sends text messages through an account at Kavenegar.
pub struct Kavenegar {
    client: Client,
    /// Holds the key: not for logs.
    account: String,
    sender: Option<String>,
    template: Option<String>,
}

impl std::fmt::Debug for Kavenegar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kavenegar(…)")
    }
}

impl Kavenegar {
    /// From the settings; `None` where there is no key.
    ///
    /// # Errors
    /// Names the setting at fault.
    pub fn new(settings: &KavenegarSettings) -> Result<Option<Self>, KavenegarFault> {
        let Some(key) = settings.api_key.as_deref().map(str::trim) else { return Ok(None) };
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(KavenegarFault::Key);
        }
        let template = settings.template.as_deref().map(str::trim).filter(|template| !template.is_empty());
        if template.is_some_and(|template| !template.chars().all(|part| part.is_alphanumeric() || matches!(part, '-' | '_'))) {
            return Err(KavenegarFault::Template);
        }
        let template = template.map(str::to_owned);
        let base = settings.base_url.as_deref().unwrap_or(BASE).trim().trim_end_matches('/');
        let url = Url::parse(base).map_err(|_| KavenegarFault::Url)?;
        let loopback = matches!(url.host_str().unwrap_or_default(), "localhost" | "127.0.0.1" | "[::1]");
        let bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty() && url.password().is_none();
        // The key does not travel in clear.
        if !bare || !(url.scheme() == "https" || (url.scheme() == "http" && loopback)) {
            return Err(KavenegarFault::Url);
        }
        install_tls();
        let client = Client::builder()
            .timeout(PATIENCE)
            .redirect(Policy::none())
            .user_agent(concat!("parvaneh/", env!("CARGO_PKG_VERSION")))
            .build()
            .expect("a provider of TLS is installed and nothing else of these options can fail");
        let sender = settings.sender.clone().filter(|sender| !sender.trim().is_empty());
        Ok(Some(Self { client, account: format!("{base}/v1/{key}"), sender, template }))
    }

    /// Calls a method of the account, and reads what it answers.
    async fn call(&self, method: &str, form: &[(&str, &str)]) -> Result<Sent, NotSent> {
        let call = self.client.post(format!("{}/{method}", self.account)).form(form);
        let mut response = call.send().await.map_err(|error| not_reached(&error))?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| not_reached(&error))? {
            if body.len() + chunk.len() > LONGEST {
                return Err(NotSent::Busy("its answer is too long".to_owned()));
            }
            body.extend_from_slice(&chunk);
        }
        // The status stands in the body, whatever HTTP says; what is no JSON is not Kavenegar's word.
        let answer: Answer =
            serde_json::from_slice(&body).map_err(|_| NotSent::Busy(format!("HTTP {} without its answer", response.status().as_u16())))?;
        match answer.outcome.status {
            200 => Ok(Sent { reference: answer.entries.and_then(|entries| entries.first().map(|entry| entry.messageid.to_string())) }),
            411 => Err(NotSent::BadAddress),
            // An empty or too long text; data that it does not take.
            status @ (413 | 422) => Err(NotSent::Refused(status.to_string())),
            // The account is closed, the key or its addresses are wrong, the line is not ours, no credit;
            // the template is unknown, is not for this account, or does not take a code.
            status @ (401 | 403 | 407 | 412 | 416 | 418 | 424 | 426 | 431 | 432 | 501) => Err(NotSent::NotAllowed(status.to_string())),
            status => Err(NotSent::Busy(status.to_string())),
        }
    }
}

/// Makes ring the provider of TLS for this process, once.
fn install_tls() {
    static ONCE: Once = Once::new();
    // An error would say that the process has a provider already, which serves as well.
    ONCE.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
}

/// What Kavenegar answers.
#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "return")]
    outcome: Outcome,
    #[serde(default)]
    entries: Option<Vec<Entry>>,
}

#[derive(Deserialize)]
struct Outcome {
    status: u16,
}

#[derive(Deserialize)]
struct Entry {
    messageid: u64,
}

#[async_trait::async_trait]
impl SmsProvider for Kavenegar {
    async fn send(&self, to: &str, text: &str, _: DateTime<Utc>) -> Result<Sent, NotSent> {
        let mut form = vec![("receptor", to), ("message", text)];
        form.extend(self.sender.as_deref().map(|sender| ("sender", sender)));
        self.call("sms/send.json", &form).await
    }

    async fn send_code(&self, to: &str, code: &str, text: &str, at: DateTime<Utc>) -> Result<Sent, NotSent> {
        match &self.template {
            Some(template) => self.call("verify/lookup.json", &[("receptor", to), ("token", code), ("template", template)]).await,
            None => self.send(to, text, at).await,
        }
    }
}

fn not_reached(error: &reqwest::Error) -> NotSent {
    if error.is_timeout() { NotSent::TimedOut } else { NotSent::Unreachable }
}

#[cfg(test)]
mod tests {
    use super::{Kavenegar, KavenegarSettings};

    #[test]
    fn the_key_travels_over_tls_or_not_at_all_and_is_never_repeated() {
        let with = |key: &str, url: &str| {
            let settings = KavenegarSettings { api_key: Some(key.to_owned()), base_url: Some(url.to_owned()), ..KavenegarSettings::default() };
            assert!(!format!("{settings:?}").contains("hunter2"));
            let made = Kavenegar::new(&settings);
            assert!(!format!("{made:?}").contains("hunter2"));
            made.map(|made| made.is_some())
        };
        for good in ["https://api.kavenegar.com", "https://api.kavenegar.com/", "http://127.0.0.1:1"] {
            assert!(with("hunter2", good).expect("good settings"), "{good}");
        }
        for bad in ["", "api.kavenegar.com", "http://api.kavenegar.com", "https://u:p@api.kavenegar.com", "https://a.ir/?x=1"] {
            assert!(with("hunter2", bad).is_err(), "{bad}");
        }
        assert!(with("hunter2/../x", "https://api.kavenegar.com").is_err());
        assert!(Kavenegar::new(&KavenegarSettings::default()).expect("nothing is set").is_none());
    }
}
