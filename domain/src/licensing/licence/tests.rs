use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{ClaimChange, LogEvent, Pii};
use crate::policy::Choice;
use chrono::{Days, NaiveDate};
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const VEHICLE: Uuid = Uuid::from_u128(7);

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a real day")
}

fn today() -> NaiveDate {
    day(2026, 11, 23)
}

fn yesterday() -> NaiveDate {
    today() - Days::new(1)
}

fn choice(code: &str) -> Choice {
    Choice { code: code.into(), fa: "مورد".into(), en: "a case".into() }
}

fn issue() -> IssueLicence {
    IssueLicence {
        subject: LicenceSubject::Vehicle { vehicle_id: VEHICLE },
        number: "T-1405-000001".into(),
        permit_kind: "taxi".into(),
        starts_on: today(),
        today: today(),
        term_years: 2,
        backdating_days: 730,
        forward_days: 90,
        application_id: None,
        policy_version: "1405-01".into(),
    }
}

fn import(standing: ImportedStanding) -> ImportLicence {
    ImportLicence {
        vehicle_id: VEHICLE,
        source: "chicago".into(),
        number: "1767".into(),
        permit_kind: "taxi".into(),
        standing,
        source_status: "VIOLATION".into(),
    }
}

fn suspend() -> SuspendLicence {
    SuspendLicence {
        ground: "inspection-overdue".into(),
        grounds: vec![choice("inspection-overdue")],
        note: Some(Pii::clear(VEHICLE, "بازرسی عقب افتاده است")),
        from: today(),
        until: Some(today() + Days::new(30)),
        today: today(),
        policy_version: "1405-01".into(),
    }
}

fn lift() -> LiftSuspension {
    LiftSuspension {
        reason: "inspection-passed".into(),
        reasons: vec![choice("inspection-passed")],
        note: None,
        policy_version: "1405-01".into(),
    }
}

fn revoke() -> RevokeLicence {
    RevokeLicence {
        ground: "forged-papers".into(),
        grounds: vec![choice("forged-papers")],
        note: None,
        policy_version: "1405-01".into(),
    }
}

fn issued() -> LicenceEvent {
    LicenceEvent::LicenceIssued {
        subject: LicenceSubject::Vehicle { vehicle_id: VEHICLE },
        number: "T-1405-000001".into(),
        permit_kind: "taxi".into(),
        starts_on: today(),
        expires_on: day(2028, 11, 22),
        application_id: None,
        policy_version: "1405-01".into(),
    }
}

fn imported(standing: ImportedStanding) -> LicenceEvent {
    LicenceEvent::LicenceImported {
        vehicle_id: VEHICLE,
        source: "chicago".into(),
        number: "1767".into(),
        permit_kind: "taxi".into(),
        standing,
        source_status: "VIOLATION".into(),
    }
}

fn suspended(from: NaiveDate, until: Option<NaiveDate>) -> LicenceEvent {
    LicenceEvent::LicenceSuspended {
        ground: "inspection-overdue".into(),
        note: Some(Pii::clear(VEHICLE, "بازرسی عقب افتاده است")),
        from,
        until,
        policy_version: "1405-01".into(),
    }
}

fn lifted() -> LicenceEvent {
    LicenceEvent::SuspensionLifted { reason: "inspection-passed".into(), note: None, policy_version: "1405-01".into() }
}

fn revoked() -> LicenceEvent {
    LicenceEvent::LicenceRevoked { ground: "forged-papers".into(), note: None, policy_version: "1405-01".into() }
}

fn expired() -> LicenceEvent {
    LicenceEvent::LicenceExpired { on: day(2028, 11, 22) }
}

fn licence() -> TestFramework<Licence> {
    TestFramework::with(())
}

mod stories {
    use super::*;

    #[test]
    fn a_licence_issued_today_ends_on_the_same_solar_day_two_years_on() {
        licence().given_no_previous_events().when(LicenceCommand::Issue(issue())).then_expect_events(vec![issued()]);
    }

    #[test]
    fn a_start_may_lie_back_and_ahead_as_far_as_policy_says_and_no_further() {
        for (start, fine) in [
            (today() - Days::new(730), true),
            (today() - Days::new(731), false),
            (today() + Days::new(90), true),
            (today() + Days::new(91), false),
        ] {
            let command = LicenceCommand::Issue(IssueLicence { starts_on: start, ..issue() });
            let outcome = licence().given_no_previous_events().when(command).inspect_result();
            assert_eq!(outcome.is_ok(), fine, "{start}");
            assert!(fine || outcome == Err(LicenceError::StartOutOfRange));
        }
    }

    #[test]
    fn an_imported_licence_keeps_its_own_number_and_word() {
        licence()
            .given_no_previous_events()
            .when(LicenceCommand::Import(import(ImportedStanding::Suspended)))
            .then_expect_events(vec![imported(ImportedStanding::Suspended)]);
    }

    #[test]
    fn an_officer_suspends_and_lifts_and_suspends_again() {
        let until = Some(today() + Days::new(30));
        licence()
            .given(vec![issued(), suspended(today(), until), lifted()])
            .when(LicenceCommand::Suspend(suspend()))
            .then_expect_events(vec![suspended(today(), until)]);
    }

    #[test]
    fn a_suspension_may_last_one_day_and_may_begin_later() {
        for (from, until) in [(today(), today()), (today() + Days::new(5), today() + Days::new(5))] {
            licence()
                .given(vec![issued()])
                .when(LicenceCommand::Suspend(SuspendLicence { from, until: Some(until), ..suspend() }))
                .then_expect_events(vec![suspended(from, Some(until))]);
        }
    }

    #[test]
    fn a_suspension_neither_begins_in_the_past_nor_ends_before_it_begins() {
        licence()
            .given(vec![issued()])
            .when(LicenceCommand::Suspend(SuspendLicence { from: yesterday(), ..suspend() }))
            .then_expect_error(LicenceError::FromInThePast);
        licence()
            .given(vec![issued()])
            .when(LicenceCommand::Suspend(SuspendLicence { until: Some(yesterday()), ..suspend() }))
            .then_expect_error(LicenceError::UntilBeforeFrom);
    }

    #[test]
    fn on_its_last_day_a_suspension_still_holds_and_the_day_after_it_has_run_out() {
        let given = vec![issued(), suspended(day(2026, 11, 1), Some(today()))];
        licence()
            .given(given.clone())
            .when(LicenceCommand::Suspend(suspend()))
            .then_expect_error(LicenceError::AlreadySuspended);
        let tomorrow = today() + Days::new(1);
        licence()
            .given(given)
            .when(LicenceCommand::Suspend(SuspendLicence { today: tomorrow, from: tomorrow, until: None, ..suspend() }))
            .then_expect_events(vec![suspended(tomorrow, None)]);
    }

    #[test]
    fn words_that_policy_does_not_offer_are_refused() {
        let other = || String::from("because");
        for (given, command) in [
            (vec![issued()], LicenceCommand::Suspend(SuspendLicence { ground: other(), ..suspend() })),
            (vec![issued()], LicenceCommand::Revoke(RevokeLicence { ground: other(), ..revoke() })),
            (
                vec![issued(), suspended(today(), None)],
                LicenceCommand::LiftSuspension(LiftSuspension { reason: other(), ..lift() }),
            ),
        ] {
            licence().given(given).when(command).then_expect_error(LicenceError::UnknownGround);
        }
    }

    #[test]
    fn a_revoked_licence_is_told_so_whatever_else_is_wrong_with_the_command() {
        licence()
            .given(vec![issued(), revoked()])
            .when(LicenceCommand::Suspend(SuspendLicence { ground: "because".into(), from: yesterday(), ..suspend() }))
            .then_expect_error(LicenceError::Ended);
    }

    #[test]
    fn a_licence_expires_on_the_day_after_its_last_valid_day_and_no_sooner() {
        let last = day(2028, 11, 22);
        let given = || vec![issued(), suspended(today(), None)];
        licence().given(given()).when(LicenceCommand::Expire { today: last }).then_expect_error(LicenceError::NotDue);
        licence().given(given()).when(LicenceCommand::Expire { today: last + Days::new(1) }).then_expect_events(vec![expired()]);
        // Noticed late, it expired on the same day.
        licence().given(given()).when(LicenceCommand::Expire { today: last + Days::new(40) }).then_expect_events(vec![expired()]);
    }

    #[test]
    fn a_vehicle_holds_one_living_licence() {
        let vehicle = ClaimChange::Take { scope: "licence.vehicle", value: VEHICLE.to_string() };
        assert!(issued().claims().contains(&vehicle));
        for standing in [
            ImportedStanding::Valid,
            ImportedStanding::Suspended,
            ImportedStanding::Surrendered,
            ImportedStanding::Revoked,
            ImportedStanding::Terminated,
        ] {
            let lives = matches!(standing, ImportedStanding::Valid | ImportedStanding::Suspended);
            assert_eq!(imported(standing).claims().contains(&vehicle), lives, "{standing:?}");
        }
        for ending in [revoked(), expired()] {
            assert!(ending.claims().contains(&ClaimChange::Release { scope: "licence.vehicle" }), "{ending:?}");
        }
        assert!(suspended(today(), None).claims().is_empty() && lifted().claims().is_empty());
    }

    #[test]
    fn a_driver_and_an_agency_hold_one_living_licence_too() {
        let driver = LicenceSubject::Driver { person_id: Uuid::from_u128(8), vehicle_id: VEHICLE };
        let agency = LicenceSubject::Agency { agency_id: Uuid::from_u128(9), person_id: Uuid::from_u128(8) };
        for (subject, scope, value) in
            [(driver, "licence.driver", Uuid::from_u128(8)), (agency, "licence.agency", Uuid::from_u128(9))]
        {
            let command = LicenceCommand::Issue(IssueLicence { subject, ..issue() });
            let events = licence().given_no_previous_events().when(command).inspect_result().expect("is issued");
            let claims = events[0].claims();
            assert!(claims.contains(&ClaimChange::Take { scope, value: value.to_string() }), "{claims:?}");
            assert!(!claims.iter().any(|claim| matches!(claim, ClaimChange::Take { scope: "licence.vehicle", .. })), "the car's own licence is another");
        }
    }

    #[test]
    fn the_officers_note_is_the_only_personal_text() {
        assert_eq!(suspended(today(), None).personal().len(), 1);
        assert!(issued().personal().is_empty() && lifted().personal().is_empty());
    }
}

mod pairs {
    use super::*;

    cases!(State {
        Absent, Issued, ImportedValid, Lifted, Suspended, SuspensionAhead, ImportedSuspended, SuspensionRunOut,
        Expired, Revoked, ImportedSurrendered, ImportedRevoked, ImportedTerminated,
    });
    cases!(Asked { Issue, Import, Suspend, LiftSuspension, Revoke, ExpireToday, ExpireLater });

    struct Table;

    impl Pairs for Table {
        type Aggregate = Licence;
        type State = State;
        type Command = Asked;
        const STATES: &'static [State] = State::ALL;
        const COMMANDS: &'static [Asked] = Asked::ALL;

        fn history(state: State) -> Vec<LicenceEvent> {
            match state {
                State::Absent => vec![],
                State::Issued => vec![issued()],
                State::ImportedValid => vec![imported(ImportedStanding::Valid)],
                State::Lifted => vec![issued(), suspended(today(), None), lifted()],
                State::Suspended => vec![issued(), suspended(yesterday(), Some(today() + Days::new(30)))],
                State::SuspensionAhead => vec![issued(), suspended(today() + Days::new(9), None)],
                State::ImportedSuspended => vec![imported(ImportedStanding::Suspended)],
                State::SuspensionRunOut => vec![issued(), suspended(yesterday(), Some(yesterday()))],
                State::Expired => vec![issued(), expired()],
                State::Revoked => vec![issued(), revoked()],
                State::ImportedSurrendered => vec![imported(ImportedStanding::Surrendered)],
                State::ImportedRevoked => vec![imported(ImportedStanding::Revoked)],
                State::ImportedTerminated => vec![imported(ImportedStanding::Terminated)],
            }
        }

        fn is(state: State, licence: &Licence) -> bool {
            use State::*;
            match licence {
                Licence::Absent => state == Absent,
                Licence::Valid { .. } => matches!(state, Issued | ImportedValid | Lifted),
                Licence::Suspended { until: Some(last), .. } if *last < today() => state == SuspensionRunOut,
                Licence::Suspended { .. } => matches!(state, Suspended | SuspensionAhead | ImportedSuspended),
                Licence::Expired => state == Expired,
                Licence::Ended => {
                    matches!(state, Revoked | ImportedSurrendered | ImportedRevoked | ImportedTerminated)
                }
            }
        }

        fn command(asked: Asked) -> LicenceCommand {
            match asked {
                Asked::Issue => LicenceCommand::Issue(issue()),
                Asked::Import => LicenceCommand::Import(import(ImportedStanding::Valid)),
                Asked::Suspend => LicenceCommand::Suspend(suspend()),
                Asked::LiftSuspension => LicenceCommand::LiftSuspension(lift()),
                Asked::Revoke => LicenceCommand::Revoke(revoke()),
                Asked::ExpireToday => LicenceCommand::Expire { today: today() },
                Asked::ExpireLater => LicenceCommand::Expire { today: day(2028, 11, 23) },
            }
        }

        fn asked(command: &LicenceCommand) -> Asked {
            match command {
                LicenceCommand::Issue(_) => Asked::Issue,
                LicenceCommand::Import(_) => Asked::Import,
                LicenceCommand::Suspend(_) => Asked::Suspend,
                LicenceCommand::LiftSuspension(_) => Asked::LiftSuspension,
                LicenceCommand::Revoke(_) => Asked::Revoke,
                LicenceCommand::Expire { today: on } if *on == today() => Asked::ExpireToday,
                LicenceCommand::Expire { .. } => Asked::ExpireLater,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            use State::*;
            match (state, asked) {
                (Absent, Asked::Issue) => Ok((&["LicenceIssued"], Issued)),
                (Absent, Asked::Import) => Ok((&["LicenceImported"], ImportedValid)),
                (Absent, _) => Err(LicenceError::Absent),

                (Issued | Lifted | Suspended | SuspensionAhead | SuspensionRunOut, Asked::ExpireLater) => {
                    Ok((&["LicenceExpired"], Expired))
                }
                (
                    Issued | Lifted | Suspended | SuspensionAhead | SuspensionRunOut | ImportedValid | ImportedSuspended,
                    Asked::ExpireToday | Asked::ExpireLater,
                ) => Err(LicenceError::NotDue),

                (Issued | ImportedValid | Lifted, Asked::Issue | Asked::Import) => Err(LicenceError::AlreadyIssued),
                (Issued | ImportedValid | Lifted, Asked::Suspend) => Ok((&["LicenceSuspended"], Suspended)),
                (Issued | ImportedValid | Lifted, Asked::LiftSuspension) => Err(LicenceError::NotSuspended),
                (Issued | ImportedValid | Lifted, Asked::Revoke) => Ok((&["LicenceRevoked"], Revoked)),

                (Suspended | SuspensionAhead | ImportedSuspended | SuspensionRunOut, Asked::Issue | Asked::Import) => {
                    Err(LicenceError::AlreadyIssued)
                }
                (Suspended | SuspensionAhead | ImportedSuspended, Asked::Suspend) => {
                    Err(LicenceError::AlreadySuspended)
                }
                (SuspensionRunOut, Asked::Suspend) => Ok((&["LicenceSuspended"], Suspended)),
                (Suspended | SuspensionAhead | ImportedSuspended | SuspensionRunOut, Asked::LiftSuspension) => {
                    Ok((&["SuspensionLifted"], Lifted))
                }
                (Suspended | SuspensionAhead | ImportedSuspended | SuspensionRunOut, Asked::Revoke) => {
                    Ok((&["LicenceRevoked"], Revoked))
                }

                (
                    Expired | Revoked | ImportedSurrendered | ImportedRevoked | ImportedTerminated,
                    Asked::Issue | Asked::Import,
                ) => Err(LicenceError::AlreadyIssued),
                (Expired, _) => Err(LicenceError::Expired),
                (Revoked | ImportedSurrendered | ImportedRevoked | ImportedTerminated, _) => Err(LicenceError::Ended),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
