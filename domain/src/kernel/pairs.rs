//! Every state with every command, for the tests of the aggregates.
//!
//! A table names its cases in two enums made by [`cases`]; `is` and `asked` match the aggregate's
//! own state and command without a wildcard, and `expected` matches both enums. So a new state or
//! command fails to compile until the table says what becomes of it.

use cqrs_es::test::TestFramework;
use cqrs_es::{Aggregate, DomainEvent};
use std::fmt::Debug;

/// What is expected of one pair: the names of the events and the state that they lead to, or the
/// exact refusal.
pub(crate) type Verdict<P> = Result<
    (&'static [&'static str], <P as Pairs>::State),
    <<P as Pairs>::Aggregate as Aggregate>::Error,
>;

/// The table of one aggregate.
pub(crate) trait Pairs {
    /// The aggregate.
    type Aggregate: Aggregate<Services = ()>;
    /// Its states, and different ways into one where that may matter.
    type State: Copy + Debug + 'static;
    /// Its commands.
    type Command: Copy + Debug + PartialEq + 'static;
    /// Every state.
    const STATES: &'static [Self::State];
    /// Every command.
    const COMMANDS: &'static [Self::Command];

    /// The events that lead to a state.
    fn history(state: Self::State) -> Vec<<Self::Aggregate as Aggregate>::Event>;
    /// Whether the aggregate is in that state; matches the aggregate's state exhaustively.
    fn is(state: Self::State, aggregate: &Self::Aggregate) -> bool;
    /// A well-formed command of the kind.
    fn command(asked: Self::Command) -> <Self::Aggregate as Aggregate>::Command;
    /// The kind of a command; matches the aggregate's commands exhaustively.
    fn asked(command: &<Self::Aggregate as Aggregate>::Command) -> Self::Command;
    /// The table itself; matches both exhaustively.
    fn expected(state: Self::State, asked: Self::Command) -> Verdict<Self>;
}

/// Declares the cases of a table and the list of all of them.
macro_rules! cases {
    ($name:ident { $($case:ident),+ $(,)? }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum $name { $($case),+ }
        impl $name {
            const ALL: &'static [Self] = &[$(Self::$case),+];
        }
    };
}
pub(crate) use cases;

/// Tries every pair.
pub(crate) fn check<P: Pairs>()
where
    <P::Aggregate as Aggregate>::Error: PartialEq,
{
    for &state in P::STATES {
        assert!(P::is(state, &folded::<P>(P::history(state))), "the history of {state:?} leads elsewhere");
        for &asked in P::COMMANDS {
            let command = P::command(asked);
            assert_eq!(P::asked(&command), asked);
            let given = TestFramework::<P::Aggregate>::with(()).given(P::history(state));
            match (given.when(command).inspect_result(), P::expected(state, asked)) {
                (Ok(events), Ok((names, after))) => {
                    let found: Vec<String> = events.iter().map(DomainEvent::event_type).collect();
                    assert_eq!(found, names, "{state:?} x {asked:?}");
                    let all = P::history(state).into_iter().chain(events).collect();
                    assert!(P::is(after, &folded::<P>(all)), "{state:?} x {asked:?} does not lead to {after:?}");
                }
                (Err(found), Err(expected)) => assert_eq!(found, expected, "{state:?} x {asked:?}"),
                (Ok(events), Err(expected)) => panic!("{state:?} x {asked:?}: {events:?} instead of {expected:?}"),
                (Err(found), Ok((names, _))) => panic!("{state:?} x {asked:?}: {found:?} instead of {names:?}"),
            }
        }
    }
}

fn folded<P: Pairs>(events: Vec<<P::Aggregate as Aggregate>::Event>) -> P::Aggregate {
    let mut aggregate = P::Aggregate::default();
    for event in events {
        aggregate.apply(event);
    }
    aggregate
}
