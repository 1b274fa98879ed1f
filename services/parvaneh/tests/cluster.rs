//! The private cluster, with real servers. Needs PostgreSQL's programs, which
//! `.ci/setup` installs.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, geteuid};
use parvaneh::cluster::{Cluster, ClusterError, Durability, Settings};
use sqlx::Connection as _;
use sqlx::postgres::PgConnection;
use tempfile::TempDir;

/// Tests don't wait for disks.
const FAST: Settings = Settings {
    durability: Durability::None,
    max_connections: 20,
};

/// A folder that takes the server with it where a test fails.
struct Folder(TempDir);

impl Folder {
    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        for data in [self.path(), &self.path().join("data")] {
            if let Some(pid) = server(data) {
                let _ = kill(pid, Signal::SIGQUIT);
            }
        }
    }
}

/// A folder that the account of the server may pass through.
fn folder() -> Folder {
    let folder = tempfile::Builder::new()
        .prefix("parvaneh-cluster-")
        .tempdir_in("/tmp")
        .unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o711)).unwrap();
    Folder(folder)
}

async fn open(data: &Path) -> Cluster {
    Cluster::open_with(data, FAST).await.unwrap()
}

fn server(data: &Path) -> Option<Pid> {
    let text = fs::read_to_string(data.join("postgres/postmaster.pid")).ok()?;
    let pid: i32 = text.lines().next()?.parse().ok()?;
    let is_server = fs::read_link(format!("/proc/{pid}/exe"))
        .is_ok_and(|exe| exe.to_string_lossy().contains("postgres"));
    is_server.then(|| Pid::from_raw(pid))
}

async fn scalar(url: &str, sql: &str) -> String {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let value = sqlx::query_scalar(sql).fetch_one(&mut connection).await;
    connection.close().await.unwrap();
    value.unwrap()
}

#[tokio::test]
async fn a_new_folder_gets_a_server_that_sqlx_and_psql_reach_and_the_last_close_stops() {
    let folder = folder();
    let data = folder.path().join("data");
    let cluster = Cluster::open(&data).await.unwrap();

    let settings = "SELECT concat_ws(' ', current_database(), current_setting('server_encoding'), \
                    current_setting('fsync'), current_setting('synchronous_commit'), \
                    '[' || current_setting('listen_addresses') || ']', \
                    current_setting('TimeZone'))";
    let got = scalar(cluster.url(), settings).await;
    assert_eq!(got, "parvaneh UTF8 on on [] UTC");

    let psql = Command::new("psql")
        .args(["-XAtc", "SELECT 40 + 2", cluster.url()])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&psql.stdout), "42\n", "{psql:?}");

    let mode = |path: &str| fs::metadata(data.join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("postgres"), 0o700);
    assert_eq!(mode("socket"), 0o700);

    cluster.close().await.unwrap();
    assert_eq!(server(&data), None);
}

#[tokio::test]
async fn a_second_open_joins_and_only_the_last_close_stops() {
    let folder = folder();
    let first = open(folder.path()).await;
    let pid = server(folder.path()).unwrap();
    let second = open(folder.path()).await;
    assert_eq!(server(folder.path()), Some(pid));
    assert_eq!(first.url(), second.url());

    first.close().await.unwrap();
    assert_eq!(scalar(second.url(), "SELECT 'up'").await, "up");
    second.close().await.unwrap();
    assert_eq!(server(folder.path()), None);
}

#[tokio::test]
async fn what_was_committed_survives_a_killed_server_and_a_leftover_process_id() {
    let folder = folder();
    let cluster = open(folder.path()).await;
    let mut connection = PgConnection::connect(cluster.url()).await.unwrap();
    sqlx::query("CREATE TABLE kept AS SELECT 'here' AS word")
        .execute(&mut connection)
        .await
        .unwrap();
    let pid = server(folder.path()).unwrap();
    kill(pid, Signal::SIGKILL).unwrap();
    drop(cluster);

    let cluster = open(folder.path()).await;
    assert_ne!(server(folder.path()), Some(pid));
    assert_eq!(scalar(cluster.url(), "SELECT word FROM kept").await, "here");
    cluster.close().await.unwrap();

    // As after a reboot: the id in the file is some other process's by now.
    let stale = format!(
        "{}\n{}/postgres\n1\n5432\n\n\n",
        std::process::id(),
        folder.path().display()
    );
    fs::write(folder.path().join("postgres/postmaster.pid"), stale).unwrap();
    let cluster = open(folder.path()).await;
    assert_eq!(scalar(cluster.url(), "SELECT word FROM kept").await, "here");
    cluster.close().await.unwrap();
}

#[tokio::test]
async fn a_busy_session_of_a_killed_server_does_not_keep_the_next_from_starting() {
    let folder = folder();
    let cluster = open(folder.path()).await;
    let url = cluster.url().to_owned();
    // Keeps a processor busy, deaf to the death of the server.
    let busy = tokio::spawn(async move {
        let mut connection = PgConnection::connect(&url).await.unwrap();
        let sql = "DO $$ BEGIN LOOP NULL; END LOOP; END $$";
        sqlx::query(sql).execute(&mut connection).await
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    kill(server(folder.path()).unwrap(), Signal::SIGKILL).unwrap();
    drop(cluster);

    let cluster = open(folder.path()).await;
    assert_eq!(scalar(cluster.url(), "SELECT 'up'").await, "up");
    assert!(busy.await.unwrap().is_err());
    cluster.close().await.unwrap();
}

#[tokio::test]
async fn concurrent_first_opens_share_one_server() {
    let folder = folder();
    let (a, b, c) = tokio::join!(
        open(folder.path()),
        open(folder.path()),
        open(folder.path())
    );
    assert_eq!(a.url(), b.url());
    for cluster in [&a, &b, &c] {
        assert_eq!(scalar(cluster.url(), "SELECT 'up'").await, "up");
    }
    let (a, b, c) = tokio::join!(a.close(), b.close(), c.close());
    (a.unwrap(), b.unwrap(), c.unwrap());
    assert_eq!(server(folder.path()), None);
}

#[tokio::test]
async fn a_long_or_unusual_path_gets_a_socket_elsewhere_that_goes_with_the_server() {
    let folder = folder();
    for name in ["x".repeat(120), "تاکسی 'قزوین', \\ %20".to_owned()] {
        let data = folder.path().join(name);
        let cluster = open(&data).await;
        let socket = scalar(
            cluster.url(),
            "SELECT current_setting('unix_socket_directories')",
        )
        .await;
        assert!(!Path::new(&socket).starts_with(folder.path()), "{socket}");
        let again = open(&data).await;
        assert_eq!(again.url(), cluster.url());
        again.close().await.unwrap();
        cluster.close().await.unwrap();
        assert!(!Path::new(&socket).exists(), "{socket} is left");
    }
}

#[tokio::test]
async fn what_an_interrupted_initdb_left_is_removed() {
    let folder = folder();
    let left = folder.path().join("postgres.new-0123");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("PG_VERSION"), "15\n").unwrap();
    let cluster = open(folder.path()).await;
    assert_eq!(scalar(cluster.url(), "SELECT 'up'").await, "up");
    assert!(!left.exists());
    cluster.close().await.unwrap();
}

#[tokio::test]
async fn a_server_left_running_is_joined_and_a_lost_socket_is_made_again() {
    let folder = folder();
    open(folder.path()).await.leave_running();
    let pid = server(folder.path()).unwrap();
    let cluster = open(folder.path()).await;
    assert_eq!(server(folder.path()), Some(pid));
    cluster.leave_running();

    fs::remove_dir_all(folder.path().join("socket")).unwrap();
    let cluster = open(folder.path()).await;
    assert_eq!(scalar(cluster.url(), "SELECT 'up'").await, "up");
    cluster.close().await.unwrap();
}

#[tokio::test]
async fn a_server_left_running_can_be_stopped_unless_it_is_used() {
    let folder = folder();
    let cluster = open(folder.path()).await;
    assert!(!Cluster::stop_unused(folder.path()).await.unwrap());
    cluster.leave_running();
    assert!(Cluster::stop_unused(folder.path()).await.unwrap());
    assert_eq!(server(folder.path()), None);
}

#[tokio::test]
async fn a_folder_that_the_server_cannot_reach_is_refused_with_the_remedy() {
    if !geteuid().is_root() {
        return; // Only root gives its rights away.
    }
    let folder = folder();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
    let data = folder.path().join("data");
    let error = Cluster::open_with(&data, FAST).await.unwrap_err();
    let ClusterError::Unreachable { blocked, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(blocked, folder.path());
    assert!(error.to_string().contains("--data"), "{error}");
    let left: Vec<_> = fs::read_dir(&data)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().starts_with("postgres"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
