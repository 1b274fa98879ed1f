//! What the store should do, in memory: the same steps given to both, on two processes' handles,
//! with the caller or the whole process gone between any two awaits.

mod lamp;
mod process;

use lamp::Lamp;
use process::{Ended, Process, Tally};
use crate::support::{Log, envelope, log, register};
use domain::identity::account::{Account, AccountCommand, ChangeMobile, Evidence, Role};
use domain::kernel::Pii;
use domain::licensing::vehicle::{RegisterVehicle, Vehicle, VehicleCommand};
use event_store::{EventStore, Executed, ExecuteError};
use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, OnceLock};
use std::task::{Context, Poll};
use tokio::runtime::Runtime;
use uuid::Uuid;

/// A command, by the numbers of those whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Op {
    Register { car: usize, plate: u32, vin: u32 },
    Open { who: usize, mobile: u32 },
    /// Lets the former number go and takes another.
    Move { who: usize, mobile: u32 },
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
    /// `vanish`: in the middle somebody is gone, and somebody else asks again under the same id.
    Command { op: Op, id: Id, other_process: bool, vanish: Option<Vanish> },
    /// An event of a version that is written no longer stands in the log.
    OldEvent(lamp::Old),
}

/// Who is gone.
#[derive(Debug, Clone, Copy)]
enum Vanish {
    /// The caller, after so many polls. What it queued goes on.
    Caller(u8),
    /// The whole process, with the tasks that write, load and hold connections, wherever those are: after
    /// so many thousandths of the turns that a command takes.
    Process(u32),
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
    commands: i64,
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
            // Nor may whoever works here.
            Op::Move { who, .. } if self.accounts.get(&who).is_none_or(|(_, officer)| *officer) => Expected::Refused,
            Op::Move { who, mobile } if self.accounts.iter().any(|(other, held)| *other != who && held.0 == mobile) => Expected::Taken,
            Op::Move { who, mobile } => {
                self.accounts.entry(who).and_modify(|held| held.0 = mobile);
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
            self.commands += 1;
            // A car, and when it will be too old.
            self.events += if matches!(given.op, Op::Register { .. }) { 2 } else { 1 };
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
            (0..3_usize, 1..4_u32).prop_map(|(who, mobile)| Op::Move { who, mobile }),
            (0..3_usize).prop_map(|who| Op::Grant { who }),
            (0..3_usize).prop_map(|who| Op::Revoke { who }),
        ];
        let id = prop_oneof![6 => Just(Id::Fresh), 2 => (0..50_usize).prop_map(Id::Again), 1 => (0..50_usize).prop_map(Id::Misused)];
        let vanish = prop_oneof![1 => (0..12_u8).prop_map(Vanish::Caller), 2 => (0..1_000_u32).prop_map(Vanish::Process)];
        let command = (op, id, any::<bool>(), proptest::option::of(vanish))
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
    /// How many turns of its scheduler a process takes for a command.
    turns: u32,
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

/// What a command came to, and where in the log, where it stands there.
type Answer = (Expected, Option<Executed>);

fn outcome<E: std::error::Error + Debug>(done: Result<Executed, ExecuteError<E>>) -> Answer {
    match done {
        Ok(executed) => (if executed.repeated { Expected::Repeated } else { Expected::Done }, Some(executed)),
        Err(ExecuteError::KeyReused) => (Expected::KeyReused, None),
        Err(ExecuteError::Taken { .. }) => (Expected::Taken, None),
        Err(ExecuteError::Refused(_)) => (Expected::Refused, None),
        Err(other) => panic!("the store gave up: {other}"),
    }
}

async fn give(store: &EventStore, op: Op, id: Uuid, request: &'static str) -> Answer {
    let mut asked = envelope("Step").of_request(request);
    asked.command_id = id;
    match op {
        Op::Register { car, plate, vin } => {
            let VehicleCommand::Register(car_of) = register(plate, vin) else { unreachable!("a registration") };
            let command = VehicleCommand::Register(RegisterVehicle { threshold_years: Some(8), ..car_of });
            outcome(store.execute::<Vehicle>(car_id(car), command, asked).await)
        }
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
        Op::Move { who, mobile } => {
            let subject = account_id(who);
            let command = AccountCommand::ChangeMobile(ChangeMobile {
                account_id: subject,
                officer_id: Uuid::nil(),
                evidence: Evidence::Passport,
                former: Pii::clear(subject, "09120000000"),
                mobile: Pii::clear(subject, format!("0912000000{mobile}")),
            });
            outcome(store.execute::<Account>(subject, command, asked).await)
        }
        Op::Grant { who } => outcome(store.execute::<Account>(account_id(who), AccountCommand::GrantRole { role: Role::Officer }, asked).await),
        Op::Revoke { who } => outcome(store.execute::<Account>(account_id(who), AccountCommand::RevokeRole { role: Role::Officer }, asked).await),
    }
}

/// How many turns of its scheduler a process takes for a command that must load before it appends: from
/// the call to the answer, the median of five.
async fn turns_of_a_command() -> u32 {
    let log = log().await;
    give(&log.store, Op::Open { who: 0, mobile: 1 }, Uuid::new_v4(), ASKED).await;
    let mut turns = [0; 5];
    for (mobile, turns) in (2..).zip(&mut turns) {
        *turns = Process::on(&log).give(Op::Move { who: 0, mobile }, Uuid::new_v4(), ASKED, u32::MAX).await.1;
    }
    turns.sort_unstable();
    turns[2]
}

impl Real {
    async fn command(&mut self, model: &Model, other_process: bool, vanish: Option<Vanish>) {
        let (at, request, expected) = model.last.expect("a command was given");
        if at == self.ids.len() {
            self.ids.push(Uuid::new_v4());
        }
        let (first, second) = if other_process { (&self.other, &self.log.store) } else { (&self.log.store, &self.other) };
        let (op, id) = (model.given[at].op, self.ids[at]);
        let mut ended = None;
        let answer = match vanish {
            None => Some(give(first, op, id, request).await),
            Some(Vanish::Caller(polls)) => Vanishing(Box::pin(give(first, op, id, request)), polls).await,
            Some(Vanish::Process(thousandths)) => {
                let turns = self.turns * thousandths / 1_000;
                let (end, _) = Process::on(&self.log).give(op, id, request, turns).await;
                ended = Some(end);
                if let Ended::Answered(answer) = end { Some(answer) } else { None }
            }
        };
        // Whoever comes after the caller that is gone may ask another process.
        let again = if vanish.is_some() { Some(give(second, op, id, request).await) } else { None };
        if let (Some(ended), Some((came_to, _)), Expected::Done) = (ended, again, expected) {
            TALLY.lock().expect("no panic").count(ended, came_to == Expected::Repeated);
        }
        let after_all = match (expected, answer) {
            (Expected::Done, Some(_)) => vec![Expected::Repeated],
            (Expected::Done, None) => vec![Expected::Done, Expected::Repeated],
            (other, _) => vec![other],
        };
        for (answer, fine) in [(answer, vec![expected]), (again, after_all)] {
            let Some((came_to, executed)) = answer else { continue };
            assert!(fine.contains(&came_to), "{came_to:?} instead of {fine:?}, {op:?}, vanished: {vanish:?}, ended: {ended:?}");
            if let Some(executed) = executed {
                let positions = (executed.first_position, executed.last_position);
                assert_eq!(*self.done.entry(at).or_insert(positions), positions, "a repeat is answered alike");
            }
        }
    }

    async fn compare(&self, model: &Model) {
        let events = model.events + model.old_events;
        let claims = 2 * model.cars.len() + model.accounts.len();
        for (sql, expected) in [
            ("SELECT count(*) FROM events", events),
            ("SELECT coalesce(max(position), 0) FROM events", events),
            ("SELECT position FROM log_head", events),
            ("SELECT count(*) FROM commands", model.commands),
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
        static TURNS: OnceLock<u32> = OnceLock::new();
        let runtime = Runtime::new().expect("a runtime");
        let turns = *TURNS.get_or_init(|| runtime.block_on(turns_of_a_command()));
        let (log, other) = runtime.block_on(async {
            let log = log().await;
            let other = EventStore::open(log.store.pool().clone(), log.store.keys().clone()).await.expect("opens");
            (log, other)
        });
        Real { runtime, log, other, ids: Vec::new(), done: HashMap::new(), turns }
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

/// How many stories: a few with every change, many where `PARVANEH_FAULTS=long`.
fn stories() -> u32 {
    if long() { 200 } else { 12 }
}

fn long() -> bool {
    std::env::var("PARVANEH_FAULTS").is_ok_and(|form| form == "long")
}

prop_state_machine! {
    #![proptest_config(ProptestConfig { cases: stories(), max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    fn all_stories(sequential 1..30 => StoreTest);
}

/// Of the processes of all stories whose command was to be done.
static TALLY: Mutex<Tally> = Mutex::new(Tally { before: 0, done: 0, lost: 0, answered: 0 });

#[test]
fn the_store_does_what_its_model_does() {
    all_stories();
    let tally = TALLY.lock().expect("no panic");
    println!("processes ended: {tally:?}");
    // A few stories may have none.
    assert!(!long() || tally.done > 0 && tally.lost > 0, "none while its command was in flight");
}

/// A process for every fortieth of a command's turns; once more where the machine was too busy to tell.
#[tokio::test]
async fn a_process_may_end_at_any_turn_and_whether_its_command_is_done_the_next_finds_out() {
    let turns = turns_of_a_command().await;
    let log = log().await;
    give(&log.store, Op::Open { who: 0, mobile: 1 }, Uuid::new_v4(), ASKED).await;
    let (mut tally, mut given) = (Tally::default(), 1);
    for n in 0..200_u32 {
        // Half of them must load first; the others are on their way at once.
        let op = if n % 2 == 0 { Op::Register { car: n as usize, plate: n, vin: n } } else { Op::Move { who: 0, mobile: 2 + n / 2 % 2 } };
        let id = Uuid::new_v4();
        let (ended, _) = Process::on(&log).give(op, id, ASKED, turns * (n % 40) / 40).await;
        let (again, _) = give(&log.store, op, id, ASKED).await;
        assert!(matches!((ended, again), (_, Expected::Repeated) | (Ended::Before | Ended::InFlight, Expected::Done)), "{ended:?}, {again:?}");
        tally.count(ended, again == Expected::Repeated);
        given += 1;
        if n % 40 == 39 && tally.before > 0 && tally.done > 0 && tally.lost > 0 {
            break;
        }
    }
    println!("of {turns} turns each: {tally:?}");
    assert!(tally.before > 0 && tally.done > 0 && tally.lost > 0, "{tally:?}");
    assert_eq!(log.scalar("SELECT count(*) FROM commands").await, given, "each command once");
}
