//! Which processes are a cluster's. A process id alone proves nothing: after a
//! reboot or in a container it may be somebody else's.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Whether `pid` is a PostgreSQL process of this cluster: they all run in
/// their cluster's folder. A zombie has no folder any more.
pub(super) fn belongs(pid: i32, cluster: &Path) -> bool {
    let proc = format!("/proc/{pid}");
    let (Ok(cwd), Ok(ours)) = (fs::metadata(format!("{proc}/cwd")), fs::metadata(cluster)) else {
        return false;
    };
    // A shell in that folder is none of ours. After an upgrade the program's
    // name ends with " (deleted)".
    let is_postgres = fs::read_link(format!("{proc}/exe")).is_ok_and(|exe| {
        exe.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("postgres"))
    });
    is_postgres && cwd.dev() == ours.dev() && cwd.ino() == ours.ino()
}

/// All PostgreSQL processes of this cluster.
pub(super) fn of_cluster(cluster: &Path) -> Vec<i32> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|&pid| belongs(pid, cluster))
        .collect()
}
