//! Where a gateway is, and who we are there.

use crate::SetupFault;
use reqwest::Url;

/// The address of a gateway and the city's account there.
#[derive(Clone)]
pub struct Place {
    base: Url,
    merchant: String,
}

impl Place {
    /// From the setting's name, for its fault, the address and the merchant id.
    ///
    /// # Errors
    /// [`SetupFault`], without the merchant id in its words.
    pub fn new(setting: &'static str, base_url: &str, merchant: &str) -> Result<Self, SetupFault> {
        let base = Url::parse(base_url.trim().trim_end_matches('/')).map_err(|_| SetupFault::Url(setting))?;
        let bare = base.query().is_none() && base.fragment().is_none() && base.username().is_empty() && base.password().is_none();
        let host = base.host_str().unwrap_or_default();
        // The merchant id is the only secret of these protocols: it does not travel in clear.
        let loopback = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        match base.scheme() {
            "https" if bare => {}
            "http" if bare && loopback => {}
            "http" if bare => return Err(SetupFault::Clear(setting)),
            _ => return Err(SetupFault::Url(setting)),
        }
        Ok(Self { base, merchant: merchant.trim().to_owned() })
    }

    /// An address below the base.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base.as_str().trim_end_matches('/'))
    }

    /// The city's account; a secret.
    pub(crate) fn merchant(&self) -> &str {
        &self.merchant
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn the_merchant_id_travels_over_tls_or_not_at_all() {
        let place = |url| Place::new("PARVANEH_X_BASE_URL", url, "merchant-7");
        for good in ["https://payment.zarinpal.com", "https://payment.zarinpal.com/", "http://127.0.0.1:9090", "http://localhost:1"] {
            assert_eq!(place(good).map(|place| place.url("/v1/verify")).ok(), Some(format!("{}/v1/verify", good.trim_end_matches('/'))));
        }
        for bad in ["", "payment.zarinpal.com", "http://payment.zarinpal.com", "ftp://localhost", "https://u:p@gateway.ir", "https://gateway.ir/?a=1"] {
            let fault = place(bad).err().map(|fault| fault.to_string()).unwrap_or_default();
            assert!(fault.contains("PARVANEH_X_BASE_URL") && !fault.contains("merchant-7"), "{bad}: {fault}");
        }
    }
}
