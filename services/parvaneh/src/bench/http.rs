//! The whole service behind its address, and the stock library behind the same server.

mod client;
mod stock;

use super::Plan;
use super::ground::Ground;
use super::load::closed_loop;
use super::peers::Stock;
use super::report::{Figure, Need, Round};
use crate::city::Running;
use crate::fault::Fault;
use crate::serving::{Following, bind, pages};
use application::Context;
use application::fleet_codes::token_of;
use chrono::Datelike as _;
use client::Client;
use domain::kernel::{Plate, Vin};
use domain::licensing::licence::{IssueLicence, Licence, LicenceCommand, LicenceSubject};
use domain::licensing::vehicle::{Fuel, RegisterVehicle, Vehicle, VehicleCommand};
use event_store::Envelope;
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use projections::fleet_codes::query::of_vehicles;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, oneshot};
use uuid::Uuid;

/// Open connections of the load.
const CONNECTIONS: usize = 64;
/// Taxis whose codes are asked for.
const TAXIS: u32 = 200;
/// Taxis that are rated: so many that none gets more ratings of a day than policy allows.
const RATED: u32 = 5_000;
/// Passengers who rate, each from another address: so many that none rates oftener than an hour allows.
const PASSENGERS: u32 = 20_000;

/// How long the read models may take for what a round left to them.
const CATCHING_UP: Duration = Duration::from_secs(120);

/// A server of this process's; it ends with the value.
struct Server {
    at: SocketAddr,
    _end: oneshot::Sender<()>,
}

/// A passenger's rating by POST, answered when it is durable. The caps of a day and of an hour are
/// counted as they are in service; the peer has none.
pub async fn rating(plan: &Plan, ground: &Ground) -> Result<Vec<Figure>, Fault> {
    let mut city = ground.city("posted").await?;
    city.ctx.limits = true;
    let codes = taxis(&city.ctx, RATED).await?;
    let ours = serve(&city)?;
    let stock = Stock::open(ground, "posted_stock").await?;
    let theirs = stock::serve(&stock)?;
    let body = r#"{"stars":5,"tags":["polite"]}"#;
    let post = |path: &str, from: Ipv4Addr| {
        format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: {from}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
    };
    let passengers = (0..PASSENGERS).map(|number| Ipv4Addr::from_bits(Ipv4Addr::new(10, 0, 0, 0).to_bits() + number));
    let requests: Vec<String> =
        passengers.zip(codes.iter().cycle()).map(|(from, code)| post(&format!("/api/v1/scan/{code}/ratings"), from)).collect();
    let plain = vec![post("/ratings", Ipv4Addr::LOCALHOST)];
    // The peer folds nothing. First ours without read models too, then with all of them following on
    // the same processors.
    let figure = |name| Figure::new(name, "requests/s").needs(Need::TimesStock(5.0)).needs(Need::P99Ms(10.0));
    let mut alone = figure("POST a rating, nothing folded, 64");
    let mut whole = figure("POST a rating, models following, 64");
    warm(ours.at, &requests, "201").await?;
    for _ in 0..plan.rounds {
        alone.ours(load(ours.at, &requests, "201", plan).await?);
        alone.stock(load(theirs.at, &plain, "201", plan).await?);
    }
    let following = Following::start(&city.ctx);
    for _ in 0..plan.rounds {
        caught_up(&city.ctx).await?;
        whole.ours(load(ours.at, &requests, "201", plan).await?);
        // What one left to be folded is not the other's to wait for.
        caught_up(&city.ctx).await?;
        whole.stock(load(theirs.at, &plain, "201", plan).await?);
    }
    following.stop().await;
    drop((ours, theirs));
    city.close().await;
    Ok(vec![alone, whole])
}

/// Waits until every model has folded what is there.
async fn caught_up(ctx: &Context) -> Result<(), Fault> {
    let head = ctx.store.head().await?;
    match ctx.projections.wait_for(head, CATCHING_UP).await? {
        true => Ok(()),
        false => Err(Fault::Refused("the read models do not get to the head of the log".to_owned())),
    }
}

/// The page behind a valid code; the limit is a page that says hello.
pub async fn scan(plan: &Plan, ground: &Ground) -> Result<Vec<Figure>, Fault> {
    let city = ground.city("scanned").await?;
    let codes = taxis(&city.ctx, TAXIS).await?;
    let following = Following::start(&city.ctx);
    let ours = serve(&city)?;
    let hello = stock::serve(&Stock::open(ground, "scanned_stock").await?)?;
    let get = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let requests: Vec<String> = codes.iter().map(|code| get(&format!("/v/{code}"))).collect();
    let plain = vec![get("/hello")];
    let mut figure = Figure::new("GET /v/{code}, 64", "pages/s").needs(Need::PerSecond(20_000.0));
    let mut bare = Vec::new();
    warm(ours.at, &requests, "200").await?;
    for _ in 0..plan.rounds {
        figure.ours(load(ours.at, &requests, "200", plan).await?);
        bare.push(load(hello.at, &plain, "200", plan).await?.per_second);
    }
    bare.sort_unstable_by(f64::total_cmp);
    following.stop().await;
    drop((ours, hello));
    city.close().await;
    Ok(vec![figure.with_limit(bare[bare.len() / 2])])
}

/// Asks each once, unmeasured: a service that runs has seen its taxis before.
async fn warm(at: SocketAddr, requests: &[String], status: &str) -> Result<(), Fault> {
    let mut client = Client::connect(at).await.map_err(|error| Fault::Environment(error.to_string()))?;
    for request in requests {
        client.ask(request.as_bytes(), status).await.map_err(Fault::Refused)?;
    }
    Ok(())
}

/// Every connection sends the requests in turn, beginning at another one.
async fn load(at: SocketAddr, requests: &[String], status: &'static str, plan: &Plan) -> Result<Round, Fault> {
    let mut clients = Vec::new();
    for _ in 0..CONNECTIONS {
        let client = Client::connect(at).await.map_err(|error| Fault::Environment(error.to_string()))?;
        // Far from each other, so that no passenger's request is everybody's at once.
        let first = clients.len() * requests.len() / CONNECTIONS;
        clients.push(Mutex::new((client, first)));
    }
    let (clients, requests) = (Arc::new(clients), Arc::new(requests.to_vec()));
    closed_loop(CONNECTIONS, plan.time, move |number| {
        let (clients, requests) = (clients.clone(), requests.clone());
        async move {
            let mut turn = clients[number].lock().await;
            let (client, at) = &mut *turn;
            *at += 1;
            client.ask(requests[*at % requests.len()].as_bytes(), status).await
        }
    })
    .await
}

fn serve(city: &Running) -> Result<Server, Fault> {
    let (listener, at) = listen()?;
    let (end, ended) = oneshot::channel::<()>();
    let options = portal::Options { ctx: city.ctx.clone(), mailbox: None, secure_cookies: false, behind_proxy: true };
    tokio::spawn(pages(options, listener, async { ended.await.unwrap_or_default() }));
    Ok(Server { at, _end: end })
}

fn listen() -> Result<(TcpListener, SocketAddr), Fault> {
    let listener = bind("--listen", SocketAddr::from(([127, 0, 0, 1], 0)))?;
    let at = listener.local_addr().map_err(|error| Fault::Environment(format!("no port can be listened on: {error}")))?;
    Ok((listener, at))
}

/// Taxis with a valid licence and a code, by the aggregates' own commands and the reactors.
async fn taxis(ctx: &Context, number: u32) -> Result<Vec<String>, Fault> {
    let vehicles: Vec<Uuid> = stream::iter(0..number).map(|number| taxi(ctx, number)).buffered(CONNECTIONS).try_collect().await?;
    ctx.settle().await?;
    let codes = of_vehicles(ctx.pool(), &vehicles).await?;
    Ok(codes.iter().map(|code| token_of(ctx, code).to_string()).collect())
}

async fn taxi(ctx: &Context, number: u32) -> Result<Uuid, Fault> {
    let failed = |error: &dyn std::fmt::Display| Fault::Refused(error.to_string());
    let (today, vehicle_id) = (ctx.today(), Uuid::now_v7());
    let plate = Plate::parse(&format!("{}ت{:03}-79", 11 + number / 1_000, number % 1_000)).map_err(|error| failed(&error))?;
    let vin = Vin::parse(&format!("NAAM01E15HK{number:06}")).map_err(|error| failed(&error))?;
    let register = VehicleCommand::Register(RegisterVehicle {
        threshold_years: None,
        plate,
        vin,
        make: "ایران‌خودرو".to_owned(),
        model: "سمند".to_owned(),
        year: 2021,
        this_year: u16::try_from(today.year()).unwrap_or(2026),
        colour: "زرد".to_owned(),
        fuel: Fuel::Dual,
        permit_kind: "taxi".to_owned(),
        policy_version: ctx.policy_now().version.clone(),
    });
    let issue = LicenceCommand::Issue(IssueLicence {
        subject: LicenceSubject::Vehicle { vehicle_id },
        number: format!("T-{number:06}"),
        permit_kind: "taxi".to_owned(),
        starts_on: today,
        today,
        term_years: 2,
        backdating_days: 0,
        forward_days: 0,
        application_id: None,
        policy_version: ctx.policy_now().version.clone(),
    });
    let envelope = |name| Envelope::new(name, Uuid::now_v7(), "operator", ctx.clock.now());
    ctx.store.execute::<Vehicle>(vehicle_id, register, envelope("RegisterVehicle")).await.map_err(|error| failed(&error))?;
    ctx.store.execute::<Licence>(Uuid::now_v7(), issue, envelope("IssueLicence")).await.map_err(|error| failed(&error))?;
    Ok(vehicle_id)
}
