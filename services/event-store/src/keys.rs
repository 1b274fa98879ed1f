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
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;

/// A 256-bit secret.
pub type Secret = [u8; 32];

/// All secrets of a city, kept in one file beside the data and never in it.
#[derive(Clone)]
pub struct Keys(Arc<Secrets>);

struct Secrets {
    wrapping: Secret,
    blind_index: Secret,
    codes: Secret,
    session: Secret,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    version: u32,
    wrapping: String,
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
        Self(Arc::new(Secrets { wrapping: secret(), blind_index: secret(), codes: secret(), session: secret() }))
    }

    /// Reads the key file.
    ///
    /// # Errors
    /// [`StoreError::Keys`], with the remedy, where it is missing, damaged or readable by others.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let shown = path.display();
        let fault = |what: &str| StoreError::Keys(format!("the key file {shown} {what}"));
        let text = std::fs::read_to_string(path).map_err(|error| fault(&format!("cannot be read: {error}")))?;
        let mode = std::fs::metadata(path).map_err(|error| fault(&error.to_string()))?.permissions().mode();
        if mode & 0o077 != 0 {
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
        Ok(Self(Arc::new(Secrets {
            wrapping: secret(&file.wrapping)?,
            blind_index: secret(&file.blind_index)?,
            codes: secret(&file.codes)?,
            session: secret(&file.session)?,
        })))
    }

    /// Writes the key file, mode 0600; an existing one is never replaced.
    ///
    /// # Errors
    /// [`StoreError::Keys`] where it cannot be made.
    pub fn write_new(&self, path: &Path) -> Result<(), StoreError> {
        let file = KeyFile {
            version: 1,
            wrapping: STANDARD.encode(self.0.wrapping),
            blind_index: STANDARD.encode(self.0.blind_index),
            codes: STANDARD.encode(self.0.codes),
            session: STANDARD.encode(self.0.session),
        };
        let write = || -> std::io::Result<()> {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            // Written aside and linked, so that a crash leaves no half key file.
            let aside = path.with_extension(format!("{}.new", std::process::id()));
            let mut out = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&aside)?;
            out.write_all(serde_json::to_string_pretty(&file)?.as_bytes())?;
            out.sync_all()?;
            let linked = std::fs::hard_link(&aside, path);
            std::fs::remove_file(&aside)?;
            linked
        };
        write().map_err(|error| StoreError::Keys(format!("the key file {} cannot be made: {error}", path.display())))
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
        Fingerprint { secrets: hex(&secrets[..8]), wrapping: of_wrapping(&self.0.wrapping) }
    }

    /// Whether this key file opens what another one sealed that had this fingerprint.
    pub fn opens(&self, other: &Fingerprint) -> bool {
        *other == self.fingerprint()
    }

    pub(crate) fn wrapping(&self) -> &Secret {
        &self.0.wrapping
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
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
