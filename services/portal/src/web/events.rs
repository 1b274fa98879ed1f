//! Parts of a page that are sent again when they change, as server-sent events.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, ContentEncoding};
use actix_web::web::Bytes;
use application::Failure;
use futures::stream::unfold;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

/// A part of a page, being rendered.
pub type Fragment = Pin<Box<dyn Future<Output = Result<String, Failure>> + Send>>;

/// How often it is looked what other processes have changed.
const LOOK: Duration = Duration::from_secs(2);
/// Changes that come faster than this are shown together.
const GATHER: Duration = Duration::from_millis(100);
/// How long nothing is sent before a line that says nothing: proxies close what is silent.
const SILENCE: Duration = Duration::from_secs(15);
/// How long one answer lasts. The browser asks again by itself, and shows again who it is.
const LIFE: Duration = Duration::from_secs(120);

struct Feed<F> {
    name: &'static str,
    changes: watch::Receiver<()>,
    render: F,
    shown: Option<String>,
    ends: Instant,
}

/// Sends a part of a page now, and whenever it reads otherwise than before.
pub fn stream<F: FnMut() -> Fragment + Send + 'static>(name: &'static str, changes: watch::Receiver<()>, render: F) -> HttpResponse {
    let feed = Feed { name, changes, render, shown: None, ends: Instant::now() + LIFE };
    let events = unfold(feed, |mut feed| async move { feed.next().await.map(|bytes| (Ok::<_, actix_web::Error>(bytes), feed)) });
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((CACHE_CONTROL, "no-store"))
        // Compressed, it would be held back until there is enough to compress.
        .insert_header(ContentEncoding::Identity)
        .streaming(Box::pin(events))
}

impl<F: FnMut() -> Fragment> Feed<F> {
    async fn next(&mut self) -> Option<Bytes> {
        let silent_since = Instant::now();
        while Instant::now() < self.ends {
            self.changes.mark_unchanged();
            match (self.render)().await {
                Ok(text) if self.shown.as_ref() != Some(&text) => {
                    let event = written(self.name, &text);
                    self.shown = Some(text);
                    return Some(event);
                }
                Ok(_) => {}
                Err(failure) => {
                    tracing::warn!(%failure, "a stream of events ends");
                    return None;
                }
            }
            if silent_since.elapsed() > SILENCE {
                return Some(Bytes::from_static(b":\n\n"));
            }
            if let Ok(Ok(())) = timeout(LOOK, self.changes.changed()).await {
                sleep(GATHER).await;
            }
        }
        None
    }
}

/// An event as the protocol has it: each line of the text by itself.
fn written(name: &str, text: &str) -> Bytes {
    let lines: String = text.lines().map(|line| format!("data: {line}\n")).collect();
    Bytes::from(format!("event: {name}\n{lines}\n"))
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn every_line_of_a_text_is_told_to_be_one() {
        assert_eq!(written("fares", "<p>a</p>\n<p>b</p>"), "event: fares\ndata: <p>a</p>\ndata: <p>b</p>\n\n");
    }
}
