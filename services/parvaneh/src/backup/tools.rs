//! PostgreSQL's own programs for dumps.

use crate::cluster::{program_folders, program_version};
use crate::fault::Fault;
use sqlx::PgConnection;
use std::path::PathBuf;
use std::process::Stdio;
use tokio::process::Command;

/// `pg_dump` and `pg_restore` of one version.
pub(super) struct Tools {
    version: u32,
    folder: PathBuf,
}

impl Tools {
    /// Those that understand the server of a connection: of its version, or the next newer.
    pub async fn for_server(db: &mut PgConnection) -> Result<Self, Fault> {
        let version: i32 = sqlx::query_scalar("/* tools::for_server */ SELECT current_setting('server_version_num')::int / 10000").fetch_one(db).await?;
        choose(installed(), version.unsigned_abs())
    }

    /// Runs one of them on a database, and waits for its end.
    pub async fn run(&self, name: &str, url: &str, arguments: &[String]) -> Result<(), Fault> {
        let (url, password) = without_password(url);
        let mut command = Command::new(self.folder.join(name));
        command.args(arguments).arg("--dbname").arg(url).stdin(Stdio::null()).kill_on_drop(true);
        if let Some(password) = password {
            command.env("PGPASSWORD", password);
        }
        let done = command.output().await.map_err(|error| Fault::Environment(format!("{name} does not start: {error}")))?;
        if done.status.success() {
            return Ok(());
        }
        Err(Fault::Environment(format!("{name} failed ({}): {}", done.status, String::from_utf8_lossy(&done.stderr).trim())))
    }
}

fn installed() -> Vec<Tools> {
    let found = program_folders().into_iter().filter(|folder| ["pg_dump", "pg_restore"].iter().all(|name| folder.join(name).is_file()));
    found.filter_map(|folder| Some(Tools { version: program_version(&folder.join("pg_dump"))?, folder })).collect()
}

fn choose(installed: Vec<Tools>, server: u32) -> Result<Tools, Fault> {
    installed.into_iter().filter(|tools| tools.version >= server).min_by_key(|tools| tools.version).ok_or_else(|| {
        Fault::Environment(format!(
            "pg_dump and pg_restore of PostgreSQL {server} were not found: install them, with Debian `apt-get install postgresql-client-{server}`"
        ))
    })
}

/// The address without its password, which other users of the machine could read among the
/// processes, and the password.
fn without_password(url: &str) -> (String, Option<String>) {
    let mut password = None;
    let (base, query) = url.split_once('?').map_or((url, None), |(base, query)| (base, Some(query)));
    let mut base = base.to_owned();
    if let Some((scheme, rest)) = base.clone().split_once("://") {
        let (authority, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
        if let Some((user, host)) = authority.rsplit_once('@')
            && let Some((name, secret)) = user.split_once(':')
        {
            password = Some(decoded(secret));
            base = format!("{scheme}://{name}@{host}{path}");
        }
    }
    let Some(query) = query else { return (base, password) };
    let mut others = Vec::new();
    for pair in query.split('&') {
        match pair.strip_prefix("password=") {
            Some(secret) => password = Some(decoded(secret)),
            None => others.push(pair),
        }
    }
    (format!("{base}?{}", others.join("&")), password)
}

/// Percent-decoded.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let coded = after.get(..2).and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match (first, coded) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tools(version: u32) -> Tools {
        Tools { version, folder: PathBuf::from(format!("/usr/lib/postgresql/{version}/bin")) }
    }

    #[test]
    fn the_servers_own_version_comes_first_and_an_older_one_is_none() {
        assert_eq!(choose(vec![tools(17), tools(15), tools(16)], 15).map(|tools| tools.version).ok(), Some(15));
        assert_eq!(choose(vec![tools(14), tools(17)], 15).map(|tools| tools.version).ok(), Some(17));
    }

    #[test]
    fn what_is_missing_is_named_with_the_remedy() {
        for found in [vec![], vec![tools(14)]] {
            let fault = choose(found, 15).map(|tools| tools.version).expect_err("there is none");
            assert_eq!(fault.status(), 3);
            assert!(fault.to_string().contains("apt-get install postgresql-client-15"), "{fault}");
        }
    }

    #[test]
    fn no_password_is_left_in_the_address() {
        let kept = |url, password: Option<&str>| assert_eq!(without_password(url).1.as_deref(), password);
        kept("postgres://taxi:p%40ss%2Fword@db:5432/taxi", Some("p@ss/word"));
        assert_eq!(without_password("postgres://taxi:secret@db:5432/taxi?sslmode=require").0, "postgres://taxi@db:5432/taxi?sslmode=require");
        assert_eq!(without_password("postgres://db/taxi?user=a&password=b&sslmode=require"), ("postgres://db/taxi?user=a&sslmode=require".to_owned(), Some("b".to_owned())));
        assert_eq!(without_password("postgresql:///parvaneh?host=/run/x&port=1"), ("postgresql:///parvaneh?host=/run/x&port=1".to_owned(), None));
    }
}
