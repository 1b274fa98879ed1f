//! The server's main process: found, started, stopped.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{fs, io, thread};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::account::Account;
use super::error::ClusterError;
use super::layout::Layout;
use super::programs::Programs;
use super::{processes, socket};

/// How long a start may take: recovery after a crash reads the whole log since
/// the last checkpoint.
const START: Duration = Duration::from_secs(600);
/// How long an orderly stop may take.
const STOP: Duration = Duration::from_secs(120);
/// How long children of a killed server get to notice.
const ORPHANS: Duration = Duration::from_secs(5);
const POLL: Duration = Duration::from_millis(50);

/// A server that is up, as its `postmaster.pid` tells.
#[derive(Debug, Clone)]
pub(super) struct Postmaster {
    pub pid: i32,
    /// The socket's folder; unknown in the first moments.
    pub socket: Option<PathBuf>,
    status: String,
}

impl Postmaster {
    /// The server that runs on this cluster, if one does.
    pub fn find(layout: &Layout) -> Result<Option<Self>, ClusterError> {
        let path = pid_file(layout);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(ClusterError::file("can't read", &path)(error)),
        };
        Ok(Self::parse(&text).filter(|found| processes::belongs(found.pid, &layout.cluster())))
    }

    /// Lines: process id, folder, start, port, socket's folder, address, shared
    /// memory, status.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let pid = lines.next()?.trim().parse().ok()?;
        let socket = lines.nth(3).map(str::trim).filter(|line| !line.is_empty());
        let status = lines.nth(2).unwrap_or_default().trim();
        Some(Self {
            pid,
            socket: socket.map(PathBuf::from),
            status: status.to_owned(),
        })
    }

    fn is_ready(&self) -> bool {
        self.status == "ready" || self.status == "standby"
    }

    /// Waits until a server that was found is ready, or gone: another process
    /// may have been killed while it started or stopped it.
    pub fn settle(layout: &Layout) -> Result<Option<Self>, ClusterError> {
        let deadline = Instant::now() + START;
        loop {
            match Self::find(layout)? {
                None => return Ok(None),
                Some(found) if found.is_ready() => return Ok(Some(found)),
                Some(_) if Instant::now() > deadline => {
                    return Err(start_error(layout, "it is neither up nor down"));
                }
                Some(_) => thread::sleep(POLL),
            }
        }
    }

    /// Starts the server and waits until it takes connections.
    pub fn start(
        layout: &Layout,
        account: &Account,
        programs: &Programs,
        socket: &Path,
    ) -> Result<(), ClusterError> {
        remove_orphans(layout);
        remove_stale_pid(layout);
        socket::remove_stale(socket);
        let log = layout.startup_log();
        // Missing at the first start; the file holds the last start only.
        let _ = fs::remove_file(&log);
        let mut command = pg_ctl(layout, account, programs);
        command.arg("start").arg("--log").arg(&log);
        command.arg("--timeout").arg(START.as_secs().to_string());
        let output = command
            .output()
            .map_err(|error| start_error(layout, &error.to_string()))?;
        if output.status.success() {
            return Ok(());
        }
        Err(start_error(
            layout,
            &String::from_utf8_lossy(&output.stderr),
        ))
    }

    /// Stops the server: ends its sessions, writes a checkpoint.
    pub fn stop(
        &self,
        layout: &Layout,
        account: &Account,
        programs: &Programs,
    ) -> Result<(), ClusterError> {
        let mut command = pg_ctl(layout, account, programs);
        command.args(["stop", "--mode", "fast", "--timeout"]);
        command.arg(STOP.as_secs().to_string());
        let fail = |output: String| ClusterError::Stop {
            pid: self.pid,
            log: layout.log(),
            output,
        };
        let output = command.output().map_err(|error| fail(error.to_string()))?;
        if output.status.success() || Self::find(layout)?.is_none() {
            return Ok(());
        }
        Err(fail(String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}

/// pg_ctl puts the server into a session of its own, so that a Ctrl-C in our
/// terminal doesn't reach it before we have finished; its own process group
/// spares pg_ctl the same.
fn pg_ctl(layout: &Layout, account: &Account, programs: &Programs) -> Command {
    let mut command = account.command(&programs.path("pg_ctl"));
    command.args(["--silent", "--wait", "--pgdata"]);
    command.arg(layout.cluster());
    command.process_group(0);
    command
}

fn pid_file(layout: &Layout) -> PathBuf {
    layout.cluster().join("postmaster.pid")
}

/// Children of a killed server end by themselves, a busy one when its query is
/// done; until then no new server may start. Nothing that they do can count any
/// more, so after a while they are told to go.
fn remove_orphans(layout: &Layout) {
    let start = Instant::now();
    let mut told = false;
    loop {
        let orphans = processes::of_cluster(&layout.cluster());
        if orphans.is_empty() || start.elapsed() > 2 * ORPHANS {
            return;
        }
        if !told && start.elapsed() > ORPHANS {
            told = true;
            for pid in orphans {
                tracing::warn!(pid, "ending a process that a killed database server left");
                // It may have ended by itself since.
                let _ = kill(Pid::from_raw(pid), Signal::SIGQUIT);
            }
        }
        thread::sleep(POLL);
    }
}

/// PostgreSQL takes a leftover `postmaster.pid` for a running server when some
/// process of the same user has that id by now. Where no process has it,
/// PostgreSQL deals with the file itself, and better.
fn remove_stale_pid(layout: &Layout) {
    let path = pid_file(layout);
    let Ok(text) = fs::read_to_string(&path) else {
        return;
    };
    // An empty file comes from a disk that was full, or a crash of the machine.
    let taken = match Postmaster::parse(&text) {
        Some(stale) => Path::new(&format!("/proc/{}", stale.pid)).exists(),
        None => true,
    };
    if taken && processes::of_cluster(&layout.cluster()).is_empty() {
        tracing::warn!("removing postmaster.pid of a server that is gone");
        // If this fails, the server's own message says what is wrong.
        let _ = fs::remove_file(&path);
    }
}

/// The error of a failed start, with the last lines of both logs.
fn start_error(layout: &Layout, message: &str) -> ClusterError {
    let mut output = message.trim().to_owned();
    let newest = fs::read_dir(layout.log()).ok().and_then(|entries| {
        entries
            .flatten()
            .max_by_key(|entry| entry.metadata().and_then(|m| m.modified()).ok())
            .map(|entry| entry.path())
    });
    for path in [Some(layout.startup_log()), newest].into_iter().flatten() {
        let text = fs::read(&path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.lines().collect();
        for line in &lines[lines.len().saturating_sub(8)..] {
            output.push('\n');
            output.push_str(line);
        }
    }
    ClusterError::Start {
        log: layout.log(),
        output,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complete_file_is_read() {
        let text = "4242\n/d/postgres\n1790000000\n5432\n/d/socket\n\n  123  456\nready   \n";
        let found = Postmaster::parse(text).unwrap();
        assert_eq!(found.pid, 4242);
        assert_eq!(found.socket, Some(PathBuf::from("/d/socket")));
        assert!(found.is_ready());
    }

    #[test]
    fn a_file_of_the_first_moments_is_not_ready() {
        let found = Postmaster::parse("4242\n/d/postgres\n1790000000\n5432\n").unwrap();
        assert_eq!(found.socket, None);
        assert!(!found.is_ready());
        assert!(Postmaster::parse("").is_none());
    }
}
