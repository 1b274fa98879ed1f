//! From settings to gateways.

use crate::{Patience, Place, Zarinpal, Zibal};
use application::ports::{Gateway, Gateways};
use chrono::TimeDelta;
use domain::payments::GatewayName;
use std::sync::Arc;

/// Where ZarinPal is, unless a setting says otherwise.
const ZARINPAL: &str = "https://payment.zarinpal.com";
/// Where Zibal is, unless a setting says otherwise.
const ZIBAL: &str = "https://gateway.zibal.ir";

/// Why the gateways cannot be set up. Values are not repeated: merchant ids are secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SetupFault {
    /// Not an address of a gateway.
    #[error("{0} is not the address of a gateway, such as https://payment.zarinpal.com")]
    Url(&'static str),
    /// The merchant id would travel in clear.
    #[error("{0} begins with http: the merchant id would travel in clear; use https")]
    Clear(&'static str),
    /// A gateway is named, and who the city is there is not.
    #[error("PARVANEH_GATEWAYS names a gateway whose merchant id is missing: set {0}")]
    Merchant(&'static str),
    /// No such gateway, or one of them twice.
    #[error("PARVANEH_GATEWAYS is a list of zarinpal and zibal, each once, such as zarinpal,zibal")]
    List,
    /// Not a length of time.
    #[error("PARVANEH_INQUIRY_AFTER is a length of time from one minute to one day, such as 15m or 2h")]
    InquiryAfter,
}

/// What the settings say of gateways, as they were given.
#[derive(Debug, Clone, Default)]
pub struct Settings<'s> {
    /// `PARVANEH_GATEWAYS`: which, in the order in which a payer is offered them; where it is not
    /// set, those that have a merchant id, ZarinPal first.
    pub gateways: Option<&'s str>,
    /// `PARVANEH_INQUIRY_AFTER`
    pub inquiry_after: Option<&'s str>,
    /// `PARVANEH_ZARINPAL_BASE_URL`
    pub zarinpal_base_url: Option<&'s str>,
    /// `PARVANEH_ZARINPAL_MERCHANT_ID`
    pub zarinpal_merchant_id: Option<&'s str>,
    /// `PARVANEH_ZIBAL_BASE_URL`
    pub zibal_base_url: Option<&'s str>,
    /// `PARVANEH_ZIBAL_MERCHANT`
    pub zibal_merchant: Option<&'s str>,
}

impl Settings<'_> {
    /// The gateways; none where none is named.
    ///
    /// # Errors
    /// [`SetupFault`] names the setting.
    pub fn open(&self) -> Result<Gateways, SetupFault> {
        let gateways = Gateways::new(self.names()?.into_iter().map(|name| self.gateway(name)).collect::<Result<_, _>>()?);
        Ok(match self.inquiry_after {
            Some(text) => gateways.asking_after(length(text).ok_or(SetupFault::InquiryAfter)?),
            None => gateways,
        })
    }

    fn names(&self) -> Result<Vec<GatewayName>, SetupFault> {
        let Some(list) = self.gateways else {
            return Ok(GatewayName::ALL.into_iter().filter(|name| self.merchant(*name).is_some()).collect());
        };
        let mut names = Vec::new();
        for word in list.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let name = GatewayName::of(word).filter(|name| !names.contains(name)).ok_or(SetupFault::List)?;
            names.push(name);
        }
        Ok(names)
    }

    fn merchant(&self, name: GatewayName) -> Option<&str> {
        let merchant = match name {
            GatewayName::Zarinpal => self.zarinpal_merchant_id,
            GatewayName::Zibal => self.zibal_merchant,
        };
        merchant.filter(|merchant| !merchant.trim().is_empty())
    }

    fn gateway(&self, name: GatewayName) -> Result<Arc<dyn Gateway>, SetupFault> {
        let merchant = |setting| self.merchant(name).ok_or(SetupFault::Merchant(setting));
        Ok(match name {
            GatewayName::Zarinpal => {
                let merchant = merchant("PARVANEH_ZARINPAL_MERCHANT_ID")?;
                let place = Place::new("PARVANEH_ZARINPAL_BASE_URL", self.zarinpal_base_url.unwrap_or(ZARINPAL), merchant)?;
                Arc::new(Zarinpal::new(place, Patience::default()))
            }
            GatewayName::Zibal => {
                let merchant = merchant("PARVANEH_ZIBAL_MERCHANT")?;
                let place = Place::new("PARVANEH_ZIBAL_BASE_URL", self.zibal_base_url.unwrap_or(ZIBAL), merchant)?;
                Arc::new(Zibal::new(place, Patience::default()))
            }
        })
    }
}

/// A number of seconds, minutes or hours, `900s`, `15m`, `2h`; from a minute to a day.
fn length(text: &str) -> Option<TimeDelta> {
    let text = text.trim();
    let unit = text.chars().last()?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        _ => return None,
    };
    let count: i64 = text.strip_suffix(unit)?.parse().ok()?;
    let whole = count.checked_mul(seconds)?;
    (60..=86_400).contains(&whole).then(|| TimeDelta::seconds(whole))
}

#[cfg(test)]
mod tests {
    use super::{Settings, SetupFault, length};
    use chrono::TimeDelta;
    use domain::payments::GatewayName;

    fn names(settings: &Settings<'_>) -> Result<Vec<GatewayName>, SetupFault> {
        settings.open().map(|gateways| gateways.iter().map(|gateway| gateway.name()).collect())
    }

    #[test]
    fn a_city_has_none_or_one_or_both_in_its_own_order() {
        let both = Settings { zarinpal_merchant_id: Some("m"), zibal_merchant: Some("zibal"), ..Settings::default() };
        assert_eq!(names(&Settings::default()), Ok(vec![]));
        assert_eq!(names(&both), Ok(GatewayName::ALL.to_vec()), "whoever has a merchant id wants to be used");
        assert_eq!(names(&Settings { gateways: Some(""), ..both.clone() }), Ok(vec![]));
        assert_eq!(names(&Settings { gateways: Some("zarinpal"), ..both.clone() }), Ok(vec![GatewayName::Zarinpal]));
        assert_eq!(names(&Settings { gateways: Some("zibal, zarinpal"), ..both.clone() }), Ok(vec![GatewayName::Zibal, GatewayName::Zarinpal]));
        for wrong in ["paypal", "zibal,zibal", "zarinpal;zibal"] {
            assert_eq!(names(&Settings { gateways: Some(wrong), ..both.clone() }), Err(SetupFault::List), "{wrong}");
        }
    }

    #[test]
    fn a_gateway_without_its_merchant_id_is_refused_before_anyone_pays() {
        let nameless = Settings { gateways: Some("zarinpal"), ..Settings::default() };
        assert_eq!(names(&nameless), Err(SetupFault::Merchant("PARVANEH_ZARINPAL_MERCHANT_ID")));
    }

    #[test]
    fn patience_is_a_length_of_time() {
        assert_eq!(length("15m"), Some(TimeDelta::minutes(15)));
        assert_eq!(length(" 2h "), Some(TimeDelta::hours(2)));
        assert_eq!(length("90s"), Some(TimeDelta::seconds(90)));
        for wrong in ["", "15", "m", "-5m", "59s", "25h", "15 min", "99999999999999999h", "۵m"] {
            assert_eq!(length(wrong), None, "{wrong}");
        }
    }
}
