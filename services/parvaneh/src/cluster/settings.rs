//! The server's settings, written anew at each start.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use nix::sys::statvfs::statvfs;

use super::account::Account;
use super::error::ClusterError;
use super::layout::Layout;
use super::socket;

/// The file that the cluster's `postgresql.conf` includes. What an operator
/// sets with `ALTER SYSTEM` goes before it.
pub(super) const FILE: &str = "parvaneh.conf";

/// How much a crash of the machine may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// What was committed is on the disk.
    #[default]
    Full,
    /// The system writes when it likes: a killed server loses nothing, a crash
    /// of the machine loses the cluster. For tests only.
    None,
}

/// What a caller may choose about the server. It takes effect when the server
/// starts; who joins a running one gets it as it is.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// How much a crash of the machine may cost.
    pub durability: Durability,
    /// How many connections there may be.
    pub max_connections: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            durability: Durability::Full,
            max_connections: 100,
        }
    }
}

impl Settings {
    /// Writes the settings into the cluster.
    pub(super) fn write(
        &self,
        layout: &Layout,
        account: &Account,
        socket: &Path,
    ) -> Result<(), ClusterError> {
        let path = layout.cluster().join(FILE);
        // Another process's half-written file must never be read: same folder,
        // then rename.
        let new = layout.cluster().join(format!("{FILE}.new"));
        let text = self.text(socket, dynamic_memory(account));
        replace(&new, &path, text.as_bytes(), account)
            .map_err(ClusterError::file("can't write", &path))
    }

    fn text(&self, socket: &Path, dynamic_memory: Option<&str>) -> String {
        let mut text = String::from(
            "# Written by parvaneh at each start; change settings with ALTER SYSTEM.\n",
        );
        let on = match self.durability {
            Durability::Full => "on",
            Durability::None => "off",
        };
        let connections = self.max_connections.to_string();
        let port = socket::PORT.to_string();
        let socket = format!("'{}'", socket.display());
        let mut set = |name: &str, value: &str| {
            // Writing to a String can't fail.
            let _ = writeln!(text, "{name} = {value}");
        };
        set("cluster_name", "'parvaneh'");
        // Nobody but those who may enter the socket's folder gets in.
        set("listen_addresses", "''");
        set("unix_socket_directories", &socket);
        set("unix_socket_permissions", "0700");
        set("port", &port);
        set("max_connections", &connections);
        set("shared_buffers", &format!("{}MB", buffers(memory())));
        // A busy city writes so much in a minute; whoever flushes more seldom writes whole pages into
        // the log of changes more seldom.
        set("max_wal_size", "2GB");
        // Dynamic memory comes from the main segment first.
        set("min_dynamic_shared_memory", "8MB");
        if let Some(kind) = dynamic_memory {
            set("dynamic_shared_memory_type", kind);
        }
        set("fsync", on);
        set("full_page_writes", on);
        set("synchronous_commit", "on");
        set("timezone", "'UTC'");
        set("log_timezone", "'UTC'");
        set("lc_messages", "'C'");
        set("jit", "off");
        // A week of logs, a file a day, in the cluster's folder.
        set("logging_collector", "on");
        set("log_directory", "'log'");
        set("log_filename", "'postgresql-%a.log'");
        set("log_truncate_on_rotation", "on");
        set("log_rotation_age", "1d");
        set("log_rotation_size", "0");
        set("log_line_prefix", "'%m [%p] %q%d '");
        set("log_checkpoints", "off");
        // No personal data in log lines: neither statements nor the values that
        // an error's details quote.
        set("log_min_error_statement", "panic");
        set("log_error_verbosity", "terse");
        set("log_parameter_max_length_on_error", "0");
        text
    }
}

/// Writes a file anew. The folder belongs to the server's account, and we may be
/// root: a link that lies there must not lead us elsewhere.
fn replace(new: &Path, path: &Path, bytes: &[u8], account: &Account) -> io::Result<()> {
    if let Err(error) = fs::remove_file(new)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut file = File::create_new(new)?;
    file.write_all(bytes)?;
    account.own_file(&file)?;
    file.sync_all()?;
    fs::rename(new, path)
}

/// Megabytes of the machine's memory; nothing where the system does not say.
fn memory() -> u64 {
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let total = text.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let kilobytes = total.and_then(|rest| rest.split_whitespace().next()).and_then(|number| number.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}

/// Megabytes that the server keeps of its tables: an eighth of the machine's, for it is not alone.
/// With less than the indexes need, every event would be written to pages that are not at hand.
fn buffers(memory: u64) -> u64 {
    (memory / 8).clamp(128, 1024)
}

/// Where dynamic shared memory goes, if not where initdb decided. systemd
/// removes an ordinary user's shared memory when they sign out, even under a
/// server that runs on, and containers may have next to none.
fn dynamic_memory(account: &Account) -> Option<&'static str> {
    const LEAST: u64 = 16 << 20;
    let room = statvfs("/dev/shm").map(|fs| fs.blocks_available() * fs.fragment_size());
    let usable = room.is_ok_and(|bytes| bytes >= LEAST);
    (!account.dropped || !usable).then_some("mmap")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_takes_an_eighth_of_the_memory_within_bounds() {
        assert_eq!([0, 512, 4096, 262_144].map(buffers), [128, 128, 512, 1024]);
    }

    #[test]
    fn by_default_commits_are_durable_and_nothing_listens() {
        let text = Settings::default().text(Path::new("/s"), None);
        for line in [
            "fsync = on",
            "full_page_writes = on",
            "synchronous_commit = on",
            "listen_addresses = ''",
            "unix_socket_directories = '/s'",
        ] {
            assert!(text.lines().any(|l| l == line), "{line} in\n{text}");
        }
    }
}
