//! Our own wire between server and database, which can be cut, and on which bytes can come to a halt.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// What only a batch that is appended carries over the wire: a fact of every event. The append is a
/// transaction of its own, so the answer to it is the answer to its commit.
const APPEND: &[u8] = br#""software":""#;
/// How whoever reads the end of the log for all followers begins.
const READ: &[u8] = b"/* history::between */";
/// How whoever loads what happened to aggregates begins.
const LOAD: &[u8] = b"/* loader::histories */";
/// What statements are called that a connection has prepared.
const PREPARED: &[u8] = b"sqlx_s_";
/// How the database says that an append's one row is there.
const DONE: &[u8] = b"SELECT 1\0";
/// No cut is planned.
const NEVER: i64 = i64::MAX;

struct Wire {
    /// Bytes until all connections are cut, in both directions together.
    until_cut: AtomicI64,
    /// How many replies to COMMIT are still to be lost.
    lose_commits: AtomicI64,
    /// How many connections are still to be stalled at their reply to COMMIT.
    stall_commits: AtomicI64,
    /// How many connections are still to be stalled while the end of the log is read through them.
    stall_reads: AtomicI64,
    /// The same while histories are loaded.
    stall_loads: AtomicI64,
    cuts: AtomicU64,
    lost: AtomicU64,
    stalled: AtomicU64,
    /// While it holds, no byte passes in any direction, and no connection ends.
    frozen: watch::Sender<bool>,
}

/// What becomes of a chunk of bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Pass,
    /// The connection is cut instead.
    Cut,
    /// It stays where it is, and so does everything behind it; the connection stays open.
    Stall,
}

/// A proxy in front of a database's socket; it ends with this value.
pub struct Proxy {
    /// The database's address through the proxy.
    pub url: String,
    wire: Arc<Wire>,
    _accepting: JoinSet<()>,
}

impl Proxy {
    /// In front of the cluster whose address names its socket's folder.
    pub async fn before(url: &str) -> Self {
        let socket = socket_of(url);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let port = listener.local_addr().expect("it listens").port();
        let wire = Arc::new(Wire {
            until_cut: AtomicI64::new(NEVER),
            lose_commits: AtomicI64::new(0),
            stall_commits: AtomicI64::new(0),
            stall_reads: AtomicI64::new(0),
            stall_loads: AtomicI64::new(0),
            cuts: AtomicU64::new(0),
            lost: AtomicU64::new(0),
            stalled: AtomicU64::new(0),
            frozen: watch::Sender::new(false),
        });
        let mut accepting = JoinSet::new();
        accepting.spawn(accept(listener, socket, wire.clone()));
        let url = format!("postgresql://parvaneh@127.0.0.1:{port}/parvaneh?sslmode=disable");
        Self { url, wire, _accepting: accepting }
    }

    /// Cuts whatever connection carries the n-th byte from now.
    pub fn cut_at(&self, byte: u32) {
        self.wire.until_cut.store(byte.into(), Ordering::SeqCst);
    }

    /// Lets the database commit, and cuts before it can say so; so many times.
    pub fn lose_commits(&self, times: u32) {
        self.wire.lose_commits.fetch_add(times.into(), Ordering::SeqCst);
    }

    /// Lets the database commit, and keeps what it says without ending the connection; so many times.
    pub fn stall_commits(&self, times: u32) {
        self.wire.stall_commits.fetch_add(times.into(), Ordering::SeqCst);
    }

    /// Keeps what the database answers to whoever reads the end of the log, without ending the
    /// connection; so many times.
    pub fn stall_reads(&self, times: u32) {
        self.wire.stall_reads.fetch_add(times.into(), Ordering::SeqCst);
    }

    /// Keeps what the database answers to whoever loads histories, without ending the connection; so many
    /// times.
    pub fn stall_loads(&self, times: u32) {
        self.wire.stall_loads.fetch_add(times.into(), Ordering::SeqCst);
    }

    /// Lets no byte pass until [`Self::thaw`].
    pub fn freeze(&self) {
        self.wire.frozen.send_replace(true);
    }

    /// Lets everything pass again, what was kept first.
    pub fn thaw(&self) {
        self.wire.frozen.send_replace(false);
    }

    /// How many connections stalled.
    pub fn stalled(&self) -> u64 {
        self.wire.stalled.load(Ordering::SeqCst)
    }

    /// How many connections were cut at a byte.
    pub fn cuts(&self) -> u64 {
        self.wire.cuts.load(Ordering::SeqCst)
    }

    /// How many replies to COMMIT were lost.
    pub fn lost(&self) -> u64 {
        self.wire.lost.load(Ordering::SeqCst)
    }
}

fn socket_of(url: &str) -> PathBuf {
    let value = |name: &str| {
        let pairs = url.split_once('?').expect("a query").1.split('&');
        pairs.filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).expect("the cluster says it").1
    };
    Path::new(value("host")).join(format!(".s.PGSQL.{}", value("port")))
}

async fn accept(listener: TcpListener, socket: PathBuf, wire: Arc<Wire>) {
    let mut connections = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        let (socket, wire) = (socket.clone(), wire.clone());
        connections.spawn(async move {
            // Whoever connects while the database is down learns it by the end of the connection.
            if let Ok(database) = UnixStream::connect(&socket).await {
                carry(client, database, &wire).await;
            }
        });
    }
}

/// Carries bytes until either end closes or the wire is cut.
async fn carry(client: TcpStream, database: UnixStream, wire: &Wire) {
    client.set_nodelay(true).expect("a socket of ours");
    let (from_client, to_client) = client.into_split();
    let (from_database, to_database) = database.into_split();
    let (losing, stalling) = (AtomicBool::new(false), AtomicBool::new(false));
    let (reading, loading) = (Statement::new(READ), Statement::new(LOAD));
    tokio::select! {
        () = pass(from_client, to_database, wire, |bytes| {
            let appends = bytes.windows(APPEND.len()).any(|window| window == APPEND);
            if appends && one_of(&wire.lose_commits) {
                losing.store(true, Ordering::SeqCst);
            } else if appends && one_of(&wire.stall_commits) {
                stalling.store(true, Ordering::SeqCst);
            }
            // Each looks at all bytes, for a statement's name may come at any time.
            for (statement, stall) in [(&reading, &wire.stall_reads), (&loading, &wire.stall_loads)] {
                if statement.is_called(bytes) && one_of(stall) {
                    stalling.store(true, Ordering::SeqCst);
                }
            }
            Fate::Pass
        }) => {}
        () = pass(from_database, to_client, wire, |bytes| {
            if losing.load(Ordering::SeqCst) {
                if !bytes.windows(DONE.len()).any(|window| window == DONE) {
                    // A refusal: nothing was committed, and the next one will do.
                    losing.store(false, Ordering::SeqCst);
                    wire.lose_commits.fetch_add(1, Ordering::SeqCst);
                    return Fate::Pass;
                }
                wire.lost.fetch_add(1, Ordering::SeqCst);
                Fate::Cut
            } else if stalling.load(Ordering::SeqCst) {
                wire.stalled.fetch_add(1, Ordering::SeqCst);
                Fate::Stall
            } else {
                Fate::Pass
            }
        }) => {}
    }
}

/// A statement of one connection. Its text is sent once; from then on it is called by the name that it was
/// prepared under, which is kept here.
struct Statement {
    begins: &'static [u8],
    prepared: Mutex<Option<Vec<u8>>>,
}

impl Statement {
    fn new(begins: &'static [u8]) -> Self {
        Self { begins, prepared: Mutex::new(None) }
    }

    /// Whether these bytes ask for it.
    fn is_called(&self, bytes: &[u8]) -> bool {
        let find = |what: &[u8]| bytes.windows(what.len()).position(|window| window == what);
        let mut prepared = self.prepared.lock().expect("nobody panicked");
        match (find(self.begins), &*prepared) {
            (Some(at), _) => {
                let named = bytes[..at].windows(PREPARED.len()).rposition(|window| window == PREPARED);
                // With the zero at its end, so that no longer number is taken for it.
                *prepared = named.map(|from| bytes[from..at].to_vec());
                true
            }
            (None, Some(name)) => find(name).is_some(),
            (None, None) => false,
        }
    }
}

/// Takes one of what is left, where anything is.
fn one_of(left: &AtomicI64) -> bool {
    left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| (left > 0).then_some(left - 1)).is_ok()
}

/// One direction; `fate` looks at every chunk before it is passed on.
async fn pass(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, wire: &Wire, fate: impl Fn(&[u8]) -> Fate) {
    let mut frozen = wire.frozen.subscribe();
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let Ok(read @ 1..) = from.read(&mut buffer).await else { return };
        match fate(&buffer[..read]) {
            Fate::Pass => {}
            Fate::Cut => return,
            // For ever; whoever waits must give up.
            Fate::Stall => std::future::pending().await,
        }
        frozen.wait_for(|frozen| !*frozen).await.expect("the wire outlives its connections");
        let length = i64::try_from(read).expect("a small chunk");
        let left = wire.until_cut.fetch_sub(length, Ordering::SeqCst);
        if left < length {
            // What came before the cut still arrives.
            wire.until_cut.store(NEVER, Ordering::SeqCst);
            wire.cuts.fetch_add(1, Ordering::SeqCst);
            let before = usize::try_from(left.max(0)).expect("not negative");
            let _ = to.write_all(&buffer[..before]).await;
            return;
        }
        if to.write_all(&buffer[..read]).await.is_err() {
            return;
        }
    }
}
