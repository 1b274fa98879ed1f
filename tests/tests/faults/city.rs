//! A city on a database cluster and a server of its own, which a test may kill.

use crate::disk::{self, Disk, Small};
use crate::journal::Journal;
use chrono::Utc;
use event_store::{Access, EventStore, Keys};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use parvaneh::cluster::Cluster;
use psp_simulator::{Desk, Options, Simulator};
use serde_json::Value;
use sqlx::{Connection as _, PgConnection};
use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::net::TcpListener;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tests::parvaneh::Parvaneh;

/// The city's name, which is its log's schema.
pub const NAME: &str = "shahr_e_balaa";
/// A merchant that the gateway knows.
const MERCHANT: &str = "7c2ef3d1-05b8-4c6a-9b0e-5f1d2a3b4c5d";
/// How long a server or a database may take to come back.
pub const PATIENCE: Duration = Duration::from_secs(90);
const POLL: Duration = Duration::from_millis(20);

/// The officer whom clients act for.
#[derive(Debug, Clone)]
pub struct Officer {
    /// The account.
    pub account_id: String,
    /// The bearer token.
    pub token: String,
}

/// A city that things happen to.
pub struct City {
    /// The program, with this city's settings.
    pub parvaneh: Parvaneh,
    /// The officer.
    pub officer: Officer,
    /// What clients were promised.
    pub journal: Journal,
    /// The database's address, past any proxy.
    pub url: String,
    cluster: Option<Cluster>,
    /// Goes on whatever happens to the city, as a gateway does.
    gateway: Simulator,
    // Given back before the folder goes.
    disk: Option<Disk>,
    folder: tempfile::TempDir,
    _alone: tokio::sync::MutexGuard<'static, ()>,
}

/// Where all tests share a process, one at a time breaks things: they would starve each other.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

impl City {
    /// Makes the cluster, durable as in production, and an officer.
    pub async fn found() -> Self {
        Self::found_on(None).await
    }

    /// The same, with data or write-ahead log on a small disk.
    pub async fn found_on(small: Option<Small>) -> Self {
        let alone = ALONE.lock().await;
        payment_gateway::install_tls();
        let folder = tempfile::Builder::new().prefix("parvaneh-faults-").tempdir_in("/tmp").expect("a folder");
        // The account that runs the database passes through.
        fs::set_permissions(folder.path(), Permissions::from_mode(0o711)).expect("ours");
        let data = folder.path().join("data");
        let disk = match small {
            Some(small) => Some(disk::part(small, folder.path(), &data).await),
            None => None,
        };
        let cluster = Cluster::open(&data).await.expect("the cluster starts");
        let url = cluster.url().to_owned();
        let parvaneh = Parvaneh::new(&url, NAME);
        let mobile = "09121000001";
        let (status, added) = parvaneh.json(&["staff", "add", "--name", "مریم رضایی", "--mobile", mobile, "--role", "officer"]);
        assert_eq!(status, 0, "{added}");
        let (status, token) = parvaneh.json(&["token", "create", "--mobile", mobile, "--ttl", "30d"]);
        assert_eq!(status, 0, "{token}");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let gateway = Simulator::start(free_listener(), Options::new(Arc::new(Utc::now), 7)).expect("serves");
        Self {
            parvaneh,
            officer: Officer { account_id: text(&added["id"]), token: text(&token["token"]) },
            journal: Journal::create(&folder.path().join("journal.jsonl")),
            url,
            cluster: Some(cluster),
            gateway,
            disk,
            folder,
            _alone: alone,
        }
    }

    /// A folder for whatever a test needs beside the data.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The gateway's books.
    pub fn desk(&self) -> Arc<Desk> {
        self.gateway.desk()
    }

    /// The file that stands for the phones of all who get text messages.
    pub fn phones(&self) -> PathBuf {
        self.folder.path().join("sms.jsonl")
    }

    /// The log, for what no client can ask of the service.
    pub async fn log(&self) -> EventStore {
        let pool = event_store::City::parse(NAME).expect("a name").pool(&self.url, Access::Application, 2).await.expect("connects");
        EventStore::open(pool, Keys::read(self.parvaneh.keys()).expect("the key file is there")).await.expect("opens")
    }

    /// Where the cluster keeps its data.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Fills the small disk to the last byte.
    pub fn fill_disk(&self) {
        self.disk.as_ref().expect("there is one").fill();
    }

    /// Leaves the rest of one file of the write-ahead log after the other unused, until the database has none
    /// to go on with: each has room for thousands of events.
    pub async fn use_up_the_log(&self) {
        while let Ok(mut db) = PgConnection::connect(&self.url).await
            && sqlx::query("SELECT pg_switch_wal()").execute(&mut db).await.is_ok()
        {
            tokio::time::sleep(POLL).await;
        }
    }

    /// Makes room on it again.
    pub fn free_disk(&self) {
        self.disk.as_ref().expect("there is one").free();
    }

    /// Starts a server and waits until it says that it is ready.
    pub async fn serve(&self) -> Server {
        Server::start(self, &self.parvaneh, |_| {}).await
    }

    /// Hands the database over to a server that keeps it by itself, as one does that is told of none.
    pub async fn serve_alone(&mut self) -> Server {
        if let Some(cluster) = self.cluster.take() {
            cluster.close().await.expect("it stops");
        }
        let data = self.data();
        Server::start(self, &self.parvaneh, |command| {
            command.env_remove("DATABASE_URL").env("PARVANEH_DATA", data);
        })
        .await
    }

    /// The same, with figures for Prometheus; their address beside it.
    pub async fn serve_with_figures(&self) -> (Server, String) {
        let metrics = format!("127.0.0.1:{}", free_port());
        let server = Server::start(self, &self.parvaneh, |command| {
            command.args(["--metrics", &metrics]);
        })
        .await;
        (server, format!("http://{metrics}/metrics"))
    }

    /// Ends the database's main process by a signal: SIGQUIT, an immediate stop, or SIGKILL.
    pub fn kill_database(&mut self, signal: Signal) {
        kill(postmaster(&self.data()).expect("the database is up"), signal).expect("it is ours");
    }

    /// The same, and waits until somebody else has started it again.
    pub async fn kill_database_and_wait(&self, signal: Signal) {
        let killed = postmaster(&self.data()).expect("the database is up");
        kill(killed, signal).expect("it is ours");
        let waited = tokio::time::timeout(PATIENCE, async {
            while postmaster(&self.data()).is_none_or(|now| now == killed) {
                tokio::time::sleep(POLL).await;
            }
        });
        waited.await.expect("somebody starts the database again");
    }

    /// Whether the database is up.
    pub fn has_database(&self) -> bool {
        postmaster(&self.data()).is_some()
    }

    /// Stops the database where it is, every process of it.
    pub fn freeze_database(&self) {
        let main = postmaster(&self.data()).expect("the database is up");
        for pid in children_of(main).into_iter().chain([main]) {
            // A session may have ended meanwhile.
            let _ = kill(pid, Signal::SIGSTOP);
        }
    }

    /// Ends every process of the database at once, as a machine does that loses its power.
    pub fn cut_database(&self) {
        let main = postmaster(&self.data()).expect("the database is up");
        for pid in [main].into_iter().chain(children_of(main)) {
            let _ = kill(pid, Signal::SIGKILL);
        }
    }

    /// Starts the database again after it was killed.
    pub async fn revive_database(&mut self) {
        self.cluster = None;
        self.cluster = Some(Cluster::open(&self.data()).await.expect("the cluster recovers"));
    }
}

impl Drop for City {
    fn drop(&mut self) {
        if let Some(pid) = postmaster(&self.data()) {
            // A test that failed leaves no server behind.
            let _ = kill(pid, Signal::SIGQUIT);
        }
    }
}

fn postmaster(data: &Path) -> Option<Pid> {
    let text = fs::read_to_string(data.join("postgres/postmaster.pid")).ok()?;
    let pid: i32 = text.lines().next()?.parse().ok()?;
    let is_server = fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|exe| exe.to_string_lossy().contains("postgres"));
    is_server.then(|| Pid::from_raw(pid))
}

/// The processes that this one has started.
fn children_of(parent: Pid) -> Vec<Pid> {
    let entries = fs::read_dir("/proc").expect("a system").flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    let is_child = |pid: &i32| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        // The name, in brackets, may hold anything; state and parent follow.
        let after = stat.rsplit(')').next().unwrap_or_default();
        after.split_whitespace().nth(1).and_then(|pid| pid.parse().ok()) == Some(parent.as_raw())
    };
    pids.filter(is_child).map(Pid::from_raw).collect()
}

/// A port where nobody listens.
pub fn free_port() -> u16 {
    free_listener().local_addr().expect("it listens").port()
}

fn free_listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").expect("a port is free")
}

/// A running `parvaneh serve`.
pub struct Server {
    child: Child,
    /// Where it listens, without a slash at its end.
    pub address: String,
}

impl Server {
    /// Starts a server of a city; `change` may alter the call.
    pub async fn start(city: &City, parvaneh: &Parvaneh, change: impl FnOnce(&mut std::process::Command)) -> Self {
        let listen = format!("127.0.0.1:{}", free_port());
        let log = File::options().create(true).append(true).open(city.folder().join("server.log")).expect("a log");
        let mut command = parvaneh.command(&["serve", "--listen", &listen]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let zarinpal = [("PARVANEH_ZARINPAL_MERCHANT_ID", MERCHANT), ("PARVANEH_ZARINPAL_BASE_URL", city.gateway.address())];
        // An open payment is asked after as soon as may be.
        command.env("PARVANEH_GATEWAYS", "zarinpal").envs(zarinpal).env("PARVANEH_INQUIRY_AFTER", "1m");
        command.env("PARVANEH_SMS_FILE", city.phones());
        change(&mut command);
        let child = command.spawn().expect("the program starts");
        let mut server = Self { child, address: format!("http://{listen}") };
        server.ready().await;
        server
    }

    /// Waits until it says that it is ready.
    pub async fn ready(&mut self) {
        let url = format!("{}/readyz", self.address);
        let waited = tokio::time::timeout(PATIENCE, async {
            while !reqwest::get(&url).await.is_ok_and(|answer| answer.status() == 200) {
                assert!(self.child.try_wait().expect("it can be asked").is_none(), "the server ended by itself");
                tokio::time::sleep(POLL).await;
            }
        });
        waited.await.unwrap_or_else(|_| panic!("{url} is not ready after {PATIENCE:?}"));
    }

    /// Ends it without a word of warning.
    pub fn kill(mut self) {
        self.child.kill().expect("it is ours");
        self.child.wait().expect("it ends");
    }

    /// Holds it as it is, as a machine that has no time for it does.
    pub fn pause(&self) {
        kill(self.pid(), Signal::SIGSTOP).expect("it is ours");
    }

    /// Lets it go on.
    pub fn resume(&self) {
        kill(self.pid(), Signal::SIGCONT).expect("it is ours");
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.id()).expect("a process id"))
    }

    /// Asks it to stop, and waits for the end.
    pub async fn stop(mut self) {
        kill(self.pid(), Signal::SIGTERM).expect("it is ours");
        let status = tokio::task::block_in_place(|| self.child.wait()).expect("it ends");
        assert!(status.success(), "the server stopped with {status}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Ended already, mostly.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
