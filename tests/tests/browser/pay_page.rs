//! The simulated gateway's own page: people must be able to pay, cancel and pay too little there.

use application::ports::{Gateway as _, SessionRequest};
use domain::kernel::Rial;
use payment_gateway::{Patience, Place, Zarinpal};
use psp_simulator::{Options, Simulator, Standing};
use std::net::TcpListener;
use std::sync::Arc;
use tests::browser::Phone;
use uuid::Uuid;

const MERCHANT: &str = "7c2ef3d1-05b8-4c6a-9b0e-5f1d2a3b4c5d";

/// A payer before the page of a new payment. The way back leads to the simulator's books, which
/// stand in for a merchant.
async fn before_the_page(phone: &Phone, simulator: &Simulator) -> String {
    let place = Place::new("PARVANEH_TEST_BASE_URL", simulator.address(), MERCHANT).expect("a place");
    let request = SessionRequest {
        amount: Rial::new(1_250_000).expect("an amount"),
        description: "هزینهٔ صدور پروانه".to_owned(),
        callback_url: format!("{}/control/payments", simulator.address()),
        order_id: Uuid::from_u128(42),
        mobile: None,
    };
    let session = Zarinpal::new(place, Patience::default()).request(&request).await.expect("opened");
    phone.open(&session.redirect_url).await;
    session.authority.as_str().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payer_pays_cancels_or_pays_too_little_in_either_language() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let simulator = Simulator::start(listener, Options::new(Arc::new(chrono::Utc::now), 7)).expect("serves");
    let phone = Phone::start().await;
    let standing = |authority: &str| simulator.desk().payment(authority).expect("known").standing;

    let authority = before_the_page(&phone, &simulator).await;
    assert!(phone.text().await.contains("۱۲۵٬۰۰۰ تومان"));
    phone.screenshot("pay-page").await;
    assert_eq!(phone.violations().await, Vec::<String>::new());
    phone.follow("header a").await;
    assert!(phone.text().await.contains("125,000 Toman"));
    assert_eq!(phone.violations().await, Vec::<String>::new());
    phone.follow("button[value=pay]").await;
    assert!(phone.url().await.ends_with(&format!("Authority={authority}&Status=OK")));
    assert_eq!(standing(&authority), Standing::Paid);

    let authority = before_the_page(&phone, &simulator).await;
    phone.follow("button[value=cancel]").await;
    assert!(phone.url().await.ends_with("Status=NOK"));
    assert_eq!(standing(&authority), Standing::Cancelled);

    let authority = before_the_page(&phone, &simulator).await;
    phone.fill("#amount", "هیچ").await;
    phone.follow("button[value=part]").await;
    assert!(phone.text().await.contains("مبلغ را به ریال"));
    phone.screenshot("pay-page-refused").await;
    assert_eq!(phone.violations().await, Vec::<String>::new());
    phone.fill("#amount", "۱۰٬۰۰۰").await;
    phone.follow("button[value=part]").await;
    let receipt = simulator.desk().payment(&authority).and_then(|payment| payment.receipt).expect("paid");
    assert_eq!(receipt.amount, 10_000);
    phone.close().await;
    simulator.stop().await;
}
