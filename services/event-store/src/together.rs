//! What many ask at the same time, asked once.

use std::sync::{Mutex, PoisonError};
use tokio::sync::oneshot;
use tokio::sync::oneshot::error::TryRecvError;

type Waiting<Q, A> = Vec<(Q, oneshot::Sender<A>)>;

/// Questions that wait for their turn: whoever comes while others' are under way waits, and the first
/// of those who waited asks for all of them.
#[derive(Debug)]
pub struct Together<Q, A> {
    waiting: Mutex<Waiting<Q, A>>,
    turn: tokio::sync::Mutex<()>,
}

impl<Q, A> Default for Together<Q, A> {
    fn default() -> Self {
        Self { waiting: Mutex::default(), turn: tokio::sync::Mutex::default() }
    }
}

impl<Q: Clone, A> Together<Q, A> {
    /// Asks alone or for others, too, or is answered by one who did. `ask` answers every question at
    /// its place.
    ///
    /// # Errors
    /// Those of `ask`. Where it fails for others, each of them asks again.
    pub async fn ask<E, F: Future<Output = Result<Vec<A>, E>>>(&self, question: Q, ask: impl Fn(Vec<Q>) -> F) -> Result<A, E> {
        loop {
            let (reply, mut answer) = oneshot::channel();
            self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push((question.clone(), reply));
            let _turn = self.turn.lock().await;
            match answer.try_recv() {
                Ok(answer) => return Ok(answer),
                // Whoever asked for us failed.
                Err(TryRecvError::Closed) => continue,
                Err(TryRecvError::Empty) => {}
            }
            let waiting = std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
            let (questions, replies): (Vec<Q>, Vec<_>) = waiting.into_iter().unzip();
            for (reply, answer) in replies.into_iter().zip(ask(questions).await?) {
                // Whoever waited may be gone.
                let _ = reply.send(answer);
            }
            if let Ok(answer) = answer.try_recv() {
                return Ok(answer);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Together;
    use futures::future::join_all;
    use std::sync::Mutex;

    #[tokio::test]
    async fn whoever_comes_meanwhile_is_asked_for_together_and_everybody_gets_their_own_answer_once() {
        let (together, asked) = (Together::<u32, u32>::default(), Mutex::new(Vec::new()));
        let ask = |numbers: Vec<u32>| {
            asked.lock().expect("no panic").push(numbers.clone());
            async move {
                tokio::task::yield_now().await;
                Ok::<_, ()>(numbers.iter().map(|number| number * 10).collect())
            }
        };
        let answers = join_all((1..=5).map(|number| together.ask(number, ask))).await;
        assert_eq!(answers, (1..=5).map(|number| Ok(number * 10)).collect::<Vec<_>>());
        let mut asked = asked.into_inner().expect("no panic");
        assert!(asked.len() < 5, "{asked:?}");
        asked.iter_mut().for_each(|numbers| numbers.sort_unstable());
        let mut all = asked.concat();
        all.sort_unstable();
        assert_eq!(all, [1, 2, 3, 4, 5], "nobody is asked for twice");
    }

    #[tokio::test]
    async fn where_it_fails_for_others_each_asks_again() {
        let together = Together::<u32, u32>::default();
        let ask = |numbers: Vec<u32>| async move {
            tokio::task::yield_now().await;
            if numbers.contains(&1) { Err("one is refused") } else { Ok(numbers) }
        };
        let answers = join_all((1..=3).map(|number| together.ask(number, ask))).await;
        assert_eq!(answers, [Err("one is refused"), Ok(2), Ok(3)]);
    }
}
