//! The log, read and decoded once for however many models fold it.

use crate::{ProjectionError, ReadModel};
use domain::AnyEvent;
use event_store::{Recorded, StoreError, history};
use futures::stream::{Stream, StreamExt as _};
use sqlx::PgPool;
use std::sync::Arc;
use tokio::sync::mpsc;

/// Events of one batch.
const BATCH: i64 = 5_000;
/// Batches that wait between two stages, so that memory does not grow with the log.
const AHEAD: usize = 2;

/// Events as folds take them: none where it cannot be read, which is told by whoever wants it. What no
/// model wants is not decoded.
pub(super) type Decoded = Vec<(Recorded, Option<Vec<AnyEvent>>)>;

type Stage<T> = mpsc::Receiver<Result<T, ProjectionError>>;

/// Gives the events after `from` up to `to` to every model, in order. Reading, decoding and each
/// fold go on at once; the slowest sets the pace.
pub(super) fn events(log: &PgPool, models: &[Arc<dyn ReadModel>], from: i64, to: i64) -> Vec<Stage<Arc<Decoded>>> {
    let (feeds, stages): (Vec<_>, Vec<_>) = models.iter().map(|_| mpsc::channel(AHEAD)).unzip();
    tokio::spawn(decodes(models.to_vec(), history::pages(log, from, to, BATCH), feeds));
    stages
}

async fn decodes(
    models: Vec<Arc<dyn ReadModel>>,
    recorded: impl Stream<Item = Result<Vec<Recorded>, StoreError>>,
    feeds: Vec<mpsc::Sender<Result<Arc<Decoded>, ProjectionError>>>,
) {
    let mut recorded = std::pin::pin!(recorded);
    while let Some(batch) = recorded.next().await {
        match batch {
            Ok(batch) => {
                let decoded = Arc::new(decode(&models, batch));
                for feed in &feeds {
                    // One that is gone has failed and says so itself.
                    let _ = feed.send(Ok(decoded.clone())).await;
                }
            }
            Err(error) => {
                // One is told why, and the others that it ended.
                if let Some(feed) = feeds.first() {
                    let _ = feed.send(Err(error.into())).await;
                }
                for feed in feeds.iter().skip(1) {
                    let _ = feed.send(Err(ProjectionError::Interrupted)).await;
                }
                return;
            }
        }
    }
}

fn decode(models: &[Arc<dyn ReadModel>], batch: Vec<Recorded>) -> Decoded {
    let decoded = batch.into_iter().map(|recorded| {
        let wanted = models.iter().any(|model| model.wants(&recorded.aggregate_type));
        let events = if wanted { recorded.decode().ok() } else { Some(Vec::new()) };
        (recorded, events)
    });
    decoded.collect()
}
