//! What the writer measures of itself, for whoever watches.

use crate::request::Request;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};

/// Figures of one process. Cheap to clone; all clones are the same figures.
#[derive(Debug, Clone)]
pub struct Measures {
    /// Commands that were tried together in one transaction, whatever became of them.
    pub batch_commands: Histogram,
    /// How long each command took from the moment it was queued until it was durable, or until it was known
    /// that it would not be, or given up as unknown: its place in the queue and all attempts included.
    pub append_seconds: Histogram,
    /// Commands that the writer holds, those of the transaction under way included.
    pub held: Gauge,
}

impl Default for Measures {
    fn default() -> Self {
        Self {
            batch_commands: Histogram::new(exponential_buckets(1.0, 2.0, 11)),
            // Up to a minute, which all attempts together may take.
            append_seconds: Histogram::new(exponential_buckets(0.000_5, 2.0, 18)),
            held: Gauge::default(),
        }
    }
}

impl Measures {
    /// Counts a batch that the writer is done with.
    pub(crate) fn ended(&self, batch: &[Request]) {
        self.batch_commands.observe(batch.len() as f64);
        for request in batch {
            self.append_seconds.observe(request.queued.elapsed().as_secs_f64());
        }
    }
}
