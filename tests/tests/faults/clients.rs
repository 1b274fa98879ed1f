//! Passengers and officers at work at the same time, each of whom writes down what was promised.

use crate::city::City;
use crate::journal::{Intent, Journal, Outcome, Promise, Who};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinSet;
use uuid::Uuid;

/// How many work at once.
pub const CLIENTS: u32 = 12;
/// How long a client waits for an answer; the server gives a hung database up sooner.
const PATIENCE: Duration = Duration::from_secs(120);

/// What all clients share.
pub struct Crowd {
    journal: Journal,
    /// Where text messages arrive.
    phones: PathBuf,
    token: String,
    next: AtomicU32,
    /// Commands that came back with a promise.
    pub promised: AtomicU64,
    stop: AtomicBool,
    progress: Notify,
    /// The code of a taxi that they pay in, where they do.
    taxi: OnceLock<String>,
    /// Payments whose receipts say that they are paid.
    paid: Mutex<Vec<String>>,
}

/// One of them, at one server.
#[derive(Clone)]
pub struct ClientAt {
    http: Client,
    base: String,
    crowd: Arc<Crowd>,
}

/// A client met a fault: what it asked last is unknown.
#[derive(Debug)]
pub struct Broken;

impl Crowd {
    /// A city's clients.
    pub fn of(city: &City) -> Arc<Self> {
        Arc::new(Self {
            journal: city.journal.clone(),
            phones: city.phones(),
            token: city.officer.token.clone(),
            next: AtomicU32::new(0),
            promised: AtomicU64::new(0),
            stop: AtomicBool::new(false),
            progress: Notify::new(),
            taxi: OnceLock::new(),
            paid: Mutex::new(Vec::new()),
        })
    }

    /// From now on everybody begins their work by opening an account and with a ride in a taxi, by its code,
    /// which they pay.
    pub fn ride(&self, code: String) {
        self.taxi.set(code).expect("one taxi is enough");
    }

    /// Sends all of them to work at these servers, in turn, until told to stop or until each has met
    /// a fault.
    pub fn work(self: &Arc<Self>, bases: &[&str]) -> JoinSet<()> {
        self.stop.store(false, Ordering::Relaxed);
        let mut working = JoinSet::new();
        for (n, base) in (0..CLIENTS).zip(bases.iter().cycle()) {
            let client = self.client(n, base);
            working.spawn(async move {
                if let Some(code) = client.crowd.taxi.get()
                    && (client.sign_up().await.is_err() || client.ride(code, n).await.is_err())
                {
                    return;
                }
                while !client.crowd.stop.load(Ordering::Relaxed) {
                    if client.day().await.is_err() {
                        return;
                    }
                }
            });
        }
        working
    }

    /// Waits until so many more commands were done.
    pub async fn after(&self, more: u64) {
        let enough = self.promised.load(Ordering::Relaxed) + more;
        let waited = tokio::time::timeout(PATIENCE, async {
            loop {
                let moved = self.progress.notified();
                if self.promised.load(Ordering::Relaxed) >= enough {
                    return;
                }
                moved.await;
            }
        });
        waited.await.expect("the clients get on with their work");
    }

    /// Tells all to end after what they are at.
    pub fn all_rest(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// The same, and waits for that.
    pub async fn rest(&self, mut working: JoinSet<()>) {
        self.all_rest();
        while let Some(ended) = working.join_next().await {
            ended.expect("no client panics");
        }
    }

    /// Waits until each has met a fault.
    pub async fn until_all_are_broken(&self, mut working: JoinSet<()>) {
        let waited = tokio::time::timeout(PATIENCE, async {
            while let Some(ended) = working.join_next().await {
                ended.expect("no client panics");
            }
        });
        waited.await.expect("each client meets a fault");
    }

    /// A client with an address of its own, so that the hourly limits of one address don't end the
    /// work.
    pub fn client(self: &Arc<Self>, n: u32, base: &str) -> ClientAt {
        let serial = self.next.fetch_add(1, Ordering::Relaxed);
        let [_, _, high, low] = serial.to_be_bytes();
        let address = Ipv4Addr::new(127, 100 + n as u8, high, low.max(1));
        let http = Client::builder().local_address(IpAddr::V4(address)).redirect(Policy::none()).timeout(PATIENCE).build().expect("a client");
        ClientAt { http, base: base.to_owned(), crowd: self.clone() }
    }
}

impl ClientAt {
    /// Puts a car on the road, gets rated and complained about, is suspended and is let off; with
    /// every kind of refusal in between, and with commands that others compete for.
    async fn day(&self) -> Result<(), Broken> {
        let n = self.crowd.next.fetch_add(1, Ordering::Relaxed);
        // One plate for every three cars: whoever is first has it.
        self.command(Who::Officer, "/api/v1/vehicles", contested(n)).await?;
        let Some(car) = self.command(Who::Officer, "/api/v1/vehicles", vehicle(n, n)).await? else { return Ok(()) };
        let vehicle_id = car.text("vehicle_id");
        let licensing = format!("/api/v1/vehicles/{vehicle_id}/licences");
        let Some(licence) = self.command(Who::Officer, &licensing, json!({})).await? else { return Ok(()) };
        // A second licence for the same car is refused.
        self.command(Who::Officer, &licensing, json!({})).await?;
        let licence_id = licence.text("licence_id");
        let Some(code) = self.code_of(vehicle_id).await else { return Ok(()) };
        for stars in 1..=4 {
            self.command(Who::Anyone, &format!("/api/v1/scan/{code}/ratings"), json!({"stars": stars, "tags": ["polite"]})).await?;
        }
        self.command(Who::Anyone, &format!("/api/v1/scan/{code}/ratings"), json!({"stars": 9})).await?;
        let complaint = json!({"category": "overcharging", "text": format!("کرایهٔ {n} زیاد بود"), "mobile": "09129998877"});
        self.command(Who::Anyone, &format!("/api/v1/scan/{code}/complaints"), complaint).await?;
        let suspending = format!("/api/v1/licences/{licence_id}/suspensions");
        for _ in 0..2 {
            self.command(Who::Officer, &suspending, json!({"ground": "overcharging", "note": "به گفتهٔ مسافر"})).await?;
        }
        self.command(Who::Officer, &format!("{suspending}/lift"), json!({"reason": "penalty-served"})).await?;
        Ok(())
    }

    /// Opens an account with a number of its own, by the code that comes to its phone. It has no key by which
    /// it could be repeated, so no journal tells of it; what the account claims is compared with the log.
    async fn sign_up(&self) -> Result<(), Broken> {
        let mobile = format!("0936{:07}", self.crowd.next.fetch_add(1, Ordering::Relaxed));
        answered(self.request(Method::POST, Who::Anyone, "/api/v1/sign-in").json(&json!({"mobile": mobile}))).await?;
        while !self.is_to_rest() {
            if let Some(code) = code_for(&self.crowd.phones, &mobile) {
                let confirmation = json!({"mobile": mobile, "code": code});
                let opened = answered(self.request(Method::POST, Who::Anyone, "/api/v1/sign-in/confirm").json(&confirmation)).await?;
                assert_eq!(opened.status(), 200, "{:?}", opened.text().await);
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    /// A car with a valid licence; its id.
    pub async fn licensed_car(&self) -> String {
        let n = self.crowd.next.fetch_add(1, Ordering::Relaxed);
        let car = self.command(Who::Officer, "/api/v1/vehicles", vehicle(n, n)).await.expect("all is well").expect("is registered");
        let vehicle_id = car.text("vehicle_id").to_owned();
        let licensed = self.command(Who::Officer, &format!("/api/v1/vehicles/{vehicle_id}/licences"), json!({})).await;
        licensed.expect("all is well").expect("is licensed");
        vehicle_id
    }

    /// The same client, at another server.
    pub fn at(&self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self.clone() }
    }

    /// Whether it is told to end after what it is at.
    pub fn is_to_rest(&self) -> bool {
        self.crowd.stop.load(Ordering::Relaxed)
    }

    /// For what is not the service's.
    pub fn http(&self) -> &Client {
        &self.http
    }

    /// A receipt says that this payment is paid.
    pub fn saw_paid(&self, payment: &str) {
        self.crowd.paid.lock().expect("nobody panicked").push(payment.to_owned());
    }

    /// Payments whose receipts said that they are paid.
    pub fn paid(&self) -> Vec<String> {
        self.crowd.paid.lock().expect("nobody panicked").clone()
    }

    /// Registers one more car, and writes down before and after.
    pub async fn register(&self) -> Outcome {
        let n = self.crowd.next.fetch_add(1, Ordering::Relaxed);
        self.give(&intent(Who::Officer, "/api/v1/vehicles", vehicle(n, n))).await
    }

    /// Gives a command once. `None` where it was rejected.
    async fn command(&self, who: Who, path: &str, body: Value) -> Result<Option<Promise>, Broken> {
        self.once(intent(who, path, body)).await
    }

    /// The same of one that is made already.
    pub async fn once(&self, intent: Intent) -> Result<Option<Promise>, Broken> {
        match self.give(&intent).await {
            Outcome::Ok(promise) => Ok(Some(promise)),
            Outcome::Rejected(_) => Ok(None),
            Outcome::Unknown(_) => Err(Broken),
        }
    }

    /// Gives a command once, and writes down before and after.
    pub async fn give(&self, intent: &Intent) -> Outcome {
        self.crowd.journal.intend(intent).await;
        let outcome = self.ask(intent).await;
        if matches!(outcome, Outcome::Ok(_)) {
            self.crowd.promised.fetch_add(1, Ordering::Relaxed);
            self.crowd.progress.notify_waiters();
        }
        self.crowd.journal.note(intent.key, &outcome).await;
        outcome
    }

    /// Gives a command, perhaps again, and reads what is promised.
    pub async fn ask(&self, intent: &Intent) -> Outcome {
        let request = self.request(Method::POST, intent.who, &intent.path).header("idempotency-key", intent.key.to_string());
        let answer = match request.json(&intent.body).send().await {
            Ok(answer) => answer,
            Err(error) => return Outcome::Unknown(error.to_string()),
        };
        let status = answer.status().as_u16();
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let shape = format!("{} retry-after={}", header("content-type"), header("retry-after"));
        let location = answer.headers().get("location").map(|value| value.to_str().expect("a text").to_owned());
        let position = answer.headers().get("parvaneh-position").and_then(|value| value.to_str().ok()?.parse().ok());
        let body = match answer.text().await {
            Ok(body) => body,
            Err(error) => return Outcome::Unknown(error.to_string()),
        };
        match (status, position) {
            (200..=299, Some(position)) => {
                let body = serde_json::from_str(&body).unwrap_or_else(|error| panic!("{}: {error}: {body}", intent.path));
                Outcome::Ok(Promise { position, status, location, body })
            }
            // Come again later: no word on the command itself.
            (408 | 429, _) | (500..=599, _) => Outcome::Unknown(format!("{status} {shape} {body}")),
            (400..=499, _) => Outcome::Rejected(status),
            _ => panic!("{} was answered {status} without a position: {body}", intent.path),
        }
    }

    /// Whether a car's code can be scanned yet; it follows from the licence by itself.
    pub async fn code_of(&self, vehicle_id: &str) -> Option<String> {
        for _ in 0..100 {
            let looked = self.request(Method::GET, Who::Officer, &format!("/api/v1/vehicles/{vehicle_id}")).send().await.ok()?;
            let seen: Value = looked.json().await.ok()?;
            if let Some(code) = seen["code"]["code"].as_str() {
                return Some(code.replace(|c: char| !c.is_ascii_alphanumeric(), ""));
            }
            if self.is_to_rest() {
                return None;
            }
        }
        None
    }

    /// Looks once at what anyone may see, for what the service itself has to say.
    pub async fn look(&self, path: &str) -> Result<Response, Broken> {
        answered(self.request(Method::GET, Who::Anyone, path)).await
    }

    fn request(&self, method: Method, who: Who, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        match who {
            Who::Officer => request.bearer_auth(&self.crowd.token),
            Who::Anyone => request,
        }
    }
}

/// Asks once, for what the service itself has to say.
async fn answered(request: RequestBuilder) -> Result<Response, Broken> {
    match request.send().await {
        Ok(answer) if !answer.status().is_server_error() && answer.status() != 429 => Ok(answer),
        _ => Err(Broken),
    }
}

/// The one-time code that came to a phone, once it did.
fn code_for(phones: &Path, mobile: &str) -> Option<String> {
    // Made with the first message; the last line may be half there.
    let phones = std::fs::read_to_string(phones).unwrap_or_default();
    let mut texts = phones.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).filter(|text| text["to"] == mobile);
    Some(texts.next()?["text"].as_str()?.chars().filter(char::is_ascii_digit).take(6).collect())
}

fn intent(who: Who, path: &str, body: Value) -> Intent {
    Intent { key: Uuid::new_v4(), who, path: path.to_owned(), body }
}

/// A vehicle with the n-th plate and VIN.
fn vehicle(plate: u32, vin: u32) -> Value {
    const LETTERS: [&str; 8] = ["ب", "ج", "د", "س", "ص", "ط", "ق", "ل"];
    json!({
        "plate": format!("{:02}{}{:03}-79", plate / 899 % 89 + 11, LETTERS[(plate / 80_011 % 8) as usize], plate % 899 + 101),
        "vin": format!("NAAM01E15HK{vin:06}"),
        "make": "ایران خودرو",
        "model": "سمند",
        "year": 2022,
        "colour": "زرد",
        "fuel": "dual",
        "permit_kind": "taxi",
    })
}

/// A vehicle whose plate two others want, too.
fn contested(n: u32) -> Value {
    vehicle(600_000 + n / 3, 900_000 + n % 90_000)
}
