//! Work that goes on for as long as the process lives.

use futures::FutureExt as _;
use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

/// How long one rests that failed by a fault of ours.
const PAUSE: Duration = Duration::from_millis(500);

/// Does something that has no end. Where it panics, that is told and it is begun again: whoever follows
/// the log asks where they stand, and goes on from there.
pub async fn unending<F: Future<Output = ()>>(name: &str, begin: impl Fn() -> F) {
    while let Err(panic) = AssertUnwindSafe(begin()).catch_unwind().await {
        tracing::error!(name, panic = words(panic.as_ref()), "it panicked, and is begun again");
        tokio::time::sleep(PAUSE).await;
    }
}

/// What a panic says.
pub fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no word of why")
}

#[cfg(test)]
mod tests {
    use super::unending;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[tokio::test]
    async fn who_panics_is_begun_again() {
        let begun = AtomicU32::new(0);
        unending("a follower", || async {
            assert!(begun.fetch_add(1, Ordering::Relaxed) > 0, "the first time");
        })
        .await;
        assert_eq!(begun.into_inner(), 2);
    }
}
