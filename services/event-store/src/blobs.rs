//! Documents beside the log: sealed like personal texts, written in the transaction of the event
//! that names their address.

use crate::sealing::{Minted, MintedKey};
use crate::{EventStore, StoreError};
use sqlx::Row;
use uuid::Uuid;

/// A document on its way into the log.
#[derive(Clone)]
pub struct Blob {
    /// Under whose key it is sealed.
    pub subject: Uuid,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Blob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Blob({} bytes of {})", self.bytes.len(), self.subject)
    }
}

/// A sealed document, ready to be stored.
pub(crate) struct SealedBlob {
    pub address: String,
    pub subject: Uuid,
    pub key: i32,
    pub sealed: Vec<u8>,
}

/// A document that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenedBlob {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// Its subject's key was destroyed.
    Erased,
}

impl EventStore {
    /// Where a document lies: an HMAC of subject and bytes, hex, so that the same document of the same
    /// person is kept once and nothing can be told from the address.
    pub fn blob_address(&self, blob: &Blob) -> String {
        let mac = self.inner.keys.sign(&format!("blob:{}", blob.subject), &blob.bytes);
        mac.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(crate) async fn seal_blob(
        &self,
        blob: &Blob,
        minted: &mut Minted,
    ) -> Result<(SealedBlob, Option<MintedKey>), StoreError> {
        let (key, new) = self.key_of(blob.subject, minted).await?;
        let address = self.blob_address(blob);
        let sealed = key.seal_bytes(&aad(&address, blob.subject, key.version), &blob.bytes);
        Ok((SealedBlob { address, subject: blob.subject, key: key.version.cast_signed(), sealed }, new))
    }

    /// The document at an address; `None` where none lies there.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] where it does not open with its subject's key.
    pub async fn blob(&self, address: &str) -> Result<Option<OpenedBlob>, StoreError> {
        let row = sqlx::query("/* blobs::blob */ SELECT subject, key, sealed FROM blobs WHERE address = $1")
            .bind(address)
            .fetch_optional(&self.inner.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let subject: Uuid = row.try_get(0)?;
        let version = row.try_get::<i32, _>(1)?.unsigned_abs();
        let sealed: Vec<u8> = row.try_get(2)?;
        match self.subject_key(subject).await {
            Ok(Some(key)) => {
                let opened = key.open_bytes(&aad(address, subject, version), &sealed);
                opened.map(|bytes| Some(OpenedBlob::Bytes(bytes))).ok_or(StoreError::Tampered(subject))
            }
            Ok(None) => Err(StoreError::Tampered(subject)),
            Err(StoreError::Erased(_)) => Ok(Some(OpenedBlob::Erased)),
            Err(other) => Err(other),
        }
    }
}

fn aad(address: &str, subject: Uuid, version: u32) -> Vec<u8> {
    format!("parvaneh/blob/v1|{address}|{subject}|{version}").into_bytes()
}
