//! Closed loops: so many at once, each beginning the next when the last is done.

use super::report::Round;
use crate::fault::Fault;
use std::future::Future;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Keeps `at_once` calls of `work` going for a time. The work is told which of the loops it is in.
///
/// # Errors
/// With the first call that fails.
pub async fn closed_loop<F, W, E>(at_once: usize, time: Duration, work: F) -> Result<Round, Fault>
where
    F: Fn(usize) -> W + Clone + Send + 'static,
    W: Future<Output = Result<(), E>> + Send,
    E: std::fmt::Display,
{
    let mut loops = JoinSet::new();
    let begun = Instant::now();
    for number in 0..at_once {
        let work = work.clone();
        loops.spawn(async move {
            let mut took = Vec::new();
            while begun.elapsed() < time {
                let call = Instant::now();
                work(number).await.map_err(|error| error.to_string())?;
                took.push(call.elapsed());
            }
            Ok::<_, String>(took)
        });
    }
    let mut all = Vec::new();
    while let Some(done) = loops.join_next().await {
        let took = done.map_err(|error| error.to_string()).and_then(|took| took);
        all.extend(took.map_err(Fault::Refused)?);
    }
    Ok(Round::of(all, begun.elapsed()))
}
