//! Figures, as rounds give them and as people and programs read them.

use serde_json::{Value, json};
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

/// One line of the report: medians over the rounds.
#[derive(Debug, Clone)]
pub struct Figure {
    name: String,
    ours: Vec<Round>,
    stock: Vec<Round>,
    limit: Option<f64>,
    unit: &'static str,
}

fn median(rounds: &[Round], of: impl Fn(&Round) -> f64) -> Option<f64> {
    let mut values: Vec<f64> = rounds.iter().map(of).collect();
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

impl Figure {
    /// A figure without rounds yet.
    pub fn new(name: impl Into<String>, unit: &'static str) -> Self {
        Self { name: name.into(), ours: Vec::new(), stock: Vec::new(), limit: None, unit }
    }

    /// Adds a round of ours.
    pub fn ours(&mut self, round: Round) {
        self.ours.push(round);
    }

    /// Adds a round of the peer's.
    pub fn stock(&mut self, round: Round) {
        self.stock.push(round);
    }

    /// Says what the machine could do at most.
    #[must_use]
    pub fn with_limit(mut self, limit: f64) -> Self {
        self.limit = Some(limit);
        self
    }

    /// The median of ours.
    pub fn value(&self) -> f64 {
        median(&self.ours, |round| round.per_second).unwrap_or_default()
    }

    /// Ours over the peer's, where there is one.
    pub fn ratio(&self) -> Option<f64> {
        median(&self.stock, |round| round.per_second).map(|stock| self.value() / stock)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// One line for people.
    pub fn line(&self) -> String {
        let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.0}"));
        format!(
            "{:<28} ours {:>9} {} · stock {:>8} · ratio {:>5} · limit {:>9} · p50 {:.2} ms · p99 {:.2} ms (stock {:.2})",
            self.name,
            number(Some(self.value())),
            self.unit,
            number(median(&self.stock, |round| round.per_second)),
            self.ratio().map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}")),
            number(self.limit),
            median(&self.ours, |round| round.p50_ms).unwrap_or_default(),
            median(&self.ours, |round| round.p99_ms).unwrap_or_default(),
            median(&self.stock, |round| round.p99_ms).unwrap_or_default(),
        )
    }
}

/// All lines for people.
pub fn table(figures: &[Figure]) -> String {
    figures.iter().map(Figure::line).collect::<Vec<_>>().join("\n")
}

/// The report for programs.
pub fn json(figures: &[Figure]) -> Value {
    let line = |figure: &Figure| {
        json!({
            "name": figure.name,
            "ours": figure.value(),
            "stock": median(&figure.stock, |round| round.per_second),
            "limit": figure.limit,
            "ratio": figure.ratio(),
            "unit": figure.unit,
            "rounds": figure.ours.len(),
            "p50_ms": median(&figure.ours, |round| round.p50_ms),
            "p99_ms": median(&figure.ours, |round| round.p99_ms),
            "stock_p99_ms": median(&figure.stock, |round| round.p99_ms),
        })
    };
    Value::Array(figures.iter().map(line).collect())
}
