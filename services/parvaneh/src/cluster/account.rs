//! The system account that runs the server: PostgreSQL refuses to run as root.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{MetadataExt, chown, fchown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use nix::unistd::{Uid, User, geteuid};

use super::error::ClusterError;
use super::layout::Layout;

/// Who runs the server.
#[derive(Debug, Clone)]
pub(super) struct Account {
    /// The name, for messages.
    pub name: String,
    /// The user id.
    pub uid: u32,
    gid: u32,
    /// Whether we are root and give our rights away for the server.
    pub dropped: bool,
}

impl Account {
    /// As an ordinary user: ourselves. As root: the owner of the cluster or of
    /// its data folder where that is not root, so that `sudo` in somebody's
    /// own folder leaves it theirs; else `postgres`, else `nobody`.
    pub fn choose(layout: &Layout) -> Result<Self, ClusterError> {
        let me = geteuid();
        if !me.is_root() {
            let gid = nix::unistd::getegid().as_raw();
            return Ok(Self {
                name: name_of(me.as_raw()),
                uid: me.as_raw(),
                gid,
                dropped: false,
            });
        }
        for folder in [layout.cluster(), layout.data().to_owned()] {
            if let Ok(metadata) = fs::metadata(&folder)
                && metadata.uid() != 0
            {
                return Ok(Self {
                    name: name_of(metadata.uid()),
                    uid: metadata.uid(),
                    gid: metadata.gid(),
                    dropped: true,
                });
            }
        }
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| User::from_name(name).ok().flatten())
            .filter(|user| !user.uid.is_root())
            .map(|user| Self {
                name: user.name,
                uid: user.uid.as_raw(),
                gid: user.gid.as_raw(),
                dropped: true,
            })
            .ok_or(ClusterError::AccountMissing)
    }

    /// A command that runs as this account, with none of our environment:
    /// variables such as `PGDATA` would mislead it, and our secrets are not
    /// its business.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("LC_ALL", "C")
            .env("PATH", "/usr/bin:/bin");
        if let Some(libraries) = std::env::var_os("LD_LIBRARY_PATH") {
            command.env("LD_LIBRARY_PATH", libraries);
        }
        command.current_dir("/").stdin(Stdio::null());
        if self.dropped {
            // With a uid given by root, std clears the supplementary groups.
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// Gives an open file to this account.
    pub fn own_file(&self, file: &File) -> io::Result<()> {
        if self.dropped {
            fchown(file, Some(self.uid), Some(self.gid))?;
        }
        Ok(())
    }

    /// Gives a folder to this account.
    pub fn own(&self, path: &Path) -> Result<(), ClusterError> {
        if !self.dropped {
            return Ok(());
        }
        chown(path, Some(self.uid), Some(self.gid))
            .map_err(ClusterError::file("can't change the owner of", path))
    }

    /// Makes sure that the account can enter `folder`.
    pub fn check_reach(&self, folder: &Path) -> Result<(), ClusterError> {
        if !self.dropped || self.enters(folder) {
            return Ok(());
        }
        let mut ancestors: Vec<&Path> = folder.ancestors().collect();
        ancestors.reverse();
        let blocked = ancestors
            .into_iter()
            .find(|ancestor| !self.enters(ancestor))
            .unwrap_or(folder);
        Err(ClusterError::Unreachable {
            folder: folder.to_owned(),
            blocked: blocked.to_owned(),
            account: self.name.clone(),
        })
    }

    /// Tries it: the kernel knows modes, access lists and mounts better than
    /// we do. The change of folder comes after the change of user.
    fn enters(&self, folder: &Path) -> bool {
        self.command(Path::new("/bin/sh"))
            .args(["-c", ":"])
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }
}

fn name_of(uid: u32) -> String {
    match User::from_uid(Uid::from_raw(uid)) {
        Ok(Some(user)) => user.name,
        _ => uid.to_string(),
    }
}
