//! Small disks that can be filled, where this machine lets us mount them.

use parvaneh::cluster::Cluster;
use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What lies on a small disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Small {
    /// All of the cluster but the write-ahead log.
    Data,
    /// The write-ahead log alone.
    Log,
}

/// Room for a new cluster and for some of what a test writes.
const SIZE: &str = "160m";

/// A mounted disk, given back at the end.
pub struct Disk {
    mounted: PathBuf,
}

impl Disk {
    /// Why this machine mounts nothing for us; `None` where it does.
    pub fn refused() -> Option<String> {
        let folder = tempfile::tempdir().expect("a folder");
        match Self::mount(folder.path()) {
            Ok(disk) => {
                drop(disk);
                None
            }
            Err(reason) => Some(reason),
        }
    }

    fn mount(at: &Path) -> Result<Self, String> {
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={SIZE},mode=0755"), "tmpfs"]).arg(at).output();
        match mounted {
            Ok(done) if done.status.success() => Ok(Self { mounted: at.to_owned() }),
            Ok(done) => Err(String::from_utf8_lossy(&done.stderr).trim().to_owned()),
            Err(error) => Err(format!("mount: {error}")),
        }
    }

    fn ballast(&self) -> PathBuf {
        self.mounted.join("ballast")
    }

    /// Writes until there is no room.
    pub fn fill(&self) {
        let mut ballast = File::options().create(true).append(true).open(self.ballast()).expect("a file");
        for size in [1 << 20, 1 << 12] {
            let block = vec![0; size];
            loop {
                match ballast.write_all(&block) {
                    Ok(()) => {}
                    Err(error) if error.kind() == ErrorKind::StorageFull => break,
                    Err(error) => panic!("the disk takes no ballast: {error}"),
                }
            }
        }
    }

    /// Takes away what was only there to fill it.
    pub fn free(&self) {
        fs::remove_file(self.ballast()).expect("the ballast is there");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: a server that was just killed may hold it for a moment.
        let _ = Command::new("umount").arg("--lazy").arg(&self.mounted).status();
    }
}

/// Makes a cluster that is parted between two disks, one of them small.
pub async fn part(small: Small, folder: &Path, data: &Path) -> Disk {
    let log = folder.join("log");
    fs::create_dir(data).and_then(|()| fs::create_dir(&log)).expect("folders");
    let disk = Disk::mount(if small == Small::Data { data } else { &log }).expect("it was mounted a moment ago");
    Cluster::open(data).await.expect("the cluster is made").close().await.expect("it stops");
    let inside = data.join("postgres/pg_wal");
    // Owners and modes go with it; the server follows the link.
    run(Command::new("cp").arg("--archive").arg(&inside).arg(&log));
    fs::remove_dir_all(&inside).expect("it was copied");
    std::os::unix::fs::symlink(log.join("pg_wal"), &inside).expect("a link");
    // Files of the log that were written to the end are given back: kept for later, they would be room on a
    // disk that is full.
    let mut settings = File::options().append(true).open(data.join("postgres/postgresql.auto.conf")).expect("the cluster has it");
    settings.write_all(b"wal_recycle = off\nmin_wal_size = '32MB'\n").expect("written");
    disk
}

fn run(command: &mut Command) {
    let done = command.output().expect("the program is there");
    assert!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
}
