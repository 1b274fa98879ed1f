//! Making the cluster, all or nothing.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use super::account::Account;
use super::error::ClusterError;
use super::layout::Layout;
use super::programs::Programs;
use super::settings::{self, Durability, Settings};

/// The superuser of the cluster.
pub(super) const SUPERUSER: &str = "parvaneh";

/// Makes the cluster where there is none. It is made beside its place and
/// renamed when done, so that what an interrupted initdb leaves is never taken
/// for a cluster.
pub(super) fn ensure(
    layout: &Layout,
    account: &Account,
    programs: &Programs,
    settings: &Settings,
) -> Result<(), ClusterError> {
    layout.remove_unfinished();
    if layout.cluster().join("PG_VERSION").exists() {
        return account.check_reach(&layout.cluster());
    }
    account.check_reach(layout.data())?;
    tracing::info!(folder = %layout.cluster().display(), "making the database cluster");
    let new = layout.unfinished();
    DirBuilder::new()
        .mode(0o700)
        .create(&new)
        .map_err(ClusterError::file("can't make", &new))?;
    let made = initialise(layout, account, programs, settings, &new);
    if made.is_err() {
        // The error that is reported is the first one.
        let _ = fs::remove_dir_all(&new);
    }
    made
}

fn initialise(
    layout: &Layout,
    account: &Account,
    programs: &Programs,
    settings: &Settings,
    new: &Path,
) -> Result<(), ClusterError> {
    account.own(new)?;
    let initdb = programs.path("initdb");
    let mut command = account.command(&initdb);
    command
        .arg("--pgdata")
        .arg(new)
        .args(["--locale=C", "--encoding=UTF8", "--username", SUPERUSER])
        // The socket's folder is closed to all but the server's account and
        // root; peer authentication would refuse root.
        .args(["--auth-local=trust", "--auth-host=reject"]);
    if settings.durability == Durability::None {
        command.arg("--no-sync");
    }
    let fail = |output: String| ClusterError::Initialise {
        folder: layout.cluster(),
        output,
    };
    let output = command.output().map_err(|error| fail(error.to_string()))?;
    if !output.status.success() {
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        return Err(fail(text));
    }
    let conf = new.join("postgresql.conf");
    let include = format!("\ninclude_if_exists = '{}'\n", settings::FILE);
    OpenOptions::new()
        .append(true)
        .open(&conf)
        .and_then(|mut file| {
            file.write_all(include.as_bytes())?;
            file.sync_all()
        })
        .map_err(ClusterError::file("can't write", &conf))?;
    fs::rename(new, layout.cluster())
        .and_then(|()| File::open(layout.data())?.sync_all())
        .map_err(ClusterError::file("can't put in place", &layout.cluster()))
}
