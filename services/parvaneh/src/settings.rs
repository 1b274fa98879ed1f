//! Settings: flags, then the environment, then `parvaneh.toml` in the data folder, then defaults.

use crate::fault::Fault;
use crate::gateways::GatewaySettings;
use crate::sms::SmsSettings;
use event_store::City;
use notifier::KavenegarSettings;
use serde::{Deserialize, Serialize};
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};

/// The settings file in the data folder.
pub const FILE: &str = "parvaneh.toml";

/// What the flags said.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--data`
    pub data: Option<PathBuf>,
    /// `--database-url`
    pub database_url: Option<String>,
    /// `--city`
    pub city: Option<String>,
    /// `--policy`
    pub policy: Option<PathBuf>,
    /// `--keys`
    pub keys: Option<PathBuf>,
    /// `--listen`
    pub listen: Option<String>,
    /// `--metrics`
    pub metrics: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database_url: Option<String>,
    city: Option<String>,
    policy: Option<String>,
    keys: Option<String>,
    listen: Option<String>,
    metrics: Option<String>,
    public_url: Option<String>,
    behind_proxy: Option<String>,
    smtp_url: Option<String>,
    mail_from: Option<String>,
    kavenegar_api_key: Option<String>,
    kavenegar_base_url: Option<String>,
    kavenegar_template: Option<String>,
    sms_sender: Option<String>,
    sms_file: Option<String>,
    gateways: Option<String>,
    inquiry_after: Option<String>,
    zarinpal_base_url: Option<String>,
    zarinpal_merchant_id: Option<String>,
    zibal_base_url: Option<String>,
    zibal_merchant: Option<String>,
}

/// Where a setting came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// The setting's name, as in the settings file.
    pub name: &'static str,
    /// Its value, secrets hidden; empty where it is not set.
    pub value: String,
    /// `flag`, the environment variable's name, the settings file, or `default`.
    pub from: String,
}

/// Everything that a command needs to know of its surroundings.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The data folder.
    pub data: PathBuf,
    /// The database; without it the private cluster in the data folder.
    pub database_url: Option<String>,
    /// The city.
    pub city: City,
    /// A folder of policy files; without it the embedded ones.
    pub policy: Option<PathBuf>,
    /// The key file.
    pub keys: PathBuf,
    /// Where `serve` and `demo` listen.
    pub listen: SocketAddr,
    /// Where `serve` and `worker` give figures to those who watch; nowhere where it is not set.
    pub metrics: Option<SocketAddr>,
    /// The address that codes and links carry, without a slash at its end.
    pub public_url: String,
    /// Whether every call comes through a reverse proxy that adds the caller's address.
    pub behind_proxy: bool,
    /// The mail server.
    pub smtp_url: Option<String>,
    /// The sender of mail.
    pub mail_from: Option<String>,
    /// The SMS provider.
    pub sms: SmsSettings,
    /// The payment gateways.
    pub gateways: GatewaySettings,
    /// Where each came from.
    pub origins: Vec<Origin>,
}

impl Settings {
    /// Gathers the settings of this process.
    ///
    /// # Errors
    /// Names the setting that cannot be used.
    pub fn gather(flags: &Flags) -> Result<Self, Fault> {
        Self::from_parts(flags, &|name| std::env::var(name).ok())
    }

    fn from_parts(flags: &Flags, env: &dyn Fn(&str) -> Option<String>) -> Result<Self, Fault> {
        let mut choice = Choice { env, file_name: String::new(), origins: Vec::new() };
        let shown = |path: &PathBuf| path.display().to_string();
        let data = choice.of("data", "PARVANEH_DATA", flags.data.as_ref().map(shown), None);
        let data = data.map_or_else(|| default_data(env), |path| Ok(PathBuf::from(path)))?;
        let data = std::path::absolute(&data).map_err(|error| Fault::Usage(format!("--data {}: {error}", data.display())))?;
        choice.default("data", data.display().to_string());

        let path = data.join(FILE);
        choice.file_name = path.display().to_string();
        let file = read_file(&path)?;
        let database_url = choice.of("database_url", "DATABASE_URL", flags.database_url.clone(), file.database_url);
        let city = choice.of("city", "PARVANEH_CITY", flags.city.clone(), file.city);
        let policy = choice.of("policy", "PARVANEH_POLICY", flags.policy.as_ref().map(shown), file.policy);
        let keys = choice.of("keys", "PARVANEH_KEYS", flags.keys.as_ref().map(shown), file.keys);
        let listen = choice.of("listen", "PARVANEH_LISTEN", flags.listen.clone(), file.listen);
        let metrics = choice.of("metrics", "PARVANEH_METRICS", flags.metrics.clone(), file.metrics);
        let public_url = choice.of("public_url", "PARVANEH_PUBLIC_URL", None, file.public_url);
        let behind_proxy = choice.of("behind_proxy", "PARVANEH_BEHIND_PROXY", None, file.behind_proxy);
        let smtp_url = choice.of("smtp_url", "PARVANEH_SMTP_URL", None, file.smtp_url);
        let mail_from = choice.of("mail_from", "PARVANEH_MAIL_FROM", None, file.mail_from);
        let sms = SmsSettings {
            kavenegar: KavenegarSettings {
                api_key: choice.of("kavenegar_api_key", "PARVANEH_KAVENEGAR_API_KEY", None, file.kavenegar_api_key),
                base_url: choice.of("kavenegar_base_url", "PARVANEH_KAVENEGAR_BASE_URL", None, file.kavenegar_base_url),
                sender: choice.of("sms_sender", "PARVANEH_SMS_SENDER", None, file.sms_sender),
                template: choice.of("kavenegar_template", "PARVANEH_KAVENEGAR_TEMPLATE", None, file.kavenegar_template),
            },
            file: choice.of("sms_file", "PARVANEH_SMS_FILE", None, file.sms_file),
        };
        let gateways = GatewaySettings {
            gateways: choice.of("gateways", "PARVANEH_GATEWAYS", None, file.gateways),
            inquiry_after: choice.of("inquiry_after", "PARVANEH_INQUIRY_AFTER", None, file.inquiry_after),
            zarinpal_base_url: choice.of("zarinpal_base_url", "PARVANEH_ZARINPAL_BASE_URL", None, file.zarinpal_base_url),
            zarinpal_merchant_id: choice.of("zarinpal_merchant_id", "PARVANEH_ZARINPAL_MERCHANT_ID", None, file.zarinpal_merchant_id),
            zibal_base_url: choice.of("zibal_base_url", "PARVANEH_ZIBAL_BASE_URL", None, file.zibal_base_url),
            zibal_merchant: choice.of("zibal_merchant", "PARVANEH_ZIBAL_MERCHANT", None, file.zibal_merchant),
        };

        let city = City::parse(&choice.or("city", city, || "qazvin".to_owned()))?;
        let keys = PathBuf::from(choice.or("keys", keys, || beside(&data).display().to_string()));
        let listen = parse_address("--listen", &choice.or("listen", listen, || "127.0.0.1:8080".to_owned()))?;
        let metrics = metrics.map(|address| parse_address("--metrics", &address)).transpose()?;
        let public_url = choice.or("public_url", public_url, || public_url_of(listen));
        choice.default("policy", "embedded".to_owned());
        choice.default("database_url", format!("private cluster in {}", data.display()));
        let public_url = public_url.trim().trim_end_matches('/').to_owned();
        check_public_url(&public_url)?;
        let behind_proxy = parse_behind_proxy(&choice.or("behind_proxy", behind_proxy, || "no".to_owned()))?;
        Ok(Self {
            policy: policy.map(PathBuf::from),
            origins: choice.origins,
            data,
            database_url,
            city,
            keys,
            listen,
            metrics,
            public_url,
            behind_proxy,
            smtp_url,
            mail_from,
            sms,
            gateways,
        })
    }
}

struct Choice<'e> {
    env: &'e dyn Fn(&str) -> Option<String>,
    file_name: String,
    origins: Vec<Origin>,
}

impl Choice<'_> {
    /// The value that counts. An empty variable counts as not set.
    fn of(&mut self, name: &'static str, variable: &str, flag: Option<String>, file: Option<String>) -> Option<String> {
        let from_env = || (self.env)(variable).filter(|value| !value.is_empty()).map(|value| (value, variable.to_owned()));
        let chosen = flag
            .map(|value| (value, "flag".to_owned()))
            .or_else(from_env)
            .or_else(|| file.map(|value| (value, self.file_name.clone())));
        let (value, from) = chosen.unzip();
        let shown = value.as_deref().map(|value| shown(name, value)).unwrap_or_default();
        self.origins.push(Origin { name, value: shown, from: from.unwrap_or_else(|| "default".to_owned()) });
        value
    }

    /// What a setting that nobody set is taken for.
    fn default(&mut self, name: &str, value: String) {
        if let Some(origin) = self.origins.iter_mut().find(|origin| origin.name == name && origin.from == "default") {
            origin.value = value;
        }
    }

    fn or(&mut self, name: &str, value: Option<String>, default: impl FnOnce() -> String) -> String {
        value.unwrap_or_else(|| {
            let value = default();
            self.default(name, value.clone());
            value
        })
    }
}

/// A value without what is secret of it.
fn shown(name: &str, value: &str) -> String {
    match name {
        "zarinpal_merchant_id" | "zibal_merchant" | "kavenegar_api_key" => return "…".to_owned(),
        "database_url" | "smtp_url" | "zarinpal_base_url" | "zibal_base_url" | "kavenegar_base_url" => {}
        _ => return value.to_owned(),
    }
    let (scheme, rest) = value.split_once("://").unwrap_or(("", value));
    let (authority, _) = rest.split_once(['/', '?']).unwrap_or((rest, ""));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{scheme}://…{host}…")
}

fn read_file(path: &Path) -> Result<File, Fault> {
    match std::fs::read_to_string(path) {
        // The parser's own words quote the line, which may hold a password.
        Ok(text) => toml::from_str(&text).map_err(|error| Fault::Usage(format!("{}: {}", path.display(), error.message()))),
        Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => Ok(File::default()),
        Err(error) => Err(Fault::Environment(format!("{} cannot be read: {error}", path.display()))),
    }
}

/// As root `/var/lib/parvaneh`, for the server's account cannot enter root's home; else by XDG.
fn default_data(env: &dyn Fn(&str) -> Option<String>) -> Result<PathBuf, Fault> {
    if nix::unistd::geteuid().is_root() {
        return Ok(PathBuf::from("/var/lib/parvaneh"));
    }
    let absolute = |name| env(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let share = absolute("XDG_DATA_HOME").or_else(|| absolute("HOME").map(|home| home.join(".local/share")));
    share.map(|share| share.join("parvaneh")).ok_or_else(|| Fault::Environment("neither HOME nor XDG_DATA_HOME is set: name a data folder with --data".to_owned()))
}

/// The key file beside the data folder, never in it.
fn beside(data: &Path) -> PathBuf {
    let mut name = data.file_name().unwrap_or("parvaneh".as_ref()).to_owned();
    name.push(".keys");
    data.with_file_name(name)
}

fn parse_address(flag: &str, text: &str) -> Result<SocketAddr, Fault> {
    let bad = || Fault::Usage(format!("{flag} {text}: use an address and a port, such as 127.0.0.1:8080"));
    text.to_socket_addrs().map_err(|_| bad())?.next().ok_or_else(bad)
}

fn parse_behind_proxy(text: &str) -> Result<bool, Fault> {
    match text.trim() {
        "yes" => Ok(true),
        "no" => Ok(false),
        other => Err(Fault::Usage(format!("PARVANEH_BEHIND_PROXY {other}: say yes or no"))),
    }
}

/// What a browser on this machine can open.
fn public_url_of(listen: SocketAddr) -> String {
    let mut address = listen;
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() { [127, 0, 0, 1].into() } else { std::net::Ipv6Addr::LOCALHOST.into() });
    }
    format!("http://{address}")
}

/// It stands on stickers for years: refused here, not when they are printed.
fn check_public_url(url: &str) -> Result<(), Fault> {
    let any = qr_templates::FleetToken::derive(&[0; 32], uuid::Uuid::nil(), qr_templates::Purpose::Inside, 1);
    qr_templates::sticker_url(url, &any).map(drop).map_err(|error| Fault::Usage(format!("PARVANEH_PUBLIC_URL: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gather(flags: &Flags, env: &[(&str, &str)]) -> Result<Settings, Fault> {
        Settings::from_parts(flags, &|name| env.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    fn folder(settings: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), settings).unwrap();
        folder
    }

    #[test]
    fn flags_come_before_the_environment_and_that_before_the_file() {
        let folder = folder("city = \"file\"\nlisten = \"127.0.0.1:1\"\n");
        let data = folder.path().to_str().unwrap();
        let flags = Flags { city: Some("flag".to_owned()), ..Flags::default() };
        let settings = gather(&flags, &[("PARVANEH_DATA", data), ("PARVANEH_CITY", "env"), ("PARVANEH_LISTEN", "127.0.0.1:2")]).unwrap();
        assert_eq!(settings.city.name(), "flag");
        assert_eq!(settings.listen.port(), 2);
        assert_eq!(gather(&Flags::default(), &[("PARVANEH_DATA", data)]).unwrap().city.name(), "file");
        let from = |name| settings.origins.iter().find(|origin| origin.name == name).unwrap().from.clone();
        assert_eq!((from("city"), from("listen"), from("policy")), ("flag".into(), "PARVANEH_LISTEN".into(), "default".into()));
    }

    #[test]
    fn an_unknown_setting_is_refused_by_name_and_no_secret_is_repeated() {
        let folder = folder("databse_url = \"postgres://u:hunter2@h/d\"\n");
        let flags = Flags { data: Some(folder.path().to_owned()), ..Flags::default() };
        let fault = gather(&flags, &[]).unwrap_err();
        assert_eq!(fault.status(), 2);
        let text = fault.to_string();
        assert!(text.contains("databse_url") && !text.contains("hunter2"), "{text}");
    }

    #[test]
    fn doctor_never_shows_a_password() {
        let folder = folder("");
        let flags = Flags { data: Some(folder.path().to_owned()), ..Flags::default() };
        let url = "postgres://taxi:hunter2@db.example:5432/taxi?password=hunter2";
        let secrets = [
            ("DATABASE_URL", url),
            ("PARVANEH_SMTP_URL", "smtps://u:hunter2@mail"),
            ("PARVANEH_ZARINPAL_MERCHANT_ID", "hunter2"),
            ("PARVANEH_KAVENEGAR_API_KEY", "hunter2"),
            ("PARVANEH_ZIBAL_MERCHANT", "hunter2"),
            ("PARVANEH_ZIBAL_BASE_URL", "https://u:hunter2@gateway"),
        ];
        let settings = gather(&flags, &secrets).unwrap();
        assert!(settings.origins.iter().all(|origin| !origin.value.contains("hunter2")), "{:?}", settings.origins);
    }

    #[test]
    fn only_yes_and_no_tell_of_a_proxy() {
        let flags = Flags { data: Some("/srv/taxi".into()), ..Flags::default() };
        let behind = |value| gather(&flags, &[("PARVANEH_BEHIND_PROXY", value)]).map(|settings| settings.behind_proxy);
        assert!(behind("yes").unwrap() && !behind("no").unwrap() && !behind("").unwrap());
        assert_eq!(behind("true").unwrap_err().status(), 2);
    }

    #[test]
    fn keys_lie_beside_the_data_and_the_public_address_follows_the_listener() {
        let flags = Flags { data: Some("/srv/taxi/".into()), listen: Some("0.0.0.0:9000".to_owned()), ..Flags::default() };
        let settings = gather(&flags, &[]).unwrap();
        assert_eq!(settings.keys, Path::new("/srv/taxi.keys"));
        assert_eq!(settings.public_url, "http://127.0.0.1:9000");
    }
}
