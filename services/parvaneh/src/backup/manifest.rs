use crate::fault::Fault;
use chrono::{DateTime, Utc};
use event_store::{Fingerprint, LogDigest};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

/// The manifest's name in the backup's folder.
const FILE: &str = "manifest.json";
/// The dump's.
const DUMP: &str = "log.dump";

/// What a backup holds, and what it needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The shape of this file.
    pub format: u32,
    /// The city, which is the dumped schema's name.
    pub city: String,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
    /// The version of the software that took it.
    pub software: String,
    /// The version of the log's tables.
    pub store: i64,
    /// Where the log ended, and what it said.
    pub log: LogDigest,
    /// SHA-256 of the dump, hex.
    pub dump_sha256: String,
    /// Where the key file was, which is not a part of the backup.
    pub key_file: PathBuf,
    /// Which key file is needed.
    pub keys: Fingerprint,
}

impl Manifest {
    /// Where a backup's dump lies.
    pub(super) fn dump(folder: &Path) -> PathBuf {
        folder.join(DUMP)
    }

    /// Reads the manifest of a backup and compares the dump with it.
    ///
    /// # Errors
    /// Where the folder holds no whole backup.
    pub fn read(folder: &Path) -> Result<Self, Fault> {
        let path = folder.join(FILE);
        let text = std::fs::read_to_string(&path)
            .map_err(|error| Fault::Environment(format!("{} holds no finished backup ({}: {error})", folder.display(), path.display())))?;
        let manifest: Self = serde_json::from_str(&text)
            .map_err(|error| Fault::Environment(format!("{} is not a manifest of this version: {error}", path.display())))?;
        let dump = Self::dump(folder);
        if sha256_of(&dump)? != manifest.dump_sha256 {
            return Err(Fault::Environment(format!("{} is not the file that was backed up: take another copy of the backup", dump.display())));
        }
        Ok(manifest)
    }

    /// Written last: a folder without it is no backup.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Fault> {
        let path = folder.join(FILE);
        let write = || -> std::io::Result<()> {
            let mut file = File::create_new(&path)?;
            file.write_all(serde_json::to_string_pretty(self)?.as_bytes())?;
            file.write_all(b"\n")?;
            file.sync_all()?;
            File::open(folder)?.sync_all()
        };
        write().map_err(|error| Fault::Environment(format!("{} cannot be written: {error}", path.display())))
    }
}

/// SHA-256 of a file, hex.
pub(super) fn sha256_of(path: &Path) -> Result<String, Fault> {
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut read = || -> std::io::Result<()> {
        let mut file = File::open(path)?;
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(()),
                length => digest.update(&buffer[..length]),
            }
        }
    };
    read().map_err(|error| Fault::Environment(format!("{} cannot be read: {error}", path.display())))?;
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
