//! Names of the tests' databases, and the removal of those left over.

use std::fs;
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use sqlx::postgres::PgConnection;
use uuid::Uuid;

use super::drop_statement;

/// `test_<machine>_<process>_<its start>_<number>`.
pub(super) fn fresh() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let pid = process::id();
    let start = start_of(pid).unwrap_or_default();
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("test_{}_{pid}_{start}_{number}", machine())
}

/// Drops the databases of this machine's processes that are gone, once in each
/// process.
pub(super) async fn remove_stale(connection: &mut PgConnection) {
    static DONE: AtomicBool = AtomicBool::new(false);
    if DONE.swap(true, Ordering::Relaxed) {
        return;
    }
    let prefix = format!("test_{}_", machine());
    let names: Vec<String> =
        sqlx::query_scalar("SELECT datname::text FROM pg_database WHERE starts_with(datname, $1)")
            .bind(&prefix)
            .fetch_all(&mut *connection)
            .await
            .unwrap_or_default();
    for name in names {
        if name.strip_prefix(&prefix).is_some_and(is_stale) {
            // Another process may be at it.
            let _ = sqlx::query(&drop_statement(&name))
                .execute(&mut *connection)
                .await;
        }
    }
}

/// Whether the process in `<process>_<its start>_<number>` is gone.
fn is_stale(rest: &str) -> bool {
    let mut parts = rest.split('_').map(str::parse);
    match (parts.next(), parts.next()) {
        (Some(Ok(pid)), Some(Ok(start))) => {
            u32::try_from(pid).map_or(true, |pid| start_of(pid) != Some(start))
        }
        _ => false,
    }
}

/// When a process started, in clock ticks since the machine did: the 22nd field
/// of its stat, counted after the name, which may hold anything.
fn start_of(pid: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    fields.split_ascii_whitespace().nth(19)?.parse().ok()
}

/// This machine since it started, so that a server shared by several keeps
/// their databases apart.
fn machine() -> String {
    short(&fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default())
}

/// Twelve hexadecimal digits for any text.
pub(super) fn short(text: &str) -> String {
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, text.as_bytes());
    id.simple().to_string()[..12].to_owned()
}

/// The machine's present start, to tell clusters made before it.
pub(super) fn boot() -> String {
    if Path::new("/proc/sys/kernel/random/boot_id").exists() {
        machine()
    } else {
        "unknown".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn databases_of_living_processes_stay() {
        let name = fresh();
        let rest = name.strip_prefix(&format!("test_{}_", machine())).unwrap();
        assert!(!is_stale(rest));
    }

    #[test]
    fn databases_of_processes_that_are_gone_or_whose_id_was_taken_go() {
        assert!(is_stale("4194305_1_0"));
        assert!(is_stale(&format!("{}_1_0", process::id())));
        assert!(!is_stale("something_else"));
    }
}
