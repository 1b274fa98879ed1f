//! What can go wrong with the private cluster, each with its remedy.

use std::io;
use std::path::{Path, PathBuf};

/// Why the private PostgreSQL cluster can't be used.
///
/// Every message says what to do: the command line prints it as it is and
/// exits with status 3.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// No PostgreSQL server programs on this machine.
    #[error(
        "PostgreSQL's server programs (postgres, initdb, pg_ctl; version {minimum} or later) were \
         not found. Install them with `.ci/setup` or `apt-get install postgresql`, or name a \
         running server with --database-url"
    )]
    ProgramsMissing {
        /// The oldest major version that is supported.
        minimum: u32,
    },

    /// The data folder was made by another major version than those installed.
    #[error(
        "the cluster in {folder} was made by PostgreSQL {needed}, and this machine has {found}. \
         Install version {needed} (`apt-get install postgresql-{needed}`), or carry the cluster \
         over with pg_upgrade"
    )]
    VersionMissing {
        /// The cluster's folder.
        folder: PathBuf,
        /// The major version that made it.
        needed: u32,
        /// The installed major versions, in words.
        found: String,
    },

    /// Started as root, with no other account to run the server.
    #[error(
        "PostgreSQL refuses to run as root, and there is neither a user `postgres` nor `nobody` to \
         run it. Create one (`useradd --system postgres`), or start Parvaneh as an ordinary user"
    )]
    AccountMissing,

    /// The account that runs the server can't pass through a folder.
    #[error(
        "the database runs as user `{account}`, who can't enter {blocked}, so it can't keep its \
         files in {folder}. Choose another data folder with --data (for root the default is \
         /var/lib/parvaneh), or let others pass with `chmod o+x {blocked}`"
    )]
    Unreachable {
        /// Where the cluster should be.
        folder: PathBuf,
        /// The folder that stops the account.
        blocked: PathBuf,
        /// The account's name.
        account: String,
    },

    /// This process may not use the data folder.
    #[error(
        "no access to {path}: it belongs to another user. Start Parvaneh as that user or as root, \
         or choose another data folder with --data"
    )]
    Forbidden {
        /// The file or folder that was refused.
        path: PathBuf,
    },

    /// No folder was found in which the server may open its socket.
    #[error(
        "no folder for the database's socket: {tried}. Choose a data folder with a short, plain \
         path with --data (at most {longest} bytes)"
    )]
    SocketFolder {
        /// Each folder that was tried and why it was refused.
        tried: String,
        /// The longest path that a socket folder may have.
        longest: usize,
    },

    /// `initdb` failed.
    #[error("PostgreSQL's initdb failed in {folder}:\n{output}")]
    Initialise {
        /// The new cluster's folder.
        folder: PathBuf,
        /// What initdb said.
        output: String,
    },

    /// The server did not start.
    #[error("PostgreSQL did not start; its log is in {log}:\n{output}")]
    Start {
        /// The folder of the server's log.
        log: PathBuf,
        /// The last lines that it wrote.
        output: String,
    },

    /// The server did not stop in time.
    #[error(
        "PostgreSQL (process {pid}) did not stop: {output}. Its log is in {log}; the next start \
         joins it if it still runs"
    )]
    Stop {
        /// The server's process id.
        pid: i32,
        /// The folder of the server's log.
        log: PathBuf,
        /// What pg_ctl said.
        output: String,
    },

    /// The server runs, but gives no connection.
    #[error("the private PostgreSQL server gave no connection ({source}); its log is in {log}")]
    Connect {
        /// The folder of the server's log.
        log: PathBuf,
        /// What the connection reported.
        source: sqlx::Error,
    },

    /// A file operation failed.
    #[error("{action} {path}: {source}")]
    File {
        /// What was being done, as "can't lock".
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system reported.
        source: io::Error,
    },
}

impl ClusterError {
    /// Turns a file error into ours; refused access has a message of its own.
    pub(super) fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::PermissionDenied => Self::Forbidden { path },
            _ => Self::File {
                action,
                path,
                source,
            },
        }
    }
}
