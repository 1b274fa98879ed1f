use super::*;
use crate::kernel::{ClaimChange, LogEvent, Pii};
use crate::policy::Choice;
use chrono::{Days, NaiveDate};
use cqrs_es::test::TestFramework;
use uuid::Uuid;

mod pairs;
mod terms;

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

const RENEWAL: Uuid = Uuid::from_u128(11);

/// The last valid day of the licence of these tests, and the day after.
fn last() -> NaiveDate {
    day(2028, 11, 22)
}

fn after() -> NaiveDate {
    last() + Days::new(1)
}

fn renew(in_time: bool) -> LicenceCommand {
    LicenceCommand::Renew(RenewLicence {
        application_id: RENEWAL,
        in_time,
        paid_on: last() + Days::new(9),
        term_years: 2,
        policy_version: "1405-01".into(),
    })
}

fn kept() -> LicenceEvent {
    LicenceEvent::LicenceKeptInForce { application_id: RENEWAL, expires_on: last() }
}

fn renewal_ended() -> LicenceEvent {
    LicenceEvent::RenewalEnded { application_id: RENEWAL }
}

fn renewed(late: bool) -> LicenceEvent {
    let paid_on = last() + Days::new(9);
    let (starts_on, expires_on) = if late { (paid_on, day(2030, 12, 2)) } else { (after(), day(2030, 11, 23)) };
    LicenceEvent::LicenceRenewed {
        subject: LicenceSubject::Vehicle { vehicle_id: VEHICLE },
        application_id: RENEWAL,
        previous_expires_on: last(),
        starts_on,
        expires_on,
        paid_on,
        late,
        policy_version: "1405-01".into(),
    }
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
    fn a_renewal_in_time_follows_the_term_before_whenever_it_is_paid() {
        licence().given(vec![issued(), kept()]).when(renew(true)).then_expect_events(vec![renewed(false)]);
    }

    #[test]
    fn a_late_renewal_begins_when_it_is_paid() {
        licence().given(vec![issued(), expired()]).when(renew(false)).then_expect_events(vec![renewed(true)]);
    }

    #[test]
    fn what_a_renewal_keeps_in_force_expires_when_that_comes_to_nothing_and_its_day_is_past() {
        let end = |today| LicenceCommand::EndRenewal { application_id: RENEWAL, today };
        let given = vec![issued(), kept()];
        licence().given(given.clone()).when(LicenceCommand::Expire { today: after() }).then_expect_error(LicenceError::RenewalUnderWay);
        licence().given(given.clone()).when(end(last())).then_expect_events(vec![renewal_ended()]);
        licence().given(given).when(end(after())).then_expect_events(vec![renewal_ended(), expired()]);
    }

    #[test]
    fn a_suspension_outlives_a_renewal_and_what_expired_under_one_is_not_renewed() {
        let given = vec![issued(), suspended(today(), None)];
        let on_and_on: Vec<_> = given.iter().cloned().chain([kept(), renewed(false)]).collect();
        licence().given(on_and_on).when(LicenceCommand::Suspend(suspend())).then_expect_error(LicenceError::AlreadySuspended);
        let ran_out: Vec<_> = given.into_iter().chain([expired()]).collect();
        licence().given(ran_out).when(renew(false)).then_expect_error(LicenceError::SuspendedAtExpiry);
        let short = vec![issued(), suspended(today(), Some(today())), expired()];
        licence().given(short).when(renew(false)).then_expect_events(vec![renewed(true)]);
    }

    #[test]
    fn a_drivers_permit_names_another_vehicle_once_it_is_replaced() {
        let (driver, other) = (Uuid::from_u128(8), Uuid::from_u128(9));
        let subject = |vehicle_id| LicenceSubject::Driver { person_id: driver, vehicle_id };
        let LicenceEvent::LicenceIssued { number, permit_kind, starts_on, expires_on, application_id, policy_version, .. } = issued() else {
            unreachable!("it is issued")
        };
        let permit =
            LicenceEvent::LicenceIssued { subject: subject(VEHICLE), number, permit_kind, starts_on, expires_on, application_id, policy_version };
        let replace = |vehicle_id| LicenceCommand::ReplaceVehicle { application_id: RENEWAL, vehicle_id };
        let replaced =
            LicenceEvent::VehicleReplaced { subject: subject(other), previous_vehicle_id: VEHICLE, application_id: RENEWAL };
        licence().given(vec![permit.clone()]).when(replace(other)).then_expect_events(vec![replaced.clone()]);
        licence().given(vec![permit.clone()]).when(replace(VEHICLE)).then_expect_error(LicenceError::NotReplaceable);
        licence().given(vec![permit, replaced]).when(replace(other)).then_expect_error(LicenceError::NotReplaceable);
    }

    #[test]
    fn another_renewal_waits_for_the_one_that_is_under_way() {
        let other = LicenceCommand::KeepInForce { application_id: Uuid::from_u128(12) };
        licence().given(vec![issued(), kept()]).when(other).then_expect_error(LicenceError::RenewalUnderWay);
    }

    #[test]
    fn whoever_is_renewed_late_takes_up_again_what_expiring_gave_up() {
        let vehicle = ClaimChange::Take { scope: "licence.vehicle", value: VEHICLE.to_string() };
        assert_eq!(renewed(true).claims(), [vehicle]);
        assert!(kept().claims().is_empty() && renewal_ended().claims().is_empty());
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
