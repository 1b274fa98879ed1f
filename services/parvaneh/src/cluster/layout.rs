//! Where things are in the data folder.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use nix::unistd::geteuid;

use super::error::ClusterError;

/// What a cluster that `initdb` has not finished is called; a random suffix
/// follows, so that an initdb whose parent was killed can't meddle with the
/// next one's.
const UNFINISHED: &str = "postgres.new-";

/// The data folder.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    data: PathBuf,
}

impl Layout {
    /// Makes the data folder where it is missing, and takes its real path.
    pub fn prepare(data: &Path) -> Result<Self, ClusterError> {
        // As root the server runs as another user, who must pass through here;
        // the secrets are in the folder below, which is closed.
        let mode = if geteuid().is_root() { 0o711 } else { 0o700 };
        DirBuilder::new()
            .recursive(true)
            .mode(mode)
            .create(data)
            .map_err(ClusterError::file("can't make the data folder", data))?;
        let data = fs::canonicalize(data)
            .map_err(ClusterError::file("can't find the data folder", data))?;
        Ok(Self { data })
    }

    /// The data folder itself.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The cluster's folder, present once `initdb` has finished.
    pub fn cluster(&self) -> PathBuf {
        self.data.join("postgres")
    }

    /// The server's log.
    pub fn log(&self) -> PathBuf {
        self.cluster().join("log")
    }

    /// What the server says before its log is open.
    pub fn startup_log(&self) -> PathBuf {
        self.cluster().join("startup.log")
    }

    /// The socket's folder, unless its path is too long.
    pub fn socket(&self) -> PathBuf {
        self.data.join("socket")
    }

    /// Held exclusively while the server is started or stopped.
    pub fn start_lock(&self) -> PathBuf {
        self.data.join("cluster.lock")
    }

    /// Held shared by every process that uses the server.
    pub fn users_lock(&self) -> PathBuf {
        self.data.join("cluster.users")
    }

    /// A fresh name for a cluster in the making.
    pub fn unfinished(&self) -> PathBuf {
        let suffix = uuid::Uuid::new_v4().simple().to_string();
        self.data.join(format!("{UNFINISHED}{suffix}"))
    }

    /// Removes what interrupted starts left. Best effort: an orphaned initdb
    /// may still be writing, and the next start tries again.
    pub fn remove_unfinished(&self) {
        let Ok(entries) = fs::read_dir(&self.data) else {
            return;
        };
        for entry in entries.flatten() {
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED)
                && let Err(error) = fs::remove_dir_all(entry.path())
            {
                tracing::warn!(path = %entry.path().display(), %error, "can't remove an unfinished cluster");
            }
        }
    }
}
