//! The demo's payment gateway: the simulator, beside the service.

use crate::fault::Fault;
use crate::gateways::GatewaySettings;
use crate::settings::Settings;
use psp_simulator::{Options, Simulator};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

/// Who the city is at the simulator; as good as any other.
pub(super) const MERCHANT: &str = "1b7a1f0e-6f6e-4b0c-8d2a-3c9a5e4f7d10";

/// Starts a simulator on the loopback and sends those who pay by ZarinPal there; none where the
/// settings name gateways of their own. It listens one port above the pages where that is free, so
/// that a pay page that is still open finds it again after a restart.
///
/// # Errors
/// Where no port can be had.
pub fn gateway_beside(settings: &mut Settings) -> Result<Option<Simulator>, Fault> {
    if settings.gateways.names_any() {
        return Ok(None);
    }
    let beside = settings.listen.port().checked_add(1).unwrap_or_default();
    let bind = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let options = Options::new(Arc::new(chrono::Utc::now), rand::random());
    let started = bind(beside).or_else(|_| bind(0)).and_then(|listener| Simulator::start(listener, options));
    let simulator = started.map_err(|error| Fault::Environment(format!("the simulated payment gateway cannot listen on 127.0.0.1: {error}")))?;
    settings.gateways = GatewaySettings {
        gateways: Some("zarinpal".to_owned()),
        inquiry_after: settings.gateways.inquiry_after.clone(),
        zarinpal_base_url: Some(simulator.address().to_owned()),
        zarinpal_merchant_id: Some(MERCHANT.to_owned()),
        zibal_base_url: None,
        zibal_merchant: None,
    };
    tracing::info!(address = simulator.address(), "the payment gateway is simulated: no money moves");
    Ok(Some(simulator))
}

#[cfg(test)]
mod tests {
    use super::gateway_beside;
    use crate::settings::{Flags, Settings};
    use application::ports::SessionRequest;
    use domain::kernel::Rial;
    use uuid::Uuid;

    fn settings(folder: &std::path::Path) -> Settings {
        let flags = Flags { data: Some(folder.to_owned()), ..Flags::default() };
        Settings::gather(&flags).unwrap()
    }

    #[tokio::test]
    async fn who_pays_in_the_demo_is_sent_to_the_simulator() {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = settings(folder.path());
        let simulator = gateway_beside(&mut settings).unwrap().expect("no gateway was named");
        let gateway = settings.gateways.open().unwrap().first().expect("a gateway");
        let request = SessionRequest {
            amount: Rial::new(1_250_000).unwrap(),
            description: "پروانه".to_owned(),
            callback_url: "http://127.0.0.1:8080/payments/return".to_owned(),
            order_id: Uuid::nil(),
            mobile: None,
        };
        let session = gateway.request(&request).await.unwrap();
        assert!(session.redirect_url.starts_with(simulator.address()), "{}", session.redirect_url);
        simulator.stop().await;
    }

    #[test]
    fn gateways_of_ones_own_are_left_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = settings(folder.path());
        settings.gateways.zibal_merchant = Some("zibal".to_owned());
        assert!(gateway_beside(&mut settings).unwrap().is_none());
        assert_eq!(settings.gateways.zarinpal_base_url, None);
    }
}
