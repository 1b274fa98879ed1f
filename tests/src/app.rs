//! The whole service under test: a real database, a real server on a port of its own, read models
//! and reactors at work as `serve` has them, and the clock in hand.

mod applicants;
mod client;
mod drivers;
mod forms;
mod messages;
mod payers;
mod seed;

pub use applicants::picture;
pub use client::{Answer, ApiClient};
pub use drivers::{Applicant, Driver, officer};
pub use messages::Messages;
pub use payers::{Attempt, Payer};
pub use seed::Taxi;

use crate::database::TestDatabase;
use application::policy::PolicyBook;
use application::ports::{SentMessages, SetClock};
use application::reactors::Reactors;
use application::{Actor, Context};
use chrono::{DateTime, TimeZone, Utc};
use event_store::{Access, City, EventStore, Keys, migrate};
use notifier::Mailbox;
use projections::{Projections, models};
use psp_simulator::Simulator;
use sqlx::{Connection as _, PgConnection};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

/// A city that no code may know by name.
const CITY: &str = "shahr_e_azmoon";

/// The service under test; everything of it goes with this value.
pub struct TestApp {
    /// The city at work, for what has no address.
    pub ctx: Context,
    /// Moves the time of day.
    pub clock: Arc<SetClock>,
    /// One-time codes on their way.
    pub messages: Arc<Messages>,
    /// The payment gateways' simulator.
    pub psp: Simulator,
    /// Where the server listens, without a slash at its end.
    pub address: String,
    /// The database, for those who look behind the curtain.
    pub database: TestDatabase,
    /// The city's schemas and roles.
    pub city: City,
    counter: AtomicU32,
    server: JoinSet<()>,
    _read_models: JoinSet<()>,
    _reactors: JoinSet<()>,
    // Dropped, it ends the server.
    shutdown: Option<oneshot::Sender<()>>,
}

/// When tests begin: 2 Azar 1405, noon in Tehran.
pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 8, 30, 0).single().expect("one moment")
}

impl TestApp {
    /// Starts, with rate limits in force.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Starts with something changed first.
    pub async fn start_with(change: impl FnOnce(&mut Context)) -> Self {
        Self::start_as(change, None).await
    }

    /// Starts as the demo does: one-time codes go to its mailbox, which has a page.
    pub async fn start_demo() -> Self {
        let mailbox = Arc::new(Mailbox::default());
        Self::start_as(|ctx| ctx.messenger = mailbox.clone(), Some(mailbox.clone())).await
    }

    async fn start_as(change: impl FnOnce(&mut Context), mailbox: Option<Arc<dyn SentMessages>>) -> Self {
        let city = City::parse(CITY).expect("a good name");
        let database = TestDatabase::new(&template_key(), async |url: &str| prepare(url).await).await;
        let pool = city.pool(&database.url, Access::Application, 8).await.expect("connects");
        let clock = Arc::new(SetClock::at(noon()));
        let messages = Arc::new(Messages::default());
        let (psp, gateways) = payers::gateways(&clock);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let listen = listener.local_addr().expect("it listens");
        let mut ctx = Context {
            store: EventStore::open(pool.clone(), Keys::generate()).await.expect("opens"),
            projections: Projections::new(pool, models::all()),
            policy: Arc::new(PolicyBook::embedded()),
            clock: clock.clone(),
            messenger: messages.clone(),
            gateways,
            public_url: format!("http://{listen}").into(),
            scans: application::scan::scans(),
            visitors: Arc::default(),
            rated: Arc::default(),
            uses: Arc::default(),
            limits: true,
        };
        change(&mut ctx);
        let reactors = Reactors::new(ctx.clone()).follow();
        let read_models = ctx.projections.follow(&ctx.store);
        let options = portal::Options { ctx: ctx.clone(), mailbox, secure_cookies: false, behind_proxy: false };
        let (shutdown, ended) = oneshot::channel::<()>();
        let mut tasks = JoinSet::new();
        tasks.spawn(async move {
            let ended = async { ended.await.unwrap_or_default() };
            portal::serve(listener, options, ended).await.expect("serves");
        });
        Self {
            ctx,
            clock,
            messages,
            psp,
            address: format!("http://{listen}"),
            database,
            city,
            counter: AtomicU32::new(0),
            server: tasks,
            _read_models: read_models,
            _reactors: reactors,
            shutdown: Some(shutdown),
        }
    }

    /// Brings reactors and read models to rest, and does what is due by the test's clock: nothing else
    /// does here.
    pub async fn settle(&self) {
        self.ctx.settle_what_is_due().await.expect("settles");
        assert_eq!(self.ctx.projections.halts().await.expect("answers"), [], "no read model stands still");
    }

    /// Ends the server, as a phone sees it where there is no network: nobody listens any more.
    pub async fn stop_serving(&mut self) {
        self.shutdown = None;
        while self.server.join_next().await.is_some() {}
    }

    /// Somebody without an account.
    pub fn anyone(&self) -> ApiClient {
        ApiClient::new(&self.address)
    }

    /// Whoever runs the command line.
    pub fn operator(&self) -> Actor {
        Actor::Operator { user: "root".to_owned() }
    }

    /// A number that this test has not used.
    pub fn next(&self) -> u32 {
        self.counter.fetch_add(1, Ordering::Relaxed) + 1
    }
}

/// Stands for everything that the template holds.
fn template_key() -> String {
    let migrations = migrate::STORE.iter().chain(migrate::OPS.iter()).map(|migration| migration.sql.as_ref().to_owned());
    let tables = models::all().into_iter().map(|model| format!("{}{}{}", model.name(), model.version(), model.ddl()));
    std::iter::once(CITY.to_owned()).chain(migrations).chain(tables).collect::<Vec<_>>().join("\n")
}

async fn prepare(url: &str) {
    let city = City::parse(CITY).expect("a good name");
    migrate::migrate(url, &city).await.expect("migrates");
    let pool = city.pool(url, Access::Application, 2).await.expect("connects");
    let read = [city.read_schema(), city.log_schema()];
    let options = city.options(url, Access::Application, &read).await.expect("options");
    let mut db = PgConnection::connect_with(&options).await.expect("connects");
    Projections::new(pool.clone(), models::all()).prepare(&mut db).await.expect("prepares");
    db.close().await.expect("closes");
    pool.close().await;
}
