//! Starting the server again when it is gone.

use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::account::Account;
use super::error::ClusterError;
use super::layout::Layout;
use super::postmaster::Postmaster;
use super::programs::Programs;
use super::{Cluster, blocking, lock, socket};

/// How often somebody looks, and the first pause after a start.
const LOOK: Duration = Duration::from_secs(1);
/// The longest pause between two starts.
const LONGEST: Duration = Duration::from_secs(30);

/// A watch over the server, for as long as it is not ended.
#[derive(Debug)]
pub struct Watch {
    end: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Watch {
    /// Watches no more. A start that is under way is finished, so that whoever
    /// stops the server afterwards stops it for good.
    pub async fn end(self) {
        // A task that is gone needs no telling.
        let _ = self.end.send(());
        let _ = self.task.await;
    }
}

impl Cluster {
    /// Starts the server again whenever its main process is gone: killed, or
    /// ended by itself because the disk was full. Every process that serves may
    /// watch; the start lock sees to it that one of them starts.
    pub fn watch(&self) -> Watch {
        let server = Server {
            layout: self.layout.clone(),
            account: self.account.clone(),
            programs: self.programs.clone(),
            socket: self.socket.clone(),
        };
        let (end, ended) = oneshot::channel();
        Watch { end, task: tokio::spawn(server.keep_up(ended)) }
    }
}

/// What a start needs.
#[derive(Debug, Clone)]
struct Server {
    layout: Layout,
    account: Account,
    programs: Programs,
    socket: PathBuf,
}

impl Server {
    async fn keep_up(self, mut ended: oneshot::Receiver<()>) {
        let mut pause = LOOK;
        while tokio::time::timeout(pause, &mut ended).await.is_err() {
            let server = self.clone();
            match blocking(move || server.start_if_gone()).await {
                // A server that has stood for a whole pause may fall anew.
                Ok(false) => pause = LOOK,
                Ok(true) => {
                    pause = longer(pause);
                    tracing::warn!("the database is up again");
                }
                Err(error) => {
                    pause = longer(pause);
                    tracing::error!(%error, "the database is down; the next start is tried in {} s", pause.as_secs());
                }
            }
        }
    }

    /// Whether it was gone and is started.
    fn start_if_gone(&self) -> Result<bool, ClusterError> {
        if Postmaster::find(&self.layout)?.is_some() {
            return Ok(false);
        }
        let _start_lock = lock::exclusive(&self.layout.start_lock())?;
        // Another process was first, perhaps.
        if Postmaster::settle(&self.layout)?.is_some() {
            return Ok(false);
        }
        tracing::warn!("the database is gone; starting it again");
        // Its address is known to all connections: it comes back where it was.
        socket::restore(&self.socket, &self.account)?;
        Postmaster::start(&self.layout, &self.account, &self.programs, &self.socket)?;
        Ok(true)
    }
}

fn longer(pause: Duration) -> Duration {
    (2 * pause).min(LONGEST)
}
