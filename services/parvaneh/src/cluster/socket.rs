//! A folder for the server's Unix socket.
//!
//! A socket's path may have 107 bytes. The data folder is the best place, for
//! it outlives sign-outs (which empty the runtime directory) and sweeps of
//! /tmp; a short folder stands in where its path is too long, or has characters
//! that settings and addresses would have to escape, or where its file system
//! knows no sockets. Later processes find the place in `postmaster.pid`.

use std::fs::{self, DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::{env, io};

use super::account::Account;
use super::error::ClusterError;
use super::layout::Layout;

/// The number in the socket's name. It opens no port.
pub(super) const PORT: u16 = 5432;

/// The longest path of a folder, leaving room for `/.s.PGSQL.5432`.
const LONGEST: usize = 107 - "/.s.PGSQL.5432".len();

/// The socket's file.
pub(super) fn file(folder: &Path) -> PathBuf {
    folder.join(format!(".s.PGSQL.{PORT}"))
}

/// Makes the first folder that works: closed to others, owned by the account.
pub(super) fn prepare(layout: &Layout, account: &Account) -> Result<PathBuf, ClusterError> {
    let mut tried = Vec::new();
    for folder in candidates(layout, account) {
        match check_name(&folder).and_then(|()| make(&folder, account)) {
            Ok(()) => return Ok(folder),
            Err(error) => tried.push(format!("{}: {error}", folder.display())),
        }
    }
    Err(ClusterError::SocketFolder {
        tried: tried.join("; "),
        longest: LONGEST - "/socket".len(),
    })
}

/// Makes the folder of a server that is gone fit for the next one: it may have
/// been swept away meanwhile.
pub(super) fn restore(folder: &Path, account: &Account) -> Result<(), ClusterError> {
    make(folder, account).map_err(ClusterError::file("can't make the folder", folder))
}

/// Removes a folder made outside the data folder; an empty one only.
pub(super) fn clean(layout: &Layout, folder: &Path) {
    if !folder.starts_with(layout.data()) {
        // Something else in it is not ours to remove.
        let _ = fs::remove_dir(folder);
    }
}

/// Removes what a killed server left: its lock file names a process id, which
/// may be somebody else's by now. Only for a server known to be down.
pub(super) fn remove_stale(folder: &Path) {
    let socket = file(folder);
    let mut lock = socket.clone().into_os_string();
    lock.push(".lock");
    for path in [socket, PathBuf::from(lock)] {
        // Missing is the usual case; anything else the server will report.
        let _ = fs::remove_file(path);
    }
}

fn candidates(layout: &Layout, account: &Account) -> Vec<PathBuf> {
    let path = layout.data().as_os_str().as_encoded_bytes();
    let hash = uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, path)
        .simple()
        .to_string();
    let name = format!("parvaneh-{}", &hash[..12]);
    let mut folders = vec![layout.socket()];
    if account.dropped {
        folders.push(Path::new("/run").join(&name));
    } else if let Some(runtime) = env::var_os("XDG_RUNTIME_DIR") {
        folders.push(Path::new(&runtime).join(&name));
    }
    folders.push(Path::new("/tmp").join(&name));
    // Somebody may sit on the name that can be guessed.
    let random = uuid::Uuid::new_v4().simple().to_string();
    folders.push(Path::new("/tmp").join(format!("parvaneh-{random}")));
    folders
}

fn check_name(folder: &Path) -> io::Result<()> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
    let bytes = folder.as_os_str().as_encoded_bytes();
    if bytes.len() > LONGEST {
        return Err(io::Error::other("the path is too long"));
    }
    if !folder.is_absolute() || !bytes.iter().all(plain) {
        return Err(io::Error::other("the path has unusual characters"));
    }
    Ok(())
}

fn make(folder: &Path, account: &Account) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) if account.dropped => {
            account.own(folder).map_err(io::Error::other)?;
        }
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    let metadata = fs::symlink_metadata(folder)?;
    if !metadata.is_dir() || metadata.uid() != account.uid {
        return Err(io::Error::other("it belongs to somebody else"));
    }
    if metadata.mode() & 0o077 != 0 {
        fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    }
    account.check_reach(folder).map_err(io::Error::other)?;
    // Some shared and network file systems know no sockets.
    let probe = folder.join(".probe");
    let _ = fs::remove_file(&probe);
    UnixListener::bind(&probe)?;
    fs::remove_file(&probe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_in_the_longest_folder_has_107_bytes() {
        let folder = PathBuf::from(format!("/{}", "x".repeat(LONGEST - 1)));
        assert!(check_name(&folder).is_ok());
        assert_eq!(file(&folder).as_os_str().len(), 107);
        assert!(check_name(&folder.join("y")).is_err());
    }

    #[test]
    fn names_that_need_escaping_are_refused() {
        for name in [
            "/tmp/a b",
            "/tmp/a,b",
            "/tmp/a'b",
            "/tmp/پروانه",
            "relative",
        ] {
            assert!(check_name(Path::new(name)).is_err(), "{name}");
        }
    }
}
