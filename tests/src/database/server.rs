//! The server that all tests share.

use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

use parvaneh::cluster::{Cluster, ClusterError, Durability, Settings};
use tokio::sync::OnceCell;

use super::name;

const SETTINGS: Settings = Settings {
    durability: Durability::None,
    max_connections: 400,
};

/// Files that live in memory.
const MEMORY: &str = "/dev/shm";
/// Bytes that must be free there: the log of changes may take a third of it.
const ROOM: u64 = 6 << 30;

/// The address of the database in which others are made.
pub(super) async fn maintenance_url() -> &'static str {
    // Held until the process ends, so that nobody stops the server under it.
    static SERVER: OnceCell<(String, Option<Cluster>)> = OnceCell::const_new();
    let (url, _) = SERVER
        .get_or_init(async || {
            if let Ok(url) = env::var("DATABASE_URL") {
                return (url, None);
            }
            let cluster = open()
                .await
                .unwrap_or_else(|error| panic!("no server for the tests: {error}"));
            (cluster.url_of("postgres"), Some(cluster))
        })
        .await;
    url
}

async fn open() -> Result<Cluster, ClusterError> {
    let [memory, first, second] = folders();
    if has_room(MEMORY) {
        refuse_foreign(&memory);
        return Cluster::open_with(&memory, SETTINGS).await;
    }
    match Cluster::open_with(&first, SETTINGS).await {
        // A clone in root's home: the server's account can't get there.
        Err(ClusterError::Unreachable { .. }) => {
            refuse_foreign(&second);
            Cluster::open_with(&second, SETTINGS).await
        }
        opened => opened,
    }
}

/// Where the server's data are, if a server was ever started.
pub fn data_folder() -> Option<PathBuf> {
    folders()
        .into_iter()
        .find(|folder| folder.join("postgres").exists())
}

/// Stops the server, unless tests use it. What it had in memory is given back.
///
/// # Errors
/// As [`Cluster::stop_unused`].
pub async fn stop() -> Result<bool, ClusterError> {
    let Some(folder) = data_folder() else { return Ok(true) };
    let stopped = Cluster::stop_unused(&folder).await?;
    if stopped && folder.starts_with(MEMORY) {
        // What cannot be removed goes when the machine does.
        let _ = fs::remove_dir_all(&folder);
    }
    Ok(stopped)
}

/// In memory where there is room: every test makes some thousand files and removes them again, for which a
/// disk's file system takes longer than for all that is written. Else in `target`, or below `/tmp`. A crash of the machine may have spoilt a
/// cluster that waits for no disk, so each start of the machine has its own.
fn folders() -> [PathBuf; 3] {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let workspace = fs::canonicalize(&workspace).unwrap_or(workspace);
    let hash = name::short(&workspace.display().to_string());
    let boot = name::boot();
    let target = workspace.join("target/test-database");
    remove_others(&target, &boot);
    let name = format!("parvaneh-tests-{hash}-{boot}");
    [Path::new(MEMORY).join(&name), target.join(boot), Path::new("/tmp").join(name)]
}

/// Whether a file system has room for what many tests at once need.
fn has_room(folder: &str) -> bool {
    nix::sys::statvfs::statvfs(folder).is_ok_and(|room| room.blocks_available().saturating_mul(room.fragment_size()) >= ROOM)
}

/// Removes clusters of earlier starts of the machine: nothing runs on them.
fn remove_others(folder: &Path, boot: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name() != boot {
            // The next run tries again.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// A name where all may write can be guessed; somebody else's folder is not to be trusted.
fn refuse_foreign(folder: &Path) {
    use std::os::unix::fs::{DirBuilderExt, MetadataExt};
    match fs::DirBuilder::new().mode(0o711).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            panic!("can't make {}: {error}", folder.display())
        }
        _ => {}
    }
    let owner = fs::symlink_metadata(folder)
        .map(|metadata| metadata.uid())
        .ok();
    let ours = nix::unistd::geteuid().as_raw();
    assert_eq!(owner, Some(ours), "{} is somebody else's", folder.display());
}

/// The same address with another database.
pub(super) fn with_database(url: &str, database: &str) -> String {
    let (address, query) = match url.split_once('?') {
        Some((address, query)) => (address, format!("?{query}")),
        None => (url, String::new()),
    };
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address[host..]
        .find('/')
        .map_or(address.len(), |at| host + at);
    format!("{}/{database}{query}", &address[..end])
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn the_database_is_replaced_in_every_form_of_address() {
        for (url, expected) in [
            ("postgresql:///a?host=/s", "postgresql:///b?host=/s"),
            ("postgres://u:p@h:1/a", "postgres://u:p@h:1/b"),
            (
                "postgres://h?sslmode=disable",
                "postgres://h/b?sslmode=disable",
            ),
            ("postgres://h", "postgres://h/b"),
        ] {
            assert_eq!(with_database(url, "b"), expected);
        }
    }
}
