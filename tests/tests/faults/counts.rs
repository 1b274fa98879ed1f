//! What came of breaking things, for all to see: on the standard error, and as JSON beside the build.

use crate::oracle::Tally;
use serde_json::{Map, Value, json};
use std::fs;
use tests::parvaneh::profile;

/// The counts of one test, by what was broken.
pub struct Counts {
    name: &'static str,
    before: Tally,
    broken: Vec<(String, u32, Tally)>,
    beside: Map<String, Value>,
}

impl Counts {
    /// Nothing yet. The name is the file's, in `target/faults`.
    pub fn of(name: &'static str) -> Self {
        Self { name, before: Tally::default(), broken: Vec::new(), beside: Map::new() }
    }

    /// A city that is looked at for the first time.
    pub fn new_city(&mut self) {
        self.before = Tally::default();
    }

    /// Something was broken once more, and this is what the oracle has counted since the city began.
    pub fn add(&mut self, what: &str, now: Tally) {
        let since = now.since(self.before);
        self.before = now;
        match self.broken.iter_mut().find(|(known, ..)| known == what) {
            Some((_, times, tally)) => {
                *times += 1;
                *tally = tally.and(since);
            }
            None => self.broken.push((what.to_owned(), 1, since)),
        }
        self.write();
    }

    /// Something else was counted.
    pub fn tell(&mut self, what: &str, count: usize) {
        self.beside.insert(what.to_owned(), count.into());
        self.write();
    }

    fn write(&self) {
        let rows = self.broken.iter().map(|(what, times, tally)| {
            json!({
                "victim": what, "times": times, "kept": tally.ok, "rejected": tally.rejected,
                "unknown_done": tally.unknown_done, "unknown_not_done": tally.unknown_undone, "fares_paid": tally.paid,
            })
        });
        let mut told = json!({ "test": self.name, "broken": rows.collect::<Vec<_>>() });
        told.as_object_mut().expect("an object").extend(self.beside.clone());
        write(self.name, &told);
    }
}

impl Drop for Counts {
    fn drop(&mut self) {
        for (what, times, tally) in &self.broken {
            eprintln!("{}: {what}, {times} times: {tally:?}", self.name);
        }
        for (what, count) in &self.beside {
            eprintln!("{}: {what}: {count}", self.name);
        }
    }
}

/// Something cannot be tried on this machine.
pub fn skipped(name: &'static str, reason: &str) {
    eprintln!("SKIPPED, {name} was not tried here: {reason}");
    write(name, &json!({ "test": name, "skipped": reason }));
}

/// One line, in a file of its own: tests are processes of their own.
fn write(name: &str, told: &Value) {
    let folder = profile().parent().expect("a profile lies in the target folder").join("faults");
    fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(format!("{name}.json")), format!("{told}\n"))).expect("the target folder takes a file");
}
