//! Progress on stderr: a bar on a terminal, plain lines elsewhere.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How far something has come.
pub(super) struct Meter {
    bar: Option<ProgressBar>,
    what: &'static str,
    said: Mutex<Instant>,
}

/// How often a plain line is written.
const EVERY: Duration = Duration::from_secs(5);

impl Meter {
    /// A meter for so many things; without a total where that is not known.
    pub fn new(what: &'static str, total: Option<u64>) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = match total {
                Some(total) => ProgressBar::new(total),
                None => ProgressBar::new_spinner(),
            };
            let template = match total {
                Some(_) => "{msg} {bar:32} {human_pos}/{human_len} {eta}",
                None => "{spinner} {msg} {human_pos}",
            };
            // The templates are fixed and well formed; the default style would do as well.
            bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_message(what);
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Self { bar, what, said: Mutex::new(Instant::now()) }
    }

    /// It has come so far.
    pub fn at(&self, done: u64) {
        match &self.bar {
            Some(bar) => bar.set_position(done),
            None => {
                let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
                if said.elapsed() >= EVERY {
                    *said = Instant::now();
                    say(&format!("{}: {done}", self.what));
                }
            }
        }
    }

    /// Something else is under way now.
    pub fn now(&self, what: &'static str) {
        match &self.bar {
            Some(bar) => bar.set_message(what),
            None => say(what),
        }
    }

    /// Takes the bar away.
    pub fn done(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

fn say(line: &str) {
    // A closed stderr is no reason to stop.
    let _ = writeln!(std::io::stderr(), "{line}");
}
