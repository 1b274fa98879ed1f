//! The payment gateways, as the settings name them.

use application::ports::Gateways;
use payment_gateway::SetupFault;

/// What the settings say of gateways, as it was given; a merchant id is a secret.
#[derive(Clone, Default)]
pub struct GatewaySettings {
    /// Which, in the order in which a payer is offered them.
    pub gateways: Option<String>,
    /// How long after its last news an open payment is asked about.
    pub inquiry_after: Option<String>,
    /// Where ZarinPal is.
    pub zarinpal_base_url: Option<String>,
    /// Who the city is there.
    pub zarinpal_merchant_id: Option<String>,
    /// Where Zibal is.
    pub zibal_base_url: Option<String>,
    /// Who the city is there.
    pub zibal_merchant: Option<String>,
}

impl GatewaySettings {
    /// The gateways; none where none is named.
    ///
    /// # Errors
    /// Names the setting at fault.
    pub fn open(&self) -> Result<Gateways, SetupFault> {
        let settings = payment_gateway::Settings {
            gateways: self.gateways.as_deref(),
            inquiry_after: self.inquiry_after.as_deref(),
            zarinpal_base_url: self.zarinpal_base_url.as_deref(),
            zarinpal_merchant_id: self.zarinpal_merchant_id.as_deref(),
            zibal_base_url: self.zibal_base_url.as_deref(),
            zibal_merchant: self.zibal_merchant.as_deref(),
        };
        settings.open()
    }

    /// Whether a gateway was asked for, by its name or by a merchant id.
    pub(crate) fn names_any(&self) -> bool {
        [&self.gateways, &self.zarinpal_merchant_id, &self.zibal_merchant].iter().any(|setting| setting.is_some())
    }

    /// What `doctor` says of gateways that could be opened.
    pub(crate) fn told(&self, gateways: &Gateways) -> String {
        let names: Vec<&str> = gateways.iter().map(|gateway| gateway.name().as_str()).collect();
        if names.is_empty() {
            return "none is named: nothing can be paid online".to_owned();
        }
        let minutes = gateways.inquiry_after().num_minutes();
        let sandbox = names.contains(&"zibal") && self.zibal_merchant.as_deref() == Some("zibal");
        let warning = if sandbox { "; the merchant of zibal is the sandbox's: no money moves" } else { "" };
        format!("{}; an open payment is asked about after {minutes} min without news{warning}", names.join(", "))
    }
}

/// Merchant ids are left out.
impl std::fmt::Debug for GatewaySettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "GatewaySettings({:?}, …)", self.gateways)
    }
}
