//! File locks, which the kernel releases even after a kill -9.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::Path;

use nix::fcntl::OFlag;
use nix::unistd::geteuid;

use super::error::ClusterError;

/// Opens a lock file, making it where it is missing. Made by root in somebody
/// else's folder, it becomes theirs, so that they can lock it too.
pub(super) fn open(path: &Path) -> Result<File, ClusterError> {
    let fail = ClusterError::file("can't open the lock file", path);
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(path).map_err(fail),
        opened => opened.map_err(fail),
    }
}

fn create(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .mode(0o600)
        // Nobody shall have root make a file of theirs elsewhere.
        .custom_flags(OFlag::O_NOFOLLOW.bits())
        .open(path)?;
    if geteuid().is_root()
        && let Some(folder) = path.parent()
    {
        let owner = folder.metadata()?;
        fchown(&file, Some(owner.uid()), Some(owner.gid()))?;
    }
    Ok(file)
}

/// Waits until nobody else holds the lock, and takes it.
pub(super) fn exclusive(path: &Path) -> Result<File, ClusterError> {
    let file = open(path)?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => {
            tracing::info!("waiting for another process that starts or stops the database");
        }
        Err(TryLockError::Error(error)) => {
            return Err(ClusterError::file("can't lock", path)(error));
        }
    }
    file.lock()
        .map_err(ClusterError::file("can't lock", path))?;
    Ok(file)
}

/// Takes the lock together with others.
pub(super) fn shared(path: &Path) -> Result<File, ClusterError> {
    let file = open(path)?;
    file.lock_shared()
        .map_err(ClusterError::file("can't lock", path))?;
    Ok(file)
}

/// Gives a shared lock up, and tells whether nobody else holds it.
pub(super) fn release_as_last(file: &File, path: &Path) -> Result<bool, ClusterError> {
    file.unlock()
        .map_err(ClusterError::file("can't unlock", path))?;
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(ClusterError::file("can't lock", path)(error)),
    }
}
