//! The SMS provider, as the settings name it.

use notifier::{Kavenegar, KavenegarFault, KavenegarSettings, SmsFile, SmsProvider};
use std::sync::Arc;

/// What the settings say of text messages.
#[derive(Debug, Clone, Default)]
pub struct SmsSettings {
    /// The account at Kavenegar.
    pub kavenegar: KavenegarSettings,
    /// A file that messages are written into, where there is no account.
    pub file: Option<String>,
}

impl SmsSettings {
    /// The provider; none where none is named.
    ///
    /// # Errors
    /// Names the setting at fault.
    pub fn open(&self) -> Result<Option<Arc<dyn SmsProvider>>, KavenegarFault> {
        if let Some(kavenegar) = Kavenegar::new(&self.kavenegar)? {
            return Ok(Some(Arc::new(kavenegar)));
        }
        Ok(self.file.as_ref().map(|path| Arc::new(SmsFile::new(path)) as Arc<dyn SmsProvider>))
    }

    /// What `doctor` says of a provider that could be opened.
    pub(crate) fn told(&self) -> String {
        match (&self.kavenegar.api_key, &self.file) {
            (Some(_), _) => match &self.kavenegar.template {
                Some(template) => format!("by Kavenegar; one-time codes by its template {template}"),
                None => "by Kavenegar; one-time codes as other messages, which blocked advertising holds back: \
                         set PARVANEH_KAVENEGAR_TEMPLATE"
                    .to_owned(),
            },
            (None, Some(_)) => "into a file: nobody gets them".to_owned(),
            (None, None) => "no provider is named: codes and notices by SMS cannot be sent".to_owned(),
        }
    }
}
