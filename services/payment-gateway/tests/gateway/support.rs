//! A gateway's simulator on a port of its own, an adapter that talks to it, and a merchant that
//! writes down who comes back.

use application::ports::{Clock as _, Gateway, GatewayFault, Session, SessionRequest, SetClock, Verification};
use chrono::{DateTime, TimeDelta, Utc};
use domain::kernel::{Mobile, Rial};
use domain::payments::{Authority, GatewayName};
use payment_gateway::{Patience, Place, Zarinpal, Zibal};
use psp_simulator::{Act, Desk, Options, Payment, Simulator};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// A merchant of ZarinPal; the other is nobody's customer here.
pub const MERCHANT: &str = "7ba9cb24-0a5e-4d25-9a6b-0d2c1f1d6c11";
/// Another merchant.
pub const STRANGER: &str = "0f9b6a8e-51f4-4c53-8bbb-0ec49d0a1a22";

/// A simulator with the adapter of one gateway.
pub struct Bench {
    pub simulator: Simulator,
    pub gateway: Arc<dyn Gateway>,
    pub clock: Arc<SetClock>,
}

/// A quiet afternoon in Qazvin.
fn afternoon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_600_000, 0).expect("a moment")
}

impl Bench {
    pub fn of(name: GatewayName) -> Self {
        let clock = Arc::new(SetClock::at(afternoon()));
        let hands = clock.clone();
        let options = Options::new(Arc::new(move || hands.now()), 7);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let simulator = Simulator::start(listener, options).expect("serves");
        let gateway = adapter(name, simulator.address(), MERCHANT, Patience::default());
        Self { simulator, gateway, clock }
    }

    /// The same simulator, through the adapter of a merchant with a patience.
    pub fn seen_by(&self, merchant: &str, patience: Patience) -> Arc<dyn Gateway> {
        adapter(self.gateway.name(), self.simulator.address(), merchant, patience)
    }

    pub fn desk(&self) -> std::sync::Arc<Desk> {
        self.simulator.desk()
    }

    pub async fn opened(&self, amount: i64) -> Authority {
        self.session(amount).await.authority
    }

    pub async fn session(&self, amount: i64) -> Session {
        self.gateway.request(&asking(amount)).await.expect("opened")
    }

    pub async fn paid(&self, amount: i64) -> Authority {
        let authority = self.opened(amount).await;
        self.pay(&authority);
        authority
    }

    pub fn pay(&self, authority: &Authority) -> Payment {
        self.desk().act(authority.as_str(), Act::Pay).expect("can be paid")
    }

    pub async fn verify(&self, authority: &Authority, amount: i64) -> Result<Verification, GatewayFault> {
        self.gateway.verify(authority, rial(amount)).await
    }

    pub fn minutes_later(&self, minutes: i64) {
        self.clock.set(self.clock.now() + TimeDelta::minutes(minutes));
    }
}

pub fn adapter(name: GatewayName, address: &str, merchant: &str, patience: Patience) -> Arc<dyn Gateway> {
    let place = Place::new("PARVANEH_TEST_BASE_URL", address, merchant).expect("a place");
    match name {
        GatewayName::Zarinpal => Arc::new(Zarinpal::new(place, patience)),
        GatewayName::Zibal => Arc::new(Zibal::new(place, patience)),
    }
}

/// Gives up soon.
pub fn in_a_hurry() -> Patience {
    Patience { answer: Duration::from_millis(300), ..Patience::default() }
}

pub fn rial(amount: i64) -> Rial {
    Rial::new(amount).expect("not negative")
}

pub fn asking(amount: i64) -> SessionRequest {
    SessionRequest {
        amount: rial(amount),
        description: "هزینهٔ صدور پروانه".to_owned(),
        callback_url: "http://127.0.0.1:9/payments/return".to_owned(),
        order_id: Uuid::from_u128(42),
        mobile: Mobile::parse("09121234567").ok(),
    }
}

/// The transaction's number, and whether it was verified before.
pub fn as_paid(verification: Verification) -> (String, bool) {
    match verification {
        Verification::Paid { reference, repeated, .. } => (reference, repeated),
        other => panic!("not paid: {other:?}"),
    }
}
