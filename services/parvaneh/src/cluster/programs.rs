//! Finding PostgreSQL's server programs, which distributions keep off the PATH.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use super::error::ClusterError;

/// The oldest major version whose SQL and settings we rely on.
pub(super) const MINIMUM: u32 = 15;

/// One installed version of the server programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Programs {
    /// The major version.
    pub version: u32,
    folder: PathBuf,
}

impl Programs {
    /// The path of one program, such as `initdb`.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The programs for a cluster: those that made it, or for a new one the
    /// highest version installed.
    pub fn for_cluster(cluster: &Path) -> Result<Self, ClusterError> {
        choose(installed(&folders()), made_by(cluster), cluster)
    }
}

/// The major version that made a cluster, where there is one.
fn made_by(cluster: &Path) -> Option<u32> {
    fs::read_to_string(cluster.join("PG_VERSION"))
        .ok()?
        .trim()
        .parse()
        .ok()
}

fn choose(
    installed: Vec<Programs>,
    needed: Option<u32>,
    cluster: &Path,
) -> Result<Programs, ClusterError> {
    let usable: Vec<Programs> = installed
        .into_iter()
        .filter(|programs| programs.version >= MINIMUM)
        .collect();
    let Some(highest) = usable.iter().max_by_key(|programs| programs.version) else {
        return Err(ClusterError::ProgramsMissing { minimum: MINIMUM });
    };
    let Some(needed) = needed else {
        return Ok(highest.clone());
    };
    usable
        .iter()
        .find(|programs| programs.version == needed)
        .cloned()
        .ok_or_else(|| {
            let found: Vec<String> = usable.iter().map(|p| p.version.to_string()).collect();
            ClusterError::VersionMissing {
                folder: cluster.to_owned(),
                needed,
                found: found.join(", "),
            }
        })
}

/// Folders that may hold the programs: Debian's, the PGDG's on Red Hat,
/// Alpine's, then the PATH.
pub(crate) fn folders() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for entry in entries("/usr/lib/postgresql") {
        folders.push(entry.join("bin"));
    }
    for entry in entries("/usr") {
        if name_starts_with(&entry, "pgsql-") {
            folders.push(entry.join("bin"));
        }
    }
    for entry in entries("/usr/libexec") {
        if name_starts_with(&entry, "postgresql") {
            folders.push(entry);
        }
    }
    if let Some(path) = env::var_os("PATH") {
        folders.extend(env::split_paths(&path).filter(|folder| folder.is_absolute()));
    }
    folders
}

fn entries(folder: &str) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default()
}

fn name_starts_with(path: &Path, start: &str) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with(start))
}

fn installed(folders: &[PathBuf]) -> Vec<Programs> {
    folders
        .iter()
        .filter(|folder| {
            ["postgres", "initdb", "pg_ctl"]
                .iter()
                .all(|name| folder.join(name).is_file())
        })
        .filter_map(|folder| {
            Some(Programs {
                version: version_of(&folder.join("postgres"))?,
                folder: folder.clone(),
            })
        })
        .collect()
}

/// The major version that a program says it has.
pub(crate) fn version_of(program: &Path) -> Option<u32> {
    let output = Command::new(program).arg("--version").output().ok()?;
    parse_version(&String::from_utf8_lossy(&output.stdout))
}

/// The major version in `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn parse_version(text: &str) -> Option<u32> {
    let number = text.split_once("(PostgreSQL) ")?.1;
    let digits = number.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn programs(version: u32) -> Programs {
        Programs {
            version,
            folder: PathBuf::from(format!("/usr/lib/postgresql/{version}/bin")),
        }
    }

    #[test]
    fn version_is_read_from_releases_and_betas() {
        let debian = "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n";
        assert_eq!(parse_version(debian), Some(15));
        assert_eq!(parse_version("postgres (PostgreSQL) 19beta1"), Some(19));
        assert_eq!(parse_version("something else 3"), None);
    }

    #[test]
    fn a_new_cluster_takes_the_highest_version() {
        let chosen = choose(vec![programs(15), programs(17)], None, Path::new("/c"));
        assert_eq!(chosen.unwrap().version, 17);
    }

    #[test]
    fn an_existing_cluster_keeps_its_version() {
        let chosen = choose(vec![programs(15), programs(17)], Some(15), Path::new("/c"));
        assert_eq!(chosen.unwrap().version, 15);
    }

    #[test]
    fn a_missing_version_is_named() {
        let error = choose(vec![programs(17)], Some(15), Path::new("/c")).unwrap_err();
        assert!(error.to_string().contains("postgresql-15"), "{error}");
    }

    #[test]
    fn nothing_or_only_something_old_is_reported_with_the_remedy() {
        for found in [vec![], vec![programs(13)]] {
            let error = choose(found, None, Path::new("/c")).unwrap_err();
            assert!(error.to_string().contains("apt-get install"), "{error}");
        }
    }
}
