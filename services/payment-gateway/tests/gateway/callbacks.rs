//! The pay page and the way back, as a browser and as strangers walk it.

use crate::support::{Bench, asking};
use domain::payments::GatewayName;
use psp_simulator::{CallbackFault, Standing};
use reqwest::{Client, Response};
use serde_json::json;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

/// A merchant's site that writes down who comes back.
struct Merchant {
    address: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Merchant {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = format!("http://{}", listener.local_addr().expect("it listens"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let book = seen.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut lines = BufReader::new(&mut stream).lines();
                let first = lines.next_line().await.ok().flatten().unwrap_or_default();
                while lines.next_line().await.ok().flatten().is_some_and(|line| !line.is_empty()) {}
                book.lock().unwrap_or_else(PoisonError::into_inner).push(first);
                let answer = "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
                // A browser that went away takes no answer.
                drop(stream.write_all(answer.as_bytes()).await);
            }
        });
        Self { address, seen }
    }

    /// What was asked for since the last look.
    fn visits(&self) -> Vec<String> {
        std::mem::take(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A payer on the pay page.
struct Payer {
    browser: Client,
    page: String,
    authority: String,
}

async fn sent_to_the_gateway(bench: &Bench, merchant: &Merchant) -> Payer {
    let mut request = asking(1_250_000);
    request.callback_url = format!("{}/payments/return?gateway=x", merchant.address);
    let session = bench.gateway.request(&request).await.expect("opened");
    let browser = Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    Payer { browser, page: session.redirect_url, authority: session.authority.as_str().to_owned() }
}

impl Payer {
    async fn press(&self, form: &[(&str, &str)]) -> Response {
        self.browser.post(&self.page).form(form).send().await.expect("answered")
    }

    async fn sees(&self) -> String {
        self.browser.get(&self.page).send().await.expect("answered").text().await.expect("a page")
    }
}

fn location(response: &Response) -> &str {
    response.headers().get("location").and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[tokio::test]
async fn the_payer_sees_the_amount_pays_and_is_sent_back_with_a_word() {
    for (name, word) in [(GatewayName::Zarinpal, "Status=OK"), (GatewayName::Zibal, "success=1")] {
        let (bench, merchant) = (Bench::of(name), Merchant::open().await);
        let payer = sent_to_the_gateway(&bench, &merchant).await;
        let page = payer.sees().await;
        assert!(page.contains("۱۲۵٬۰۰۰ تومان") && page.contains("هزینهٔ صدور پروانه"), "{page}");
        let back = payer.press(&[("action", "pay")]).await;
        assert_eq!(back.status(), 303);
        let place = location(&back);
        assert!(place.starts_with(&format!("{}/payments/return?gateway=x&", merchant.address)), "{place}");
        assert!(place.contains(word) && place.contains(&payer.authority), "{place}");
        assert_eq!(payer.press(&[("action", "pay")]).await.status(), 409, "nobody pays twice");
        assert!(payer.sees().await.contains("پایان یافته"));
        assert_eq!(merchant.visits(), Vec::<String>::new(), "the browser alone goes back");
    }
}

#[tokio::test]
async fn cancelling_and_paying_another_amount_are_possible() {
    for (name, word) in [(GatewayName::Zarinpal, "Status=NOK"), (GatewayName::Zibal, "success=0")] {
        let (bench, merchant) = (Bench::of(name), Merchant::open().await);
        let payer = sent_to_the_gateway(&bench, &merchant).await;
        let back = payer.press(&[("action", "cancel")]).await;
        assert!(location(&back).contains(word), "{back:?}");

        let other = sent_to_the_gateway(&bench, &merchant).await;
        assert_eq!(other.press(&[("action", "part"), ("amount", "many")]).await.status(), 422);
        assert_eq!(other.press(&[("action", "part"), ("amount", "۱۰٬۰۰۰")]).await.status(), 303);
        let payment = bench.desk().payment(&other.authority).expect("known");
        assert_eq!((payment.standing, payment.receipt.map(|receipt| receipt.amount)), (Standing::Paid, Some(10_000)));
    }
}

#[tokio::test]
async fn copies_and_the_opposite_word_arrive_before_the_payer() {
    let (bench, merchant) = (Bench::of(GatewayName::Zarinpal), Merchant::open().await);
    let payer = sent_to_the_gateway(&bench, &merchant).await;
    bench.desk().order_callback(CallbackFault::Duplicate { times: 3 });
    assert_eq!(payer.press(&[("action", "pay")]).await.status(), 303);
    let visits = merchant.visits();
    assert!(visits.len() == 3 && visits.iter().all(|visit| visit.contains("Status=OK")), "{visits:?}");

    let payer = sent_to_the_gateway(&bench, &merchant).await;
    bench.desk().order_callback(CallbackFault::Reordered);
    assert!(location(&payer.press(&[("action", "pay")]).await).contains("Status=OK"));
    assert!(merchant.visits().iter().all(|visit| visit.contains("Status=NOK")));

    let payer = sent_to_the_gateway(&bench, &merchant).await;
    bench.desk().order_callback(CallbackFault::Lost);
    assert_eq!(payer.press(&[("action", "pay")]).await.status(), 200, "paid, and stranded");
    assert_eq!(bench.desk().payment(&payer.authority).expect("known").standing, Standing::Paid);
    assert!(merchant.visits().is_empty());
}

#[tokio::test]
async fn the_control_door_orders_forges_and_tells_the_books() {
    let (bench, merchant) = (Bench::of(GatewayName::Zarinpal), Merchant::open().await);
    let payer = sent_to_the_gateway(&bench, &merchant).await;
    let door = |path: &str| format!("{}/control/{path}", bench.simulator.address());
    let put = async |path: &str, body| payer.browser.post(door(path)).json(&body).send().await.expect("answered");

    let forged = put("callbacks", json!({"authority": payer.authority, "paid": true, "times": 2})).await;
    assert_eq!(forged.json::<Vec<u16>>().await.expect("statuses"), [204, 204]);
    let visits = merchant.visits();
    assert!(visits.len() == 2 && visits[0].contains("Status=OK"), "{visits:?}");
    assert_eq!(bench.desk().payment(&payer.authority).expect("known").standing, Standing::InBank, "a word changes nothing");

    assert_eq!(put("faults", json!({"call": "verify", "fault": {"kind": "refuse", "code": -11}})).await.status(), 204);
    assert_eq!(put("faults", json!({"call": "verify", "fault": {"kind": "refuse", "code": -11}, "extra": 1})).await.status(), 400);
    assert_eq!(put("callback-faults", json!({"kind": "duplicate", "times": 1})).await.status(), 204);
    assert_eq!(put("chaos", json!({"seed": 7, "per_thousand": 1000})).await.status(), 204);
    assert_eq!(payer.browser.delete(door("faults")).send().await.expect("answered").status(), 204);
    assert_eq!(put(&format!("payments/{}", payer.authority), json!({"act": "pay"})).await.status(), 200);
    assert_eq!(put(&format!("payments/{}", payer.authority), json!({"act": "cancel"})).await.status(), 409);
    assert_eq!(put("clock", json!({"seconds": 1_800})).await.status(), 204);
    let books = payer.browser.get(door("payments")).send().await.expect("answered").json::<serde_json::Value>().await.expect("JSON");
    assert_eq!((&books[0]["standing"], &books[0]["authority"]), (&json!("reversed"), &json!(payer.authority)));
}
