//! A process that ends in the middle of a command, wherever its tasks are.

use super::{Answer, Op, give};
use crate::support::Log;
use event_store::{Access, City, EventStore, Keys};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::runtime::Builder;
use uuid::Uuid;

/// What a process needs to work on a log.
#[derive(Clone)]
pub struct Process {
    city: City,
    url: String,
    keys: Keys,
}

/// How far a process had come with its command when it ended.
#[derive(Debug, Clone, Copy)]
pub enum Ended {
    /// The command was not on its way to the log yet.
    Before,
    /// The writer had it: nobody knows what the database made of it.
    InFlight,
    /// It was answered.
    Answered(Answer),
}

impl Process {
    /// One that works on this log.
    pub fn on(log: &Log) -> Self {
        Self { city: log.city.clone(), url: log.database.url.clone(), keys: log.store.keys().clone() }
    }

    /// Gives a command and ends after so many turns of the scheduler, of which each is one task's: the
    /// caller's, the writer's, the loader's or a connection's. Whatever they were at, they go no
    /// further, and their sockets close. Says, too, how many turns there were.
    pub async fn give(self, op: Op, id: Uuid, request: &'static str, turns: u32) -> (Ended, u32) {
        let live = move || {
            let runtime = Builder::new_current_thread().enable_all().event_interval(1).build().expect("a runtime");
            runtime.block_on(async {
                let pool = self.city.pool(&self.url, Access::Application, 2).await.expect("connects");
                let store = EventStore::open(pool, self.keys).await.expect("opens");
                let mut life = Life { command: Box::pin(give(&store, op, id, request)), turns };
                let ended = match (&mut life).await {
                    Some(answer) => Ended::Answered(answer),
                    None if store.measures().held.get() > 0 => Ended::InFlight,
                    None => Ended::Before,
                };
                (ended, turns - life.turns)
            })
        };
        tokio::task::spawn_blocking(live).await.expect("it ends as told")
    }
}

/// What is left of a process's life, in turns of its scheduler. It wakes itself at once, and so it is
/// polled between any two turns of others.
struct Life<F> {
    command: Pin<Box<F>>,
    turns: u32,
}

impl<F: Future> Future for Life<F> {
    type Output = Option<F::Output>;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.turns == 0 {
            return Poll::Ready(None);
        }
        self.turns -= 1;
        context.waker().wake_by_ref();
        self.command.as_mut().poll(context).map(Some)
    }
}

/// How many processes ended where.
#[derive(Debug, Default)]
pub struct Tally {
    pub before: u32,
    /// In flight, and the log has it.
    pub done: u32,
    /// In flight, and it is lost.
    pub lost: u32,
    pub answered: u32,
}

impl Tally {
    /// Counts the end of a process whose command, asked for once more, was done by then or not.
    pub fn count(&mut self, ended: Ended, done: bool) {
        let ends = match ended {
            Ended::Before => &mut self.before,
            Ended::InFlight if done => &mut self.done,
            Ended::InFlight => &mut self.lost,
            Ended::Answered(_) => &mut self.answered,
        };
        *ends += 1;
    }
}
