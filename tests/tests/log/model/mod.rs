//! What the store should do, in memory: the same steps given to both, on two processes' handles,
//! with the caller gone between any two awaits.

mod lamp;

use lamp::Lamp;
use crate::support::{Log, envelope, log, register};
use domain::identity::account::{Account, AccountCommand, Role};
use domain::kernel::Pii;
use domain::licensing::vehicle::Vehicle;
use event_store::{EventStore, Executed, ExecuteError};
use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::runtime::Runtime;
use uuid::Uuid;

/// A command, by the numbers of those whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Op {
    Register { car: usize, plate: u32, vin: u32 },
    Open { who: usize, mobile: u32 },
    Grant { who: usize },
    Revoke { who: usize },
}

/// Under which id a command is given: a new one, one that was used for it, or one that was used for
/// another request.
#[derive(Debug, Clone, Copy)]
enum Id {
    Fresh,
    Again(usize),
    Misused(usize),
}

#[derive(Debug, Clone)]
enum Step {
    /// `vanish`: after so many polls the caller is gone, and somebody asks again under the same id.
    Command { op: Op, id: Id, other_process: bool, vanish: Option<u8> },
    /// An event of a version that is written no longer stands in the log.
    OldEvent(lamp::Old),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    Done,
    Repeated,
    KeyReused,
    Taken,
    Refused,
}

/// A command id's story: what it was given for, and by which request it was done.
#[derive(Debug, Clone, Copy)]
struct Given {
    op: Op,
    done_as: Option<&'static str>,
}

/// The store as it should be.
#[derive(Debug, Clone, Default)]
struct Model {
    cars: BTreeMap<usize, (u32, u32)>,
    accounts: BTreeMap<usize, (u32, bool)>,
    given: Vec<Given>,
    events: i64,
    lamp: Lamp,
    old_events: i64,
    /// What the last command came to: which id, which request.
    last: Option<(usize, &'static str, Expected)>,
}

const ASKED: &str = "as asked";
const OTHERWISE: &str = "otherwise";

impl Model {
    fn decide(&mut self, op: Op) -> Expected {
        match op {
            Op::Register { car, .. } if self.cars.contains_key(&car) => Expected::Refused,
            Op::Register { plate, vin, .. } if self.cars.values().any(|held| held.0 == plate || held.1 == vin) => Expected::Taken,
            Op::Register { car, plate, vin } => {
                self.cars.insert(car, (plate, vin));
                Expected::Done
            }
            Op::Open { who, .. } if self.accounts.contains_key(&who) => Expected::Refused,
            Op::Open { mobile, .. } if self.accounts.values().any(|held| held.0 == mobile) => Expected::Taken,
            Op::Open { who, mobile } => {
                self.accounts.insert(who, (mobile, false));
                Expected::Done
            }
            Op::Grant { who } => self.set_role(who, true),
            Op::Revoke { who } => self.set_role(who, false),
        }
    }

    fn set_role(&mut self, who: usize, to: bool) -> Expected {
        match self.accounts.get_mut(&who) {
            Some((_, role)) if *role != to => {
                *role = to;
                Expected::Done
            }
            _ => Expected::Refused,
        }
    }

    fn give(&mut self, op: Op, id: Id) {
        let (at, request) = match id {
            Id::Again(at) if !self.given.is_empty() => (at % self.given.len(), ASKED),
            Id::Misused(at) if !self.given.is_empty() => (at % self.given.len(), OTHERWISE),
            _ => {
                self.given.push(Given { op, done_as: None });
                (self.given.len() - 1, ASKED)
            }
        };
        let given = self.given[at];
        let expected = match given.done_as {
            Some(done) if done == request => Expected::Repeated,
            Some(_) => Expected::KeyReused,
            None => self.decide(given.op),
        };
        if expected == Expected::Done {
            self.given[at].done_as = Some(request);
            self.events += 1;
        }
        self.last = Some((at, request, expected));
    }
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self::default()).boxed()
    }

    fn transitions(_: &Self) -> BoxedStrategy<Step> {
        let op = prop_oneof![
            (0..4_usize, 1..5_u32, 1..5_u32).prop_map(|(car, plate, vin)| Op::Register { car, plate, vin }),
            (0..3_usize, 1..4_u32).prop_map(|(who, mobile)| Op::Open { who, mobile }),
            (0..3_usize).prop_map(|who| Op::Grant { who }),
            (0..3_usize).prop_map(|who| Op::Revoke { who }),
        ];
        let id = prop_oneof![6 => Just(Id::Fresh), 2 => (0..50_usize).prop_map(Id::Again), 1 => (0..50_usize).prop_map(Id::Misused)];
        let command = (op, id, any::<bool>(), proptest::option::of(0..12_u8))
            .prop_map(|(op, id, other_process, vanish)| Step::Command { op, id, other_process, vanish });
        prop_oneof![12 => command, 1 => lamp::any().prop_map(Step::OldEvent)].boxed()
    }

    fn apply(mut state: Self, step: &Step) -> Self {
        match step {
            Step::Command { op, id, .. } => state.give(*op, *id),
            Step::OldEvent(old) => {
                old.tell(&mut state.lamp);
                state.old_events += 1;
            }
        }
        state
    }
}

/// The store as it is.
struct Real {
    runtime: Runtime,
    log: Log,
    other: EventStore,
    ids: Vec<Uuid>,
    done: HashMap<usize, (i64, i64)>,
}

fn car_id(car: usize) -> Uuid {
    Uuid::from_u128(0xca00_0000_0000_4000_8000_0000_0000_0000 + car as u128)
}

fn account_id(who: usize) -> Uuid {
    Uuid::from_u128(0xacc0_0000_0000_4000_8000_0000_0000_0000 + who as u128)
}

/// A future that is dropped after so many polls.
struct Vanishing<F>(Pin<Box<F>>, u8);

impl<F: Future> Future for Vanishing<F> {
    type Output = Option<F::Output>;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.1 == 0 {
            return Poll::Ready(None);
        }
        self.1 -= 1;
        self.0.as_mut().poll(context).map(Some)
    }
}

fn outcome<E: std::error::Error + Debug>(done: Result<Executed, ExecuteError<E>>) -> (Expected, Option<Executed>) {
    match done {
        Ok(executed) => (if executed.repeated { Expected::Repeated } else { Expected::Done }, Some(executed)),
        Err(ExecuteError::KeyReused) => (Expected::KeyReused, None),
        Err(ExecuteError::Taken { .. }) => (Expected::Taken, None),
        Err(ExecuteError::Refused(_)) => (Expected::Refused, None),
        Err(other) => panic!("the store gave up: {other}"),
    }
}

async fn give(store: &EventStore, op: Op, id: Uuid, request: &'static str) -> (Expected, Option<Executed>) {
    let mut asked = envelope("Step").of_request(request);
    asked.command_id = id;
    match op {
        Op::Register { car, plate, vin } => outcome(store.execute::<Vehicle>(car_id(car), register(plate, vin), asked).await),
        Op::Open { who, mobile } => {
            let subject = account_id(who);
            let open = AccountCommand::Open {
                name: Some(Pii::clear(subject, "مریم")),
                mobile: Pii::clear(subject, format!("0912000000{mobile}")),
                email: None,
                roles: BTreeSet::new(),
            };
            outcome(store.execute::<Account>(subject, open, asked).await)
        }
        Op::Grant { who } => outcome(store.execute::<Account>(account_id(who), AccountCommand::GrantRole { role: Role::Officer }, asked).await),
        Op::Revoke { who } => outcome(store.execute::<Account>(account_id(who), AccountCommand::RevokeRole { role: Role::Officer }, asked).await),
    }
}

impl Real {
    async fn command(&mut self, model: &Model, other_process: bool, vanish: Option<u8>) {
        let (at, request, expected) = model.last.expect("a command was given");
        if at == self.ids.len() {
            self.ids.push(Uuid::new_v4());
        }
        let (first, second) = if other_process { (&self.other, &self.log.store) } else { (&self.log.store, &self.other) };
        let (op, id) = (model.given[at].op, self.ids[at]);
        let mut vanished = false;
        if let Some(polls) = vanish {
            vanished = Vanishing(Box::pin(give(first, op, id, request)), polls).await.is_none();
        }
        // Whoever comes after the caller that is gone may ask another process.
        let (came_to, executed) = give(if vanish.is_some() { second } else { first }, op, id, request).await;
        let same = came_to == expected || (vanish.is_some() && expected == Expected::Done && came_to == Expected::Repeated);
        assert!(same, "{came_to:?} instead of {expected:?}, {op:?}, vanished: {vanished}");
        if let Some(executed) = executed {
            let positions = (executed.first_position, executed.last_position);
            assert_eq!(*self.done.entry(at).or_insert(positions), positions, "a repeat is answered alike");
        }
    }

    async fn compare(&self, model: &Model) {
        let events = model.events + model.old_events;
        let claims = 2 * model.cars.len() + model.accounts.len();
        for (sql, expected) in [
            ("SELECT count(*) FROM events", events),
            ("SELECT coalesce(max(position), 0) FROM events", events),
            ("SELECT position FROM log_head", events),
            ("SELECT count(*) FROM commands", model.events),
            ("SELECT count(*) FROM claims", claims as i64),
            ("SELECT count(*) FROM subject_keys", model.accounts.len() as i64),
            ("SELECT count(*) FROM (SELECT 1 FROM events GROUP BY aggregate_type, aggregate_id HAVING max(sequence) <> count(*)) AS gaps", 0),
        ] {
            assert_eq!(self.log.scalar(sql).await, expected, "{sql}");
        }
        // What has no memory of its own sees what happened.
        let fresh = EventStore::open(self.log.store.pool().clone(), self.log.store.keys().clone()).await.expect("opens");
        for who in 0..3 {
            let account = match model.accounts.get(&who) {
                None => Account::Absent,
                Some((_, officer)) => Account::Open { roles: officer.then_some(Role::Officer).into_iter().collect() },
            };
            assert_eq!(fresh.load::<Account>(account_id(who)).await.expect("loads").0, account);
        }
        for car in 0..4 {
            let known = fresh.load::<Vehicle>(car_id(car)).await.expect("loads").0 != Vehicle::Absent;
            assert_eq!(known, model.cars.contains_key(&car));
        }
        let (lamp, sequence) = fresh.load::<Lamp>(lamp::ID).await.expect("loads");
        assert_eq!((lamp, sequence), (model.lamp.clone(), model.old_events));
    }
}

struct StoreTest;

impl StateMachineTest for StoreTest {
    type SystemUnderTest = Real;
    type Reference = Model;

    fn init_test(_: &Model) -> Real {
        let runtime = Runtime::new().expect("a runtime");
        let (log, other) = runtime.block_on(async {
            let log = log().await;
            let other = EventStore::open(log.store.pool().clone(), log.store.keys().clone()).await.expect("opens");
            (log, other)
        });
        Real { runtime, log, other, ids: Vec::new(), done: HashMap::new() }
    }

    fn apply(mut real: Real, model: &Model, step: Step) -> Real {
        let runtime = std::mem::replace(&mut real.runtime, Runtime::new().expect("a runtime"));
        runtime.block_on(async {
            match step {
                Step::Command { other_process, vanish, .. } => real.command(model, other_process, vanish).await,
                Step::OldEvent(old) => old.write(&real.log).await,
            }
            real.compare(model).await;
        });
        real.runtime = runtime;
        real
    }
}

prop_state_machine! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_store_does_what_its_model_does(sequential 1..30 => StoreTest);
}
