//! What the writer measures of itself, for whoever watches.

use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use std::time::Duration;

/// Figures of one process. Cheap to clone; all clones are the same figures.
#[derive(Debug, Clone)]
pub struct Measures {
    /// Commands of one transaction.
    pub batch_commands: Histogram,
    /// How long a transaction took, until it was durable.
    pub batch_seconds: Histogram,
    /// Commands that the writer holds, those of the transaction under way included.
    pub held: Gauge,
}

impl Default for Measures {
    fn default() -> Self {
        Self {
            batch_commands: Histogram::new(exponential_buckets(1.0, 2.0, 11)),
            batch_seconds: Histogram::new(exponential_buckets(0.000_5, 2.0, 16)),
            held: Gauge::default(),
        }
    }
}

impl Measures {
    pub(crate) fn committed(&self, commands: usize, took: Duration) {
        self.batch_commands.observe(commands as f64);
        self.batch_seconds.observe(took.as_secs_f64());
    }
}
