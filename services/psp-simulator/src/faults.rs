//! What goes wrong: as ordered, call by call, or drawn from a seed.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, VecDeque};

/// A merchant's call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Call {
    /// Opens a payment.
    Request,
    /// Confirms it.
    Verify,
    /// Asks about it.
    Inquiry,
    /// Lists what waits to be confirmed.
    Unverified,
    /// Gives it back.
    Reverse,
}

/// What goes wrong with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fault {
    /// The call takes effect, and the connection breaks in the middle of the answer.
    DropReply,
    /// The call takes effect, and the answer comes late.
    Delay {
        /// By how much.
        millis: u64,
    },
    /// HTTP 500 with a page of HTML.
    ServerError {
        /// Whether the call takes effect all the same.
        committed: bool,
    },
    /// The call is refused with a code of the table, without effect.
    Refuse {
        /// The code.
        code: i32,
    },
    /// The amount is heard as 10,000 Rial more.
    WrongAmount,
    /// The amount is taken for Toman: ten times as much.
    TenTimes,
    /// Numbers come as texts, and empty lists as empty objects.
    Texts,
}

/// What goes wrong on the payer's way back. Copies and strangers arrive before the payer does, so
/// that there is nothing to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum CallbackFault {
    /// Copies of the same callback arrive at once.
    Duplicate {
        /// How many more than the payer's own.
        times: u8,
    },
    /// The opposite word arrives first.
    Reordered,
    /// The payer's browser never gets back.
    Lost,
}

/// The faults to come.
#[derive(Debug)]
pub(crate) struct Faults {
    ordered: HashMap<Call, VecDeque<Fault>>,
    callbacks: VecDeque<CallbackFault>,
    chaos: Option<Chaos>,
}

/// Faults drawn from a seed.
#[derive(Debug)]
struct Chaos {
    draw: StdRng,
    per_thousand: u32,
}

impl Faults {
    pub fn none() -> Self {
        Self { ordered: HashMap::new(), callbacks: VecDeque::new(), chaos: None }
    }

    pub fn order(&mut self, call: Call, fault: Fault, times: u32) {
        self.ordered.entry(call).or_default().extend((0..times).map(|_| fault));
    }

    pub fn order_callback(&mut self, fault: CallbackFault) {
        self.callbacks.push_back(fault);
    }

    pub fn draw_from(&mut self, seed: u64, per_thousand: u32) {
        self.chaos = Some(Chaos { draw: StdRng::seed_from_u64(seed), per_thousand });
    }

    /// The next fault of a call: what was ordered comes first.
    pub fn next(&mut self, call: Call) -> Option<Fault> {
        let ordered = self.ordered.get_mut(&call).and_then(VecDeque::pop_front);
        ordered.or_else(|| self.chaos.as_mut()?.fault())
    }

    pub fn next_callback(&mut self) -> Option<CallbackFault> {
        self.callbacks.pop_front().or_else(|| self.chaos.as_mut()?.callback_fault())
    }
}

impl Chaos {
    fn strikes(&mut self) -> bool {
        self.draw.gen_range(0..1_000) < self.per_thousand
    }

    fn fault(&mut self) -> Option<Fault> {
        self.strikes().then(|| match self.draw.gen_range(0..4) {
            0 => Fault::DropReply,
            1 => Fault::ServerError { committed: true },
            2 => Fault::ServerError { committed: false },
            _ => Fault::Texts,
        })
    }

    fn callback_fault(&mut self) -> Option<CallbackFault> {
        self.strikes().then(|| match self.draw.gen_range(0..3) {
            0 => CallbackFault::Duplicate { times: self.draw.gen_range(1..4) },
            1 => CallbackFault::Reordered,
            _ => CallbackFault::Lost,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Call, Fault, Faults};

    #[test]
    fn what_is_ordered_comes_once_and_for_its_call_only() {
        let mut faults = Faults::none();
        faults.order(Call::Verify, Fault::DropReply, 2);
        assert_eq!(faults.next(Call::Request), None);
        assert_eq!([faults.next(Call::Verify), faults.next(Call::Verify)], [Some(Fault::DropReply); 2]);
        assert_eq!(faults.next(Call::Verify), None);
    }

    #[test]
    fn a_seed_draws_the_same_faults_again() {
        let drawn = |seed| {
            let mut faults = Faults::none();
            faults.draw_from(seed, 500);
            (0..50).map(|_| faults.next(Call::Verify)).collect::<Vec<_>>()
        };
        assert_eq!(drawn(7), drawn(7));
        assert_ne!(drawn(7), drawn(8));
        assert!(drawn(7).contains(&None) && drawn(7).iter().any(Option::is_some));
    }
}
