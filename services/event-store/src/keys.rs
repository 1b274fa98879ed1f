//! The key file: what wraps subjects' keys, makes blind indexes, draws codes and signs forms.

use crate::StoreError;
use crate::digest::hex;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use rand::RngCore;
use rand::rngs::OsRng;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

/// A 256-bit secret.
pub type Secret = [u8; 32];

/// All secrets of a city, kept in one file beside the data and never in it.
#[derive(Clone)]
pub struct Keys(Arc<Secrets>);

struct Secrets {
    wrapping: RwLock<Wrapping>,
    blind_index: Secret,
    codes: Secret,
    session: Secret,
    /// Where they were read, so that a rotation by another process is noticed.
    file: Option<PathBuf>,
}

/// What wraps subjects' keys, and what did before.
#[derive(Clone)]
struct Wrapping {
    current: Secret,
    former: Vec<Secret>,
    seen: Option<Seen>,
}

/// A file as it was when it was read.
type Seen = (u64, SystemTime);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    version: u32,
    wrapping: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    former_wrapping: Vec<String>,
    blind_index: String,
    codes: String,
    session: String,
}

/// What tells a key file from another and gives nothing of it away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Of all that is never changed.
    pub secrets: String,
    /// Of the key that subjects' keys are wrapped with.
    pub wrapping: String,
}

/// The version of the key that tokens of fleet codes are derived with.
pub const CODE_KEY_VERSION: u32 = 1;

impl Keys {
    /// New secrets from the operating system's randomness.
    pub fn generate() -> Self {
        let secret = || {
            let mut bytes = [0; 32];
            OsRng.fill_bytes(&mut bytes);
            bytes
        };
        let wrapping = Wrapping { current: secret(), former: Vec::new(), seen: None };
        Self(Arc::new(Secrets { wrapping: RwLock::new(wrapping), blind_index: secret(), codes: secret(), session: secret(), file: None }))
    }

    /// Reads the key file.
    ///
    /// # Errors
    /// [`StoreError::Keys`], with the remedy, where it is missing, damaged or readable by others.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let shown = path.display();
        let fault = |what: &str| StoreError::Keys(format!("the key file {shown} {what}"));
        let text = std::fs::read_to_string(path).map_err(|error| fault(&format!("cannot be read: {error}")))?;
        let metadata = std::fs::metadata(path).map_err(|error| fault(&error.to_string()))?;
        if metadata.permissions().mode() & 0o077 != 0 {
            return Err(fault("can be read by others; run chmod 600 on it"));
        }
        let file: KeyFile = serde_json::from_str(&text).map_err(|_| fault("is damaged; restore it from its backup"))?;
        let secret = |text: &str| {
            STANDARD
                .decode(text)
                .ok()
                .and_then(|bytes| Secret::try_from(bytes).ok())
                .ok_or_else(|| fault("is damaged; restore it from its backup"))
        };
        let former = file.former_wrapping.iter().map(|text| secret(text)).collect::<Result<_, _>>()?;
        let wrapping = Wrapping { current: secret(&file.wrapping)?, former, seen: seen(&metadata) };
        Ok(Self(Arc::new(Secrets {
            wrapping: RwLock::new(wrapping),
            blind_index: secret(&file.blind_index)?,
            codes: secret(&file.codes)?,
            session: secret(&file.session)?,
            file: Some(path.to_owned()),
        })))
    }

    /// Writes the key file, mode 0600; an existing one is never replaced.
    ///
    /// # Errors
    /// [`StoreError::Keys`] where it cannot be made.
    pub fn write_new(&self, path: &Path) -> Result<(), StoreError> {
        let write = || -> std::io::Result<()> {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            // Linked, which an existing one refuses.
            let aside = self.write_aside(path, &self.wrappings())?;
            let linked = std::fs::hard_link(&aside, path);
            std::fs::remove_file(&aside)?;
            linked
        };
        write().map_err(|error| StoreError::Keys(format!("the key file {} cannot be made: {error}", path.display())))
    }

    /// Puts a new wrapping key into the key file, and keeps the one before it there; older ones go. The
    /// file is one or the other, whenever the machine stops.
    pub(crate) fn replace_wrapping(&self, path: &Path) -> Result<(), StoreError> {
        let mut current = [0; 32];
        OsRng.fill_bytes(&mut current);
        let mut fresh = Wrapping { current, former: vec![self.wrappings().current], seen: None };
        let replace = || -> std::io::Result<Option<Seen>> {
            let aside = self.write_aside(path, &fresh)?;
            // Whoever rotates may be root; the service must be able to read it still.
            let (was, is) = (std::fs::metadata(path)?, std::fs::metadata(&aside)?);
            if (was.uid(), was.gid()) != (is.uid(), is.gid()) {
                std::os::unix::fs::chown(&aside, Some(was.uid()), Some(was.gid()))?;
            }
            std::fs::rename(&aside, path)?;
            if let Some(folder) = path.parent() {
                std::fs::File::open(folder)?.sync_all()?;
            }
            Ok(seen(&std::fs::metadata(path)?))
        };
        fresh.seen = replace().map_err(|error| StoreError::Keys(format!("the key file {} cannot be written: {error}", path.display())))?;
        *self.0.wrapping.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// Written whole and durable beside the place where it belongs.
    fn write_aside(&self, path: &Path, wrapping: &Wrapping) -> std::io::Result<PathBuf> {
        let file = KeyFile {
            version: 1,
            wrapping: STANDARD.encode(wrapping.current),
            former_wrapping: wrapping.former.iter().map(|former| STANDARD.encode(former)).collect(),
            blind_index: STANDARD.encode(self.0.blind_index),
            codes: STANDARD.encode(self.0.codes),
            session: STANDARD.encode(self.0.session),
        };
        let aside = path.with_extension(format!("{}.new", std::process::id()));
        let mut out = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&aside)?;
        out.write_all(serde_json::to_string_pretty(&file)?.as_bytes())?;
        out.sync_all()?;
        Ok(aside)
    }

    /// The blind index of a value: the same value gives the same bytes, and nothing else can be told.
    pub fn blind(&self, scope: &str, value: &str) -> Vec<u8> {
        mac(&self.0.blind_index, &[scope.as_bytes(), value.as_bytes()])
    }

    /// A MAC for something that this service signs to itself, such as a form.
    pub fn sign(&self, label: &str, message: &[u8]) -> Vec<u8> {
        mac(&self.0.session, &[label.as_bytes(), message])
    }

    /// The secret from which codes are drawn again.
    pub fn codes(&self) -> &Secret {
        &self.0.codes
    }

    /// What tells this key file from another.
    pub fn fingerprint(&self) -> Fingerprint {
        let label = b"parvaneh/fingerprint/v1".as_slice();
        let secrets = mac(&self.0.blind_index, &[label, &self.0.codes, &self.0.session]);
        Fingerprint { secrets: hex(&secrets[..8]), wrapping: of_wrapping(&self.wrappings().current) }
    }

    /// Whether this key file opens what another one sealed that had this fingerprint.
    pub fn opens(&self, other: &Fingerprint) -> bool {
        let Wrapping { current, former, .. } = self.wrappings();
        let mut wrappings = std::iter::once(&current).chain(&former);
        other.secrets == self.fingerprint().secrets && wrappings.any(|wrapping| of_wrapping(wrapping) == other.wrapping)
    }

    /// What subjects' keys are wrapped with now, by whichever process that was decided.
    pub(crate) fn wrapping(&self) -> Secret {
        self.notice();
        self.wrappings().current
    }

    /// What they were wrapped with before.
    pub(crate) fn formers(&self) -> Vec<Secret> {
        self.wrappings().former
    }

    /// Tries every wrapping key that there is; where none is right, those of the file as it is now.
    pub(crate) fn unwrapped_by<T>(&self, mut open: impl FnMut(&Secret) -> Option<T>) -> Option<T> {
        let mut with_any = || {
            let Wrapping { current, former, .. } = self.wrappings();
            std::iter::once(&current).chain(&former).find_map(&mut open)
        };
        with_any().or_else(|| if self.notice() { with_any() } else { None })
    }

    fn wrappings(&self) -> Wrapping {
        self.0.wrapping.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the file anew where it was replaced. A file that cannot be read changes nothing.
    fn notice(&self) -> bool {
        let Some(file) = &self.0.file else { return false };
        let now = std::fs::metadata(file).ok().as_ref().and_then(seen);
        if now.is_none() || now == self.wrappings().seen {
            return false;
        }
        match Self::read(file) {
            Ok(fresh) if fresh.0.blind_index == self.0.blind_index => {
                *self.0.wrapping.write().unwrap_or_else(PoisonError::into_inner) = fresh.wrappings();
                true
            }
            Ok(_) | Err(_) => false,
        }
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

fn seen(metadata: &std::fs::Metadata) -> Option<Seen> {
    Some((metadata.ino(), metadata.modified().ok()?))
}

fn of_wrapping(secret: &Secret) -> String {
    hex(&mac(secret, &[b"parvaneh/fingerprint/v1"])[..8])
}

/// HMAC-SHA256 over length-prefixed parts, so that no two lists of parts collide.
fn mac(key: &Secret, parts: &[&[u8]]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}
