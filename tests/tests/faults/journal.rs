//! What clients meant to do and what came of it, on the disk before and after each command, so that
//! nothing which the service says later can change what was promised.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Who gives a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// The city's officer, by a bearer token.
    Officer,
    /// A passenger.
    Anyone,
}

/// A command that a client is about to give.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Intent {
    /// The idempotency key.
    pub key: Uuid,
    /// Who asks.
    pub who: Who,
    /// The path that it is posted to.
    pub path: String,
    /// The body.
    pub body: Value,
}

impl Intent {
    /// Whether a passenger begins to pay.
    pub fn is_fare(&self) -> bool {
        self.path.ends_with("/fares")
    }
}

/// What a client was promised: the whole answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The log position in the answer's header.
    pub position: i64,
    /// The answer's status.
    pub status: u16,
    /// Where the answer says that the new thing is.
    pub location: Option<String>,
    /// The body.
    pub body: Value,
}

/// What later commands change of a licence, which every answer shows as it is by then.
const CHANGED: [&str; 6] = ["position", "ground", "suspended_from", "suspended_until", "suspended_from_jalali", "suspended_until_jalali"];

impl Promise {
    /// What the answer calls something: its id, number or tracking code.
    pub fn text(&self, name: &str) -> &str {
        self.body[name].as_str().unwrap_or_else(|| panic!("the answer names no {name}: {}", self.body))
    }

    /// Whether a repeat says the same: status, place and every word of the body. A licence may have been
    /// changed since, and then its position says so; it never goes back to an earlier one.
    pub fn is_kept_by(&self, again: &Self) -> bool {
        let (then, now) = (self.body["position"].as_i64(), again.body["position"].as_i64());
        (self.status, &self.location, self.lasting(now != then)) == (again.status, &again.location, again.lasting(now != then)) && now >= then
    }

    /// The body without what may be otherwise later.
    fn lasting(&self, changed: bool) -> Value {
        let mut body = self.body.clone();
        if let (Some(body), true) = (body.as_object_mut(), self.body["licence_id"].is_string()) {
            // Of the day that it is asked on, and clocks jump here.
            body.remove("status");
            body.retain(|name, _| !changed || !CHANGED.contains(&name.as_str()));
        }
        body
    }
}

/// What came of a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It was done.
    Ok(Promise),
    /// It was refused, with this status, and never will be done.
    Rejected(u16),
    /// Nobody can tell: no answer, or one that promises nothing.
    Unknown(String),
}

#[derive(Serialize, Deserialize)]
enum Line {
    Intent(Intent),
    Outcome(Uuid, Outcome),
}

/// The file. Cheap to clone.
#[derive(Clone)]
pub struct Journal {
    path: PathBuf,
    file: Arc<Mutex<File>>,
}

impl Journal {
    /// A new file.
    pub fn create(path: &Path) -> Self {
        let file = File::create_new(path).expect("the journal is new");
        Self { path: path.to_owned(), file: Arc::new(Mutex::new(file)) }
    }

    /// Before the command.
    pub async fn intend(&self, intent: &Intent) {
        self.write(Line::Intent(intent.clone())).await;
    }

    /// After it. A later line about the same key counts instead.
    pub async fn note(&self, key: Uuid, outcome: &Outcome) {
        self.write(Line::Outcome(key, outcome.clone())).await;
    }

    async fn write(&self, line: Line) {
        let file = self.file.clone();
        let mut text = serde_json::to_string(&line).expect("a line is JSON");
        text.push('\n');
        let written = tokio::task::spawn_blocking(move || {
            let mut file = file.lock().expect("no writer panicked");
            file.write_all(text.as_bytes())?;
            file.sync_data()
        });
        written.await.expect("the writer ends").expect("the journal's disk takes a line");
    }

    /// Every command with what is known of it, read back from the disk.
    pub fn read(&self) -> Vec<(Intent, Outcome)> {
        let file = BufReader::new(File::open(&self.path).expect("the journal is there"));
        let mut intents: Vec<Intent> = Vec::new();
        let mut outcomes: BTreeMap<Uuid, Outcome> = BTreeMap::new();
        for line in file.lines() {
            match serde_json::from_str(&line.expect("the journal is readable")).expect("a line of ours") {
                Line::Intent(intent) => intents.push(intent),
                Line::Outcome(key, outcome) => drop(outcomes.insert(key, outcome)),
            }
        }
        let known = |intent: Intent| {
            let outcome = outcomes.get(&intent.key).cloned();
            (intent, outcome.unwrap_or_else(|| Outcome::Unknown("no outcome was noted".to_owned())))
        };
        intents.into_iter().map(known).collect()
    }
}
