use super::{Answer, Call};
use crate::city::Database;
use crate::fault::Fault;
use crate::settings::Settings;
use application::reactors;
use chrono::{DateTime, TimeDelta, Utc};
use clap::Args;
use domain::identity::account::Role;
use domain::kernel::Pii;
use event_store::{EventStore, Keys, Opened, StoreError, lookup, reactor};
use i18n::Locale;
use projections::notices;
use serde::Serialize;
use serde_json::json;
use sqlx::PgPool;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Look into environment, settings, keys and the log's invariants
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  parvaneh doctor
  parvaneh doctor --format json | jq '.checks[] | select(.ok | not)'

Exit status 1: something is not as it should be; 3: the environment is missing something.")]
pub(super) struct Doctor {}

/// How long a notice that was given up is told of.
const LATELY: TimeDelta = TimeDelta::days(30);

/// How the first administrator is made.
const APPOINT: &str = "parvaneh staff add --name NAME --mobile NUMBER --role admin";

/// How old the newest backup may be.
const STALE: TimeDelta = TimeDelta::days(8);

/// How long the service may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// Something that was looked into.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    name: String,
    pub(super) ok: bool,
    detail: String,
}

impl Finding {
    fn new(name: impl Into<String>, ok: bool, detail: impl Into<String>) -> Self {
        Self { name: name.into(), ok, detail: detail.into() }
    }
}

impl Doctor {
    pub async fn run(self, call: &Call) -> Result<Answer, Fault> {
        let settings = call.settings()?;
        let mut findings = of_settings(&settings).await;
        let mut status = 0;
        match Database::open(&settings).await {
            Ok(database) => {
                if let Err(fault) = of_database(&settings, &database, &mut findings).await {
                    status = fault.status();
                    findings.push(Finding::new("database", false, fault.to_string()));
                }
                database.close().await;
            }
            Err(fault) => {
                status = fault.status();
                findings.push(Finding::new("database", false, fault.to_string()));
            }
        }
        let ok = findings.iter().all(|finding| finding.ok);
        let lines: Vec<_> = findings.iter().map(Finding::line).collect();
        let mut answer = Answer::fine(lines.join("\n"), json!({ "ok": ok, "checks": findings })).with_findings(!ok);
        answer.status = answer.status.max(status);
        Ok(answer)
    }
}

impl Finding {
    pub(super) fn line(&self) -> String {
        format!("{}  {:<34} {}", if self.ok { "ok " } else { "BAD" }, self.name, self.detail)
    }
}

/// Everything that there is to say of a city that is open.
pub(super) async fn examined(settings: &Settings, database: &Database) -> Result<Vec<Finding>, Fault> {
    let mut findings = of_settings(settings).await;
    of_database(settings, database, &mut findings).await?;
    Ok(findings)
}

async fn of_settings(settings: &Settings) -> Vec<Finding> {
    let mut findings: Vec<Finding> = settings
        .origins
        .iter()
        .map(|origin| {
            let value = if origin.value.is_empty() { "not set" } else { &origin.value };
            Finding::new(format!("setting {}", origin.name), true, format!("{value} ({})", origin.from))
        })
        .collect();
    let policy = match &settings.policy {
        Some(folder) => application::policy::PolicyBook::load(folder).map_err(|error| error.to_string()),
        None => Ok(application::policy::PolicyBook::embedded()),
    };
    findings.push(match policy {
        Ok(book) => Finding::new("policy", true, format!("{} versions, in force {}", book.versions().len(), book.at(chrono::Utc::now()).version)),
        Err(error) => Finding::new("policy", false, error),
    });
    findings.push(of_public_address(settings));
    findings.push(of_service(settings).await);
    let mail = notifier::SmtpMessenger::new(settings.smtp_url.as_deref(), settings.mail_from.as_deref());
    findings.push(match mail {
        Ok(Some(_)) => Finding::new("mail", true, "a mail server is named"),
        Ok(None) => Finding::new("mail", true, "no mail server is named: codes and notices by mail cannot be sent"),
        Err(error) => Finding::new("mail", false, error.to_string()),
    });
    findings.push(match settings.sms.open() {
        Ok(_) => Finding::new("text messages", true, settings.sms.told()),
        Err(error) => Finding::new("text messages", false, error.to_string()),
    });
    findings.push(match settings.gateways.open() {
        Ok(gateways) => Finding::new("payment gateways", true, settings.gateways.told(&gateways)),
        Err(error) => Finding::new("payment gateways", false, error.to_string()),
    });
    findings
}

/// Whether the address in codes and links is one that phones may use, and the proxy before it known.
fn of_public_address(settings: &Settings) -> Finding {
    let (url, proxy) = (&settings.public_url, settings.behind_proxy);
    if proxy && !settings.listen.ip().is_loopback() {
        let detail = format!("{} is open to others, who may claim any address: listen on the loopback, or set PARVANEH_BEHIND_PROXY=no", settings.listen);
        return Finding::new("public address", false, detail);
    }
    let detail = match (url.starts_with("https://"), proxy) {
        (true, true) => format!("{url}, through a proxy that tells who calls"),
        (true, false) => format!("{url}, but no proxy is expected: behind one all callers share one limit; set PARVANEH_BEHIND_PROXY=yes"),
        (false, true) => format!("{url} is not encrypted, though a proxy is expected: set PARVANEH_PUBLIC_URL to its https address"),
        (false, false) => format!("{url} is not encrypted: for this machine only"),
    };
    Finding::new("public address", !proxy || url.starts_with("https://"), detail)
}

async fn of_database(settings: &Settings, database: &Database, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let pool = database.pool().await?;
    let migrated = database.migrated;
    findings.push(Finding::new("migrations", true, format!("store {}, ops {}", migrated.store, migrated.ops)));
    let roles = if migrated.roles {
        "application and auditor have roles of their own"
    } else {
        "this user may not make roles: triggers alone guard the log"
    };
    findings.push(Finding::new("roles", true, roles));
    findings.push(of_durability(&pool).await?);
    findings.push(of_administrator(&pool).await);
    findings.push(of_backup(&pool).await?);
    findings.push(of_keys(settings, &pool).await?);
    findings.push(of_place_of_keys(settings));
    for check in auditor::check(&pool).await? {
        findings.push(Finding::new(check.name, check.ok, check.detail));
    }
    let parked = reactor::parked_by_reactor(&pool).await?;
    let named: Vec<String> = parked.iter().map(|(reactor, events)| format!("{reactor}: {events}")).collect();
    let detail = if named.is_empty() { "none".to_owned() } else { format!("events that could not be followed up, see reactor_parked; every start tries them again, and so does parvaneh retry: {}", named.join(", ")) };
    findings.push(Finding::new("parked follow-ups", named.is_empty(), detail));
    findings.push(of_waiting(&pool).await?);
    findings.push(of_notices(&pool).await);
    of_read_models(database, &pool, findings).await?;
    pool.close().await;
    Ok(())
}

/// Whether what PostgreSQL says is written survives a power cut.
async fn of_durability(pool: &PgPool) -> Result<Finding, Fault> {
    let mut off = Vec::new();
    for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
        let value: String = sqlx::query_scalar("SELECT current_setting($1)").bind(setting).fetch_one(pool).await?;
        if value == "off" {
            off.push(setting);
        }
    }
    let version: String = sqlx::query_scalar("SELECT current_setting('server_version')").fetch_one(pool).await?;
    let detail = match off.as_slice() {
        [] => format!("PostgreSQL {version} writes before it answers"),
        off => format!("PostgreSQL {version} has {} off: a power cut loses what was promised; set it on", off.join(" and ")),
    };
    // A city for trials may choose so; whoever runs one for people reads it here.
    Ok(Finding::new("durability", true, detail))
}

/// How old the newest backup is that was taken from here.
async fn of_backup(pool: &PgPool) -> Result<Finding, Fault> {
    let newest: Option<(DateTime<Utc>, i64)> =
        sqlx::query_as("/* doctor::of_backup */ SELECT taken_at, position FROM backups ORDER BY taken_at DESC LIMIT 1").fetch_optional(pool).await?;
    let Some((taken_at, position)) = newest else {
        return Ok(Finding::new("backup", true, "none was taken from here yet: parvaneh backup FOLDER"));
    };
    let age = Utc::now() - taken_at;
    let detail = format!("the newest is {} days old and ends at position {position}", age.num_days());
    // Whoever takes backups wants to hear that it stopped.
    Ok(Finding::new("backup", age <= STALE, if age <= STALE { detail } else { format!("{detail}: parvaneh backup FOLDER") }))
}

/// Whether the service answers where it is to listen.
async fn of_service(settings: &Settings) -> Finding {
    let at = settings.listen;
    let answer = tokio::time::timeout(PATIENCE, async {
        let mut stream = TcpStream::connect(at).await?;
        stream.write_all(b"GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
        let mut answer = String::new();
        stream.take(1_024).read_to_string(&mut answer).await?;
        std::io::Result::Ok(answer)
    });
    match answer.await {
        Ok(Ok(answer)) if answer.starts_with("HTTP/1.1 200") => Finding::new("service", true, format!("answers at {at}")),
        Ok(Ok(_)) => Finding::new("service", false, format!("something else answers at {at}: see who listens there")),
        Ok(Err(_)) | Err(_) => Finding::new("service", true, format!("nobody answers at {at}: systemctl start parvaneh, then systemctl status parvaneh")),
    }
}

/// Whether somebody can open accounts for the staff.
async fn of_administrator(pool: &PgPool) -> Finding {
    let staff = match projections::accounts::query::staff(pool).await {
        Ok(staff) => staff,
        // Its table is made by the next start.
        Err(error) => return Finding::new("administrator", true, format!("not known ({error}): {APPOINT}")),
    };
    let administrators = staff.iter().filter(|account| account.roles.contains(&Role::Admin)).count();
    let detail = match administrators {
        0 => format!("nobody is yet: {APPOINT}"),
        many => format!("{many} of {} members of staff", staff.len()),
    };
    Finding::new("administrator", true, detail)
}

/// Whether a copy of the data folder leaves the keys behind.
fn of_place_of_keys(settings: &Settings) -> Finding {
    let beside = |folder: &std::path::Path| folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let folder = settings.keys.parent().map(beside);
    let within = folder.is_some_and(|folder| folder.starts_with(beside(&settings.data)));
    let detail = match within {
        true => format!("{} lies in the data folder, and is in every copy of it: move it, and name it by PARVANEH_KEYS", settings.keys.display()),
        false => "apart from the data folder; its copy belongs apart from backups, too".to_owned(),
    };
    Finding::new("place of the key file", !within, detail)
}

/// Which follow-ups wait for something to pass, and all that comes after with them.
async fn of_waiting(pool: &PgPool) -> Result<Finding, Fault> {
    let waiting = reactors::waiting(pool).await?;
    let named: Vec<_> = waiting.iter().map(|waits| format!("{} before position {}: {}", waits.reactor, waits.position, waits.reason)).collect();
    let detail = if named.is_empty() { "none".to_owned() } else { named.join("; ") };
    Ok(Finding::new("waiting follow-ups", named.is_empty(), detail))
}

/// How many notices reached nobody lately, and the remedy.
async fn of_notices(pool: &PgPool) -> Finding {
    let name = "notices";
    match notices::query::given_up(pool, Utc::now() - LATELY).await {
        Ok(given_up) if given_up.is_empty() => Finding::new(name, true, "none was given up lately"),
        Ok(given_up) => {
            let told = given_up.iter().map(|(reason, count)| {
                let words = i18n::find_text(Locale::En, &format!("notice-reason-{reason}"));
                format!("{count} given up: {}", words.unwrap_or_else(|| reason.clone()))
            });
            Finding::new(name, true, told.collect::<Vec<_>>().join("; "))
        }
        // Its table is made by the next start.
        Err(error) => Finding::new(name, true, format!("not known: {error}")),
    }
}

/// Whether the key file is there, is closed to others, and opens what the log holds.
async fn of_keys(settings: &Settings, pool: &PgPool) -> Result<Finding, Fault> {
    let name = "key file";
    let shown = settings.keys.display();
    let head = lookup::head(pool).await?;
    if !settings.keys.exists() {
        let detail = if head == 0 { "is made at the first start" } else { "is missing; restore it from its backup" };
        return Ok(Finding::new(name, head == 0, format!("{shown} {detail}")));
    }
    let keys = match Keys::read(&settings.keys) {
        Ok(keys) => keys,
        Err(error) => return Ok(Finding::new(name, false, error.to_string())),
    };
    let store = EventStore::open(pool.clone(), keys).await?;
    let staff = projections::accounts::query::staff(pool).await.unwrap_or_default();
    let sealed = staff.iter().find_map(|account| match &account.mobile {
        Pii::Sealed(sealed) => Some(sealed.clone()),
        Pii::Clear { .. } => None,
    });
    Ok(match sealed {
        None => Finding::new(name, true, format!("{shown}; nothing sealed to try it on")),
        Some(sealed) => match store.open_sealed(&sealed).await {
            Ok(Opened::Text(_) | Opened::Erased) => Finding::new(name, true, format!("{shown} opens what the log holds")),
            Err(StoreError::Tampered(_)) => Finding::new(name, false, format!("{shown} does not open what the log holds: it is another log's")),
            Err(other) => return Err(other.into()),
        },
    })
}

async fn of_read_models(database: &Database, pool: &PgPool, findings: &mut Vec<Finding>) -> Result<(), Fault> {
    let projections = database.read_models(pool).await?;
    let faults = projections::ledger::query::faults(pool).await?;
    let detail = if faults.is_empty() { "every journal sums to nothing".to_owned() } else { faults.join("; ") };
    findings.push(Finding::new("ledger balances", faults.is_empty(), detail));
    let head = lookup::head(pool).await?;
    let checkpoints = projections.checkpoints().await?;
    let halts = projections.halts_at(&checkpoints).await?;
    for at in checkpoints {
        let (version, lag) = (at.version, head - at.position);
        let halt = halts.iter().find(|halt| halt.model == at.model);
        let detail = match halt {
            Some(halt) => format!("version {version}, stands still before position {}: {}", halt.position, halt.reason),
            None if lag == 0 => format!("version {version}, up to date"),
            None => format!("version {version}, {lag} events behind"),
        };
        findings.push(Finding::new(format!("read model {}", at.model), halt.is_none(), detail));
    }
    Ok(())
}
