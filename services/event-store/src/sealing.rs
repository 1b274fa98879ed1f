//! Personal texts, sealed under a key per subject.

use crate::keys::Secret;
use crate::patience::fetch_all;
use crate::{EventStore, Keys, StoreError};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::kernel::{Pii, Sealed};
use rand::RngCore;
use rand::rngs::OsRng;
use sqlx::Row;
use std::collections::HashMap;
use uuid::Uuid;

/// A sealed text, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// What it says.
    Text(String),
    /// Its subject's key was destroyed.
    Erased,
}

/// A subject's key as it is used in memory.
#[derive(Clone)]
pub(crate) struct SubjectKey {
    pub version: u32,
    pub secret: Secret,
}

/// A key that was minted for a new subject and is stored with the first event that needs it.
pub(crate) struct MintedKey {
    pub subject: Uuid,
    pub version: u32,
    pub wrapped: Vec<u8>,
}

/// The keys that one command mints.
pub(crate) struct Minted {
    keys: HashMap<Uuid, SubjectKey>,
    new_subject: Option<Uuid>,
}

impl Minted {
    /// None yet. A subject that is assumed to be new gets its key without being looked up; the
    /// writer's check says where that is wrong.
    pub fn by(new_subject: Option<Uuid>) -> Self {
        Self { keys: HashMap::new(), new_subject }
    }
}

fn cipher(secret: &Secret) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(secret.into())
}

pub(crate) fn seal_with(secret: &Secret, aad: &[u8], text: &[u8]) -> Vec<u8> {
    let mut nonce = [0u8; 24];
    OsRng.fill_bytes(&mut nonce);
    let mut out = nonce.to_vec();
    let boxed = cipher(secret)
        .encrypt(XNonce::from_slice(&nonce), Payload { msg: text, aad })
        .expect("XChaCha20-Poly1305 fails only past 256 GiB");
    out.extend(boxed);
    out
}

pub(crate) fn open_with(secret: &Secret, aad: &[u8], boxed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, text) = boxed.split_at_checked(24)?;
    cipher(secret).decrypt(XNonce::from_slice(nonce), Payload { msg: text, aad }).ok()
}

/// What is authenticated with a text. The event's id is unique in the log, so it stands for
/// aggregate and sequence too.
fn text_aad(event: Uuid, field: &str, subject: Uuid, version: u32) -> Vec<u8> {
    format!("parvaneh/pii/v1|{event}|{field}|{subject}|{version}").into_bytes()
}

pub(crate) fn key_aad(subject: Uuid, version: u32) -> Vec<u8> {
    format!("parvaneh/subject-key/v1|{subject}|{version}").into_bytes()
}

impl SubjectKey {
    fn mint(keys: &Keys, subject: Uuid) -> (Self, MintedKey) {
        let mut secret = [0; 32];
        OsRng.fill_bytes(&mut secret);
        let version = 1;
        let wrapped = seal_with(&keys.wrapping(), &key_aad(subject, version), &secret);
        (Self { version, secret }, MintedKey { subject, version, wrapped })
    }

    fn unwrap(keys: &Keys, subject: Uuid, version: u32, wrapped: &[u8]) -> Result<Self, StoreError> {
        let aad = key_aad(subject, version);
        keys.unwrapped_by(|secret| open_with(secret, &aad, wrapped))
            .and_then(|bytes| Secret::try_from(bytes).ok())
            .map(|secret| Self { version, secret })
            .ok_or(StoreError::Tampered(subject))
    }

    pub(crate) fn seal_bytes(&self, aad: &[u8], bytes: &[u8]) -> Vec<u8> {
        seal_with(&self.secret, aad, bytes)
    }

    pub(crate) fn open_bytes(&self, aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        open_with(&self.secret, aad, sealed)
    }

    fn seal(&self, event: Uuid, field: &str, subject: Uuid, text: &str) -> Sealed {
        let boxed = seal_with(&self.secret, &text_aad(event, field, subject, self.version), text.as_bytes());
        Sealed { subject, key: self.version, event, field: field.to_owned(), boxed: STANDARD_NO_PAD.encode(boxed) }
    }

    fn open(&self, sealed: &Sealed) -> Option<String> {
        let aad = text_aad(sealed.event, &sealed.field, sealed.subject, sealed.key);
        let boxed = STANDARD_NO_PAD.decode(&sealed.boxed).ok()?;
        String::from_utf8(open_with(&self.secret, &aad, &boxed)?).ok()
    }
}

impl EventStore {
    /// Seals every clear field of an event; returns the keys that were minted for new subjects.
    pub(crate) async fn seal(
        &self,
        event_id: Uuid,
        fields: Vec<(&'static str, &mut Pii)>,
        minted: &mut Minted,
    ) -> Result<Vec<MintedKey>, StoreError> {
        let mut new = Vec::new();
        for (field, pii) in fields {
            let Pii::Clear { subject, text } = &*pii else { continue };
            let subject = *subject;
            let (key, row) = self.key_of(subject, minted).await?;
            new.extend(row);
            *pii = Pii::Sealed(key.seal(event_id, field, subject, text));
        }
        Ok(new)
    }

    /// The subject's key; a new one, to be stored with the first event that needs it, where the
    /// subject has none.
    pub(crate) async fn key_of(
        &self,
        subject: Uuid,
        minted: &mut Minted,
    ) -> Result<(SubjectKey, Option<MintedKey>), StoreError> {
        if let Some(key) = minted.keys.get(&subject) {
            return Ok((key.clone(), None));
        }
        if minted.new_subject != Some(subject)
            && let Some(key) = self.subject_key(subject).await?
        {
            return Ok((key, None));
        }
        let (key, row) = SubjectKey::mint(&self.inner.keys, subject);
        minted.keys.insert(subject, key.clone());
        Ok((key, Some(row)))
    }

    /// Opens a sealed text of the log or of a read model.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] where it does not open with its subject's key.
    pub async fn open_sealed(&self, sealed: &Sealed) -> Result<Opened, StoreError> {
        match self.subject_key(sealed.subject).await {
            Ok(Some(key)) => key.open(sealed).map(Opened::Text).ok_or(StoreError::Tampered(sealed.subject)),
            Ok(None) => Err(StoreError::Tampered(sealed.subject)),
            Err(StoreError::Erased(_)) => Ok(Opened::Erased),
            Err(other) => Err(other),
        }
    }

    /// The subject's key; `None` where none was ever minted.
    pub(crate) async fn subject_key(&self, subject: Uuid) -> Result<Option<SubjectKey>, StoreError> {
        let query = sqlx::query("/* sealing::subject_key */ SELECT version, wrapped FROM subject_keys WHERE subject = $1");
        let Some(row) = fetch_all(&self.inner.pool, query.bind(subject)).await?.pop() else { return Ok(None) };
        let version = row.try_get::<i32, _>(0)?.unsigned_abs();
        match row.try_get::<Option<Vec<u8>>, _>(1)? {
            None => Err(StoreError::Erased(subject)),
            Some(wrapped) => SubjectKey::unwrap(&self.inner.keys, subject, version, &wrapped).map(Some),
        }
    }
}
