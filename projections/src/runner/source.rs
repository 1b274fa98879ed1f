//! The log, read and decoded once for however many models fold it.

use crate::{ProjectionError, ReadModel};
use domain::AnyEvent;
use event_store::{Recorded, StoreError, history};
use futures::stream::{Stream, StreamExt as _};
use sqlx::PgPool;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::mpsc;

/// Events of one batch.
const BATCH: i64 = 5_000;
/// Batches that wait between two stages, so that memory does not grow with the log.
const AHEAD: usize = 2;

/// Events as folds take them: none where it cannot be read, which is told by whoever wants it. What no
/// model wants is not decoded.
type Decoded = Vec<(Recorded, Option<Vec<AnyEvent>>)>;

/// What one model wants of a batch.
pub(super) struct Share {
    batch: Arc<Decoded>,
    wanted: Vec<usize>,
}

impl Share {
    /// Its events, in order.
    pub fn events(&self) -> impl Iterator<Item = &(Recorded, Option<Vec<AnyEvent>>)> {
        self.wanted.iter().map(|at| &self.batch[*at])
    }
}

type Stage<T> = mpsc::Receiver<Result<T, ProjectionError>>;

/// Gives the events after `from` up to `to` to every model, in order. Reading, decoding and each
/// fold go on at once; the slowest sets the pace.
pub(super) fn events(log: &PgPool, models: &[Arc<dyn ReadModel>], from: i64, to: i64) -> Vec<Stage<Share>> {
    let (feeds, stages): (Vec<_>, Vec<_>) = models.iter().map(|_| mpsc::channel(AHEAD)).unzip();
    tokio::spawn(decodes(models.to_vec(), history::pages(log, from, to, BATCH), feeds));
    stages
}

async fn decodes(
    models: Vec<Arc<dyn ReadModel>>,
    recorded: impl Stream<Item = Result<Vec<Recorded>, StoreError>>,
    feeds: Vec<mpsc::Sender<Result<Share, ProjectionError>>>,
) {
    let mut recorded = std::pin::pin!(recorded);
    let mut wants = HashMap::new();
    while let Some(batch) = recorded.next().await {
        match batch {
            Ok(batch) => {
                for (feed, share) in feeds.iter().zip(decode(&models, &mut wants, batch)) {
                    // One that is gone has failed and says so itself.
                    let _ = feed.send(Ok(share)).await;
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

/// Decodes a batch and shares it out. Which models want an aggregate type is asked once: there are
/// many events, and few types.
fn decode(models: &[Arc<dyn ReadModel>], wants: &mut HashMap<String, Vec<bool>>, batch: Vec<Recorded>) -> impl Iterator<Item = Share> + use<> {
    let mut wanted = vec![Vec::new(); models.len()];
    let decoded = batch.into_iter().enumerate().map(|(at, recorded)| {
        if !wants.contains_key(&recorded.aggregate_type) {
            let by = models.iter().map(|model| model.wants(&recorded.aggregate_type)).collect();
            wants.insert(recorded.aggregate_type.clone(), by);
        }
        let by = &wants[&recorded.aggregate_type];
        for (wanted, _) in wanted.iter_mut().zip(by).filter(|(_, wants)| **wants) {
            wanted.push(at);
        }
        let events = if by.contains(&true) { recorded.decode().ok() } else { Some(Vec::new()) };
        (recorded, events)
    });
    let batch = Arc::new(decoded.collect::<Decoded>());
    wanted.into_iter().map(move |wanted| Share { batch: batch.clone(), wanted })
}
