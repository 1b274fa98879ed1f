//! Figures, as rounds give them and as people and programs read them.

use super::machine::Machine;
use super::peers::{OURS, STOCK};
use serde_json::{Map, Value, json};
use std::time::Duration;

/// What one round of a closed loop gave.
#[derive(Debug, Clone, Copy, Default)]
pub struct Round {
    /// Done in a second.
    pub per_second: f64,
    /// Milliseconds within which half were done.
    pub p50_ms: f64,
    /// Milliseconds within which ninety-nine of a hundred were done.
    pub p99_ms: f64,
}

impl Round {
    /// From every single duration.
    pub fn of(mut took: Vec<Duration>, elapsed: Duration) -> Self {
        took.sort_unstable();
        let at = |part: f64| took.get((took.len() as f64 * part) as usize).or(took.last()).map_or(0.0, |one| one.as_secs_f64() * 1e3);
        Self { per_second: took.len() as f64 / elapsed.as_secs_f64(), p50_ms: at(0.5), p99_ms: at(0.99) }
    }

    /// Of work that has a rate and no single durations.
    pub fn rate(per_second: f64) -> Self {
        Self { per_second, ..Self::default() }
    }
}

/// What a figure is to reach at least.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Need {
    /// So many times the stock library's.
    TimesStock(f64),
    /// So much of what the machine could do at most.
    OfLimit(f64),
    /// So many in a second.
    PerSecond(f64),
    /// Ninety-nine of a hundred within so many milliseconds.
    P99Ms(f64),
}

impl std::fmt::Display for Need {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TimesStock(times) => write!(f, "{times}× stock"),
            Self::OfLimit(part) => write!(f, "{part} of the limit"),
            Self::PerSecond(least) => write!(f, "{least:.0}/s"),
            Self::P99Ms(most) => write!(f, "p99 within {most} ms"),
        }
    }
}

/// One line of the report: medians over the rounds, with the least and the most of them.
#[derive(Debug, Clone)]
pub struct Figure {
    name: String,
    unit: &'static str,
    /// By who did it, ours first.
    rounds: Vec<(&'static str, Vec<Round>)>,
    limit: Option<f64>,
    needs: Vec<Need>,
    size: Option<i64>,
}

fn median(rounds: &[Round], of: impl Fn(&Round) -> f64) -> Option<f64> {
    let mut values: Vec<f64> = rounds.iter().map(of).collect();
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

fn least(rounds: &[Round]) -> f64 {
    rounds.iter().map(|round| round.per_second).fold(f64::INFINITY, f64::min)
}

fn most(rounds: &[Round]) -> f64 {
    rounds.iter().map(|round| round.per_second).fold(0.0, f64::max)
}

impl Figure {
    /// A figure without rounds yet.
    pub fn new(name: impl Into<String>, unit: &'static str) -> Self {
        Self { name: name.into(), unit, rounds: vec![(OURS, Vec::new())], limit: None, needs: Vec::new(), size: None }
    }

    /// Says what it is to reach.
    #[must_use]
    pub fn needs(mut self, need: Need) -> Self {
        self.needs.push(need);
        self
    }

    /// Says what the machine could do at most.
    #[must_use]
    pub fn with_limit(mut self, limit: f64) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Says how long the log was.
    #[must_use]
    pub fn at_size(mut self, events: i64) -> Self {
        self.size = Some(events);
        self
    }

    /// Adds a round of somebody's.
    pub fn add(&mut self, who: &'static str, round: Round) {
        match self.rounds.iter_mut().find(|(known, _)| *known == who) {
            Some((_, rounds)) => rounds.push(round),
            None => self.rounds.push((who, vec![round])),
        }
    }

    /// Adds a round of ours.
    pub fn ours(&mut self, round: Round) {
        self.add(OURS, round);
    }

    /// Adds a round of the stock library's.
    pub fn stock(&mut self, round: Round) {
        self.add(STOCK, round);
    }

    fn of(&self, who: &str, what: impl Fn(&Round) -> f64) -> Option<f64> {
        self.rounds.iter().find(|(known, _)| *known == who).and_then(|(_, rounds)| median(rounds, what))
    }

    /// The median of ours.
    pub fn value(&self) -> f64 {
        self.of(OURS, |round| round.per_second).unwrap_or_default()
    }

    /// Ours over the stock library's, where it did the same.
    pub fn ratio(&self) -> Option<f64> {
        self.of(STOCK, |round| round.per_second).map(|stock| self.value() / stock)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How long the log was, where that is what the figure is about.
    pub fn size(&self) -> Option<i64> {
        self.size
    }

    /// Whether it reaches what it is to reach.
    pub fn meets(&self, need: Need) -> bool {
        match need {
            Need::TimesStock(times) => self.ratio().is_some_and(|ratio| ratio >= times),
            Need::OfLimit(part) => self.limit.is_some_and(|limit| self.value() >= part * limit),
            Need::PerSecond(least) => self.value() >= least,
            Need::P99Ms(most) => self.of(OURS, |round| round.p99_ms).is_some_and(|p99| p99 <= most),
        }
    }

    /// One line for people.
    pub fn line(&self) -> String {
        let mut line = format!("{:<38}", self.name);
        for (who, rounds) in &self.rounds {
            let of = |what: fn(&Round) -> f64| median(rounds, what).unwrap_or_default();
            line += &format!(" · {who} {:.0}", of(|round| round.per_second));
            if *who == OURS {
                line += &format!(" {}", self.unit);
            }
            line += &format!(" ({:.0} to {:.0}", least(rounds), most(rounds));
            if of(|round| round.p99_ms) > 0.0 {
                line += &format!("; p50 {:.2}, p99 {:.2} ms", of(|round| round.p50_ms), of(|round| round.p99_ms));
            }
            line += ")";
        }
        line += &self.ratio().map_or_else(String::new, |ratio| format!(" · {ratio:.2}× stock"));
        line += &self.limit.map_or_else(String::new, |limit| format!(" · limit {limit:.0}, {:.2} of it", self.value() / limit));
        for need in &self.needs {
            line += &format!(" · {} {need}", if self.meets(*need) { "reaches" } else { "MISSES" });
        }
        line
    }

    fn json(&self) -> Value {
        let by = |rounds: &[Round]| {
            json!({
                "rounds": rounds.len(),
                "per_second": median(rounds, |round| round.per_second),
                "least": least(rounds),
                "most": most(rounds),
                "p50_ms": median(rounds, |round| round.p50_ms).filter(|ms| *ms > 0.0),
                "p99_ms": median(rounds, |round| round.p99_ms).filter(|ms| *ms > 0.0),
            })
        };
        let medians: Map<String, Value> = self.rounds.iter().map(|(who, rounds)| ((*who).to_owned(), by(rounds))).collect();
        let needs = |need: &Need| json!({ "need": need.to_string(), "reached": self.meets(*need) });
        json!({
            "name": self.name,
            "unit": self.unit,
            "medians": medians,
            "times_stock": self.ratio(),
            "limit": self.limit,
            "events": self.size,
            "at_least": self.needs.iter().map(needs).collect::<Vec<_>>(),
        })
    }
}

/// All lines for people.
pub fn table(machine: &Machine, figures: &[Figure]) -> String {
    let lines: Vec<String> = std::iter::once(machine.to_string()).chain(figures.iter().map(Figure::line)).collect();
    lines.join("\n")
}

/// The report for programs.
pub fn json(machine: &Machine, figures: &[Figure]) -> Value {
    json!({ "machine": machine, "figures": figures.iter().map(Figure::json).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_the_median_of_its_rounds() {
        let mut figure = Figure::new("work", "done/s").needs(Need::TimesStock(3.0)).needs(Need::P99Ms(9.0));
        for (ours, stock) in [(90.0, 10.0), (40.0, 500.0), (30.0, 10.0)] {
            figure.ours(Round { per_second: ours, p50_ms: 1.0, p99_ms: ours });
            figure.stock(Round::rate(stock));
        }
        assert_eq!(figure.ratio(), Some(4.0));
        assert!(figure.meets(Need::TimesStock(4.0)) && !figure.meets(Need::P99Ms(9.0)));
        assert!(figure.line().contains("reaches 3× stock · MISSES p99 within 9 ms"), "{}", figure.line());
    }

    #[test]
    fn the_ninety_ninth_of_a_hundred_is_not_the_last() {
        let round = Round::of((1..=1_000).rev().map(Duration::from_millis).collect(), Duration::from_secs(2));
        assert_eq!((round.per_second, round.p50_ms, round.p99_ms), (500.0, 501.0, 991.0));
    }
}
