//! Passengers pay, and the service is killed under their hands. The gateway goes on, as it does.

use crate::city::{City, NAME, PATIENCE, Server};
use application::policy::PolicyBook;
use chrono::Utc;
use domain::licensing::licence::{IssueLicence, Licence, LicenceCommand, LicenceSubject};
use event_store::{Access, Envelope, EventStore, Keys};
use nix::sys::signal::Signal;
use psp_simulator::{Options, Simulator, Standing};
use rand::Rng as _;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use serde_json::{Value, json};
use sqlx::{Connection as _, Executor as _, PgConnection};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;

/// A merchant that the simulator serves.
const MERCHANT: &str = "7c2ef3d1-05b8-4c6a-9b0e-5f1d2a3b4c5d";
const PASSENGERS: i64 = 6;
/// Rial.
const FARE: i64 = 180_000;

/// How many are killed: a few with every change, many where `PARVANEH_FAULTS=long`.
fn kills() -> u32 {
    if crate::long() { 60 } else { 6 }
}

async fn serve(city: &City, gateway: &Simulator) -> Server {
    let base = gateway.address().to_owned();
    Server::start(city, &city.parvaneh, |command| {
        let zarinpal = [("PARVANEH_ZARINPAL_MERCHANT_ID", MERCHANT), ("PARVANEH_ZARINPAL_BASE_URL", base.as_str())];
        command.env("PARVANEH_GATEWAYS", "zarinpal").envs(zarinpal);
    })
    .await
}

/// A taxi with a valid licence and somebody at the wheel; its code.
async fn driven_taxi(city: &City, server: &Server) -> String {
    let http = Client::new();
    let post = async |path: &str, body: Value| -> Value {
        let asked = http.post(format!("{}{path}", server.address)).bearer_auth(&city.officer.token).header("idempotency-key", Uuid::new_v4().to_string());
        asked.json(&body).send().await.expect("an answer").json().await.expect("JSON")
    };
    let car = json!({"plate": "12ت345-79", "vin": "NAAM01E15HK123456", "make": "ایران خودرو", "model": "سمند", "year": 2022, "colour": "زرد",
        "fuel": "dual", "permit_kind": "taxi"});
    let car = post("/api/v1/vehicles", car).await;
    let vehicle_id = car["vehicle_id"].as_str().unwrap_or_else(|| panic!("{car}")).to_owned();
    post(&format!("/api/v1/vehicles/{vehicle_id}/licences"), json!({})).await;
    let pool = event_store::City::parse(NAME).expect("a name").pool(&city.url, Access::Application, 2).await.expect("connects");
    let store = EventStore::open(pool, Keys::read(city.parvaneh.keys()).expect("the key file is there")).await.expect("opens");
    let today = Utc::now().date_naive();
    let issue = LicenceCommand::Issue(IssueLicence {
        subject: LicenceSubject::Driver { person_id: Uuid::new_v4(), vehicle_id: vehicle_id.parse().expect("an id") },
        number: "D-1405-000001".to_owned(),
        permit_kind: "taxi_driver".to_owned(),
        starts_on: today,
        today,
        term_years: 1,
        backdating_days: 0,
        forward_days: 0,
        application_id: None,
        policy_version: PolicyBook::embedded().at(Utc::now()).version.clone(),
    });
    let envelope = Envelope::new("IssueLicence", Uuid::now_v7(), "operator", Utc::now());
    store.execute::<Licence>(Uuid::new_v4(), issue, envelope).await.expect("is issued");
    loop {
        let seen: Value = http.get(format!("{}/api/v1/vehicles/{vehicle_id}", server.address)).bearer_auth(&city.officer.token).send().await.expect("an answer").json().await.expect("JSON");
        let driven: i64 = sqlx::query_scalar(&format!("SELECT count(*) FROM {NAME}_read.assignments")).fetch_one(store.pool()).await.expect("reads");
        if let (Some(code), 1) = (seen["code"]["code"].as_str(), driven) {
            return code.replace(|c: char| !c.is_ascii_alphanumeric(), "");
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A fare whose receipt says that it is paid.
#[derive(Debug)]
struct Paid {
    payment_id: String,
    authority: String,
}

/// A passenger with a phone that asks again, wherever the service is now.
struct Passenger {
    http: Client,
    service: watch::Receiver<String>,
}

impl Passenger {
    /// Asks until the service answers for itself.
    async fn until_answered(&self, ask: impl Fn(&Client, &str) -> reqwest::RequestBuilder) -> Response {
        loop {
            let base = self.service.borrow().clone();
            match ask(&self.http, &base).send().await {
                Ok(answer) if !answer.status().is_server_error() => return answer,
                _ => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    async fn pay(&self, code: &str) -> Paid {
        let key = Uuid::new_v4().to_string();
        let body = json!({"amount": {"rial": FARE}});
        let begun = self.until_answered(|http, base| http.post(format!("{base}/api/v1/scan/{code}/fares")).header("idempotency-key", &key).json(&body)).await;
        assert_eq!(begun.status(), 201, "{:?}", begun.text().await);
        let receipt = begun.headers()["location"].to_str().expect("an address").to_owned();
        let begun: Value = begun.json().await.expect("JSON");
        let page = begun["redirect_url"].as_str().expect("an address");
        let pressed = self.http.post(page).form(&[("action", "pay")]).send().await.expect("the gateway is there");
        let back = pressed.headers()["location"].to_str().expect("an address").to_owned();
        let way = &back[back.find("/payments/return").expect("a way back")..];
        loop {
            // Whoever sees no receipt loads the page again.
            self.until_answered(|http, base| http.get(format!("{base}{way}"))).await;
            let told = self.until_answered(|http, base| http.get(format!("{base}{receipt}"))).await;
            // A page that waits for its rows may say so.
            let told: Value = told.json().await.unwrap_or_default();
            if told["status"] == "succeeded" {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let authority = page.rsplit('/').next().unwrap_or_default().to_owned();
        Paid { payment_id: begun["payment_id"].as_str().expect("an id").to_owned(), authority }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_paid_has_paid_once_and_the_ledger_balances_whoever_is_killed() {
    let mut city = City::found().await;
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let gateway = Simulator::start(listener, Options::new(Arc::new(Utc::now), 7)).expect("serves");
    let mut server = serve(&city, &gateway).await;
    let code = driven_taxi(&city, &server).await;
    let (place, service) = watch::channel(server.address.clone());
    let (stop, stopped) = watch::channel(false);
    let mut paying = JoinSet::new();
    for _ in 0..PASSENGERS {
        let (code, service, stopped) = (code.clone(), service.clone(), stopped.clone());
        paying.spawn(async move {
            let mut paid = Vec::new();
            while !*stopped.borrow() {
                // Each ride is another passenger's, at another address.
                let [_, a, b, c] = rand::random::<u32>().to_be_bytes();
                let http = Client::builder().local_address(std::net::IpAddr::from([127, a, b, c.clamp(1, 254)])).redirect(Policy::none());
                let passenger = Passenger { http: http.timeout(PATIENCE).build().expect("a client"), service: service.clone() };
                paid.push(passenger.pay(&code).await);
            }
            paid
        });
    }
    for kill in 1..=kills() {
        tokio::time::sleep(Duration::from_millis(rand::thread_rng().gen_range(200..900))).await;
        if kill % 3 == 0 {
            city.kill_database(Signal::SIGQUIT);
            city.revive_database().await;
            server.ready().await;
        } else {
            server.kill();
            server = serve(&city, &gateway).await;
            place.send_replace(server.address.clone());
        }
    }
    stop.send_replace(true);
    let ended = tokio::time::timeout(PATIENCE, paying.join_all()).await.expect("every fare is paid in the end");
    let paid: Vec<Paid> = ended.into_iter().flatten().collect();
    println!("{} kills, {} fares paid", kills(), paid.len());

    let mut db = PgConnection::connect(&city.url).await.expect("the database is up");
    db.execute(format!("SET search_path TO {NAME}, {NAME}_read").as_str()).await.expect("a schema");
    for fare in &paid {
        assert_eq!(gateway.desk().payment(&fare.authority).expect("known").standing, Standing::Verified, "{fare:?}");
        let times: i64 = sqlx::query_scalar("SELECT count(*) FROM events WHERE event_type = 'PaymentSucceeded' AND aggregate_id = $1")
            .bind(&fare.payment_id)
            .fetch_one(&mut db)
            .await
            .expect("reads");
        assert_eq!(times, 1, "{fare:?}");
    }
    let verified = gateway.desk().payments().iter().filter(|payment| payment.standing == Standing::Verified).count();
    assert_eq!(verified, paid.len(), "nobody paid for nothing");
    let (journals, debits, rest): (i64, i64, i64) = sqlx::query_as(
        "SELECT count(DISTINCT j.event_id), (sum(l.amount) FILTER (WHERE l.amount > 0))::bigint, sum(l.amount)::bigint
         FROM ledger_journals j JOIN events e USING (event_id) JOIN ledger_entries l USING (event_id) WHERE e.event_type = 'PaymentSucceeded'",
    )
    .fetch_one(&mut db)
    .await
    .expect("reads");
    let fares = i64::try_from(paid.len()).expect("few");
    assert_eq!((journals, debits, rest), (fares, fares * FARE, 0), "a journal for each fare");
    assert!(fares > PASSENGERS, "they paid while things were killed");
    for arguments in [&["doctor"][..], &["replay", "--verify"]] {
        let (status, told) = city.parvaneh.json(arguments);
        assert_eq!(status, 0, "{told}");
    }
    server.stop().await;
    gateway.stop().await;
}
