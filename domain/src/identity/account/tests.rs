use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{ClaimChange, LogEvent, Pii, Sealed};
use chrono::{DateTime, Utc};
use cqrs_es::test::TestFramework;
use std::collections::BTreeSet;
use uuid::Uuid;

const PERSON: Uuid = Uuid::from_u128(11);
const SESSION: Uuid = Uuid::from_u128(12);

fn later() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).expect("a real moment")
}

fn open(roles: impl IntoIterator<Item = Role>) -> AccountCommand {
    AccountCommand::Open {
        name: Some(Pii::clear(PERSON, "مریم نوری")),
        mobile: Pii::clear(PERSON, "09121234567"),
        email: Some(Pii::clear(PERSON, "maryam@example.ir")),
        roles: roles.into_iter().collect(),
    }
}

fn opened() -> AccountEvent {
    AccountEvent::AccountOpened {
        name: Some(Pii::clear(PERSON, "مریم نوری")),
        mobile: Pii::clear(PERSON, "09121234567"),
        email: Some(Pii::clear(PERSON, "maryam@example.ir")),
    }
}

fn granted(role: Role) -> AccountEvent {
    AccountEvent::RoleGranted { role }
}

fn change() -> ChangeMobile {
    ChangeMobile {
        account_id: PERSON,
        officer_id: SESSION,
        evidence: Evidence::NationalCard,
        former: Pii::clear(PERSON, "09121234567"),
        mobile: Pii::clear(PERSON, "09351234567"),
    }
}

fn account() -> TestFramework<Account> {
    TestFramework::with(())
}

mod stories {
    use super::*;

    #[test]
    fn a_clerk_gets_an_account_with_two_roles() {
        account()
            .given_no_previous_events()
            .when(open([Role::Inspector, Role::Officer]))
            .then_expect_events(vec![opened(), granted(Role::Officer), granted(Role::Inspector)]);
    }

    #[test]
    fn who_signs_in_by_a_mobile_number_alone_gets_an_account_without_a_name() {
        let mobile = || Pii::clear(PERSON, "09121234567");
        account()
            .given_no_previous_events()
            .when(AccountCommand::Open { name: None, mobile: mobile(), email: None, roles: BTreeSet::new() })
            .then_expect_events(vec![AccountEvent::AccountOpened { name: None, mobile: mobile(), email: None }]);
    }

    #[test]
    fn a_new_address_frees_the_one_before_it() {
        let added = AccountEvent::EmailAdded { email: Pii::clear(PERSON, "nouri@example.ir") };
        assert_eq!(
            added.claims(),
            vec![
                ClaimChange::Release { scope: "account.email" },
                ClaimChange::Take { scope: "account.email", value: "nouri@example.ir".into() },
            ]
        );
    }

    #[test]
    fn a_lost_number_is_free_again_and_the_new_one_is_the_accounts() {
        let changed = AccountEvent::MobileChanged {
            officer_id: SESSION,
            evidence: Evidence::NationalCard,
            former: Pii::clear(PERSON, "09121234567"),
            mobile: Pii::clear(PERSON, "09351234567"),
        };
        assert_eq!(
            changed.claims(),
            vec![
                ClaimChange::Release { scope: "account.mobile" },
                ClaimChange::Take { scope: "account.mobile", value: "09351234567".into() },
            ]
        );
        account().given(vec![opened()]).when(AccountCommand::ChangeMobile(change())).then_expect_events(vec![changed]);
    }

    #[test]
    fn nobody_gets_the_same_number_nor_gives_themselves_another() {
        let refused = |change, error| account().given(vec![opened()]).when(AccountCommand::ChangeMobile(change)).then_expect_error(error);
        refused(ChangeMobile { officer_id: PERSON, ..change() }, AccountError::OwnAccount);
        refused(ChangeMobile { mobile: change().former, ..change() }, AccountError::SameMobile);
        account()
            .given(vec![opened(), granted(Role::AgencyManager)])
            .when(AccountCommand::ChangeMobile(change()))
            .inspect_result()
            .expect("who manages an agency is no member of staff");
    }

    #[test]
    fn a_role_that_was_revoked_can_be_granted_again() {
        account()
            .given(vec![opened(), granted(Role::Officer), AccountEvent::RoleRevoked { role: Role::Officer }])
            .when(AccountCommand::GrantRole { role: Role::Officer })
            .then_expect_events(vec![granted(Role::Officer)]);
    }

    #[test]
    fn revoking_one_role_leaves_the_others() {
        account()
            .given(vec![opened(), granted(Role::Officer), granted(Role::Finance)])
            .and(vec![AccountEvent::RoleRevoked { role: Role::Officer }])
            .when(AccountCommand::GrantRole { role: Role::Finance })
            .then_expect_error(AccountError::RoleAlreadyGranted);
    }

    #[test]
    fn mobile_and_email_are_claimed_while_they_can_be_read() {
        let take = |scope, value: &str| ClaimChange::Take { scope, value: value.into() };
        assert_eq!(
            opened().claims(),
            vec![take("account.mobile", "09121234567"), take("account.email", "maryam@example.ir")]
        );
        let sealed = || {
            Pii::from(Sealed { subject: PERSON, key: 1, event: SESSION, field: "mobile".into(), boxed: "AAAA".into() })
        };
        let stored = AccountEvent::AccountOpened { name: Some(sealed()), mobile: sealed(), email: None };
        assert!(stored.claims().is_empty(), "a stored event has taken its claims long ago");
    }

    #[test]
    fn name_mobile_and_email_are_personal() {
        let fields: Vec<&str> = opened().personal().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name", "mobile", "email"]);
        assert!(granted(Role::Admin).personal().is_empty());
    }

    #[test]
    fn every_role_has_its_own_word() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.code()), Some(role));
            assert_eq!(serde_json::to_value(role).expect("a word"), role.code());
        }
        assert_eq!(Role::parse("Officer"), None);
        assert_eq!(Role::ALL.into_iter().collect::<BTreeSet<_>>().len(), Role::ALL.len());
    }
}

mod pairs {
    use super::*;

    cases!(State { Absent, Open, Officer });
    cases!(Asked { Open, AddEmail, ChangeMobile, GrantRole, RevokeRole, SignIn, LockSignIn, SignOut, IssueToken });

    struct Table;

    impl Pairs for Table {
        type Aggregate = Account;
        type State = State;
        type Command = Asked;
        const STATES: &'static [State] = State::ALL;
        const COMMANDS: &'static [Asked] = Asked::ALL;

        fn history(state: State) -> Vec<AccountEvent> {
            match state {
                State::Absent => vec![],
                State::Open => vec![opened()],
                State::Officer => vec![opened(), granted(Role::Officer)],
            }
        }

        fn is(state: State, account: &Account) -> bool {
            match account {
                Account::Absent => state == State::Absent,
                Account::Open { roles } if roles.is_empty() => state == State::Open,
                Account::Open { .. } => state == State::Officer,
            }
        }

        fn command(asked: Asked) -> AccountCommand {
            match asked {
                Asked::Open => open([Role::Officer]),
                Asked::AddEmail => AccountCommand::AddEmail { email: Pii::clear(PERSON, "nouri@example.ir") },
                Asked::ChangeMobile => AccountCommand::ChangeMobile(change()),
                Asked::GrantRole => AccountCommand::GrantRole { role: Role::Officer },
                Asked::RevokeRole => AccountCommand::RevokeRole { role: Role::Officer },
                Asked::SignIn => {
                    AccountCommand::SignIn { session_id: SESSION, channel: Channel::Sms, expires_at: later() }
                }
                Asked::LockSignIn => {
                    AccountCommand::LockSignIn { until: later(), policy_version: "1405-01".into() }
                }
                Asked::SignOut => AccountCommand::SignOut { session_id: SESSION },
                Asked::IssueToken => AccountCommand::IssueToken { token_id: SESSION, expires_at: later() },
            }
        }

        fn asked(command: &AccountCommand) -> Asked {
            match command {
                AccountCommand::Open { .. } => Asked::Open,
                AccountCommand::AddEmail { .. } => Asked::AddEmail,
                AccountCommand::ChangeMobile(_) => Asked::ChangeMobile,
                AccountCommand::GrantRole { .. } => Asked::GrantRole,
                AccountCommand::RevokeRole { .. } => Asked::RevokeRole,
                AccountCommand::SignIn { .. } => Asked::SignIn,
                AccountCommand::LockSignIn { .. } => Asked::LockSignIn,
                AccountCommand::SignOut { .. } => Asked::SignOut,
                AccountCommand::IssueToken { .. } => Asked::IssueToken,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            use State::{Absent, Officer};
            match (state, asked) {
                (Absent, Asked::Open) => Ok((&["AccountOpened", "RoleGranted"], Officer)),
                (
                    Absent,
                    Asked::AddEmail
                    | Asked::ChangeMobile
                    | Asked::GrantRole
                    | Asked::RevokeRole
                    | Asked::SignIn
                    | Asked::LockSignIn
                    | Asked::SignOut
                    | Asked::IssueToken,
                ) => Err(AccountError::Absent),

                (State::Open | Officer, Asked::Open) => Err(AccountError::AlreadyOpen),
                (same @ (State::Open | Officer), Asked::AddEmail) => Ok((&["EmailAdded"], same)),
                (State::Open, Asked::ChangeMobile) => Ok((&["MobileChanged"], State::Open)),
                (Officer, Asked::ChangeMobile) => Err(AccountError::Staff),
                (State::Open, Asked::GrantRole) => Ok((&["RoleGranted"], Officer)),
                (Officer, Asked::GrantRole) => Err(AccountError::RoleAlreadyGranted),
                (State::Open, Asked::RevokeRole) => Err(AccountError::RoleNotGranted),
                (Officer, Asked::RevokeRole) => Ok((&["RoleRevoked"], State::Open)),
                (same @ (State::Open | Officer), Asked::SignIn) => Ok((&["SignedIn"], same)),
                (same @ (State::Open | Officer), Asked::LockSignIn) => Ok((&["SignInLocked"], same)),
                (same @ (State::Open | Officer), Asked::SignOut) => Ok((&["SignedOut"], same)),
                (same @ (State::Open | Officer), Asked::IssueToken) => Ok((&["TokenIssued"], same)),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
