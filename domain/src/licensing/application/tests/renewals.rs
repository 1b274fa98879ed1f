//! Renewing a permit: what is taken over, and what that decides.

use super::*;

const LICENCE_ID: Uuid = Uuid::from_u128(21);
const BEFORE: Uuid = Uuid::from_u128(22);
const CARRIED: [Uuid; 2] = [PORTRAIT, Uuid::from_u128(24)];

fn rules_of_renewal() -> RenewalRules {
    RenewalRules {
        window_days: 60,
        grace_days: 30,
        needs_officer_when_unchanged: false,
        unchanged_reason: "all-in-order".into(),
        revoked_reason: "permit-revoked".into(),
    }
}

/// A licence that expires so many days from today.
fn renews(days: i64) -> Renews {
    Renews { expires_on: today() + chrono::TimeDelta::days(days), suspended: false, rules: rules_of_renewal(), today: today() }
}

fn carried() -> Vec<CarriedDocument> {
    let kinds = [("portrait", None), ("driving_licence", Some(day(25)))];
    let carry = |(document_id, (kind, until))| CarriedDocument { file: file(document_id, kind, until), from_document: BEFORE };
    CARRIED.into_iter().zip(kinds).map(carry).collect()
}

fn prefill() -> Prefill {
    Prefill {
        application_id: BEFORE,
        answers: vec![("address".into(), pii("قزوین، خیابان فلسطین"))],
        consents: vec!["public-display".into()],
        documents: carried(),
    }
}

fn begin(renews: Option<Renews>, prefill: Option<Prefill>) -> ApplicationCommand {
    let ApplicationCommand::Start(start) = start() else { unreachable!("it starts") };
    ApplicationCommand::Start(StartApplication {
        kind: ApplicationKind::Renewal,
        licence_id: Some(LICENCE_ID),
        vehicle_id: Some(VEHICLE),
        renews,
        prefill,
        ..start
    })
}

/// A renewal with everything from before.
fn begun() -> Vec<ApplicationEvent> {
    let ApplicationEvent::ApplicationStarted { number, permit_kind, account_id, person_id, policy_version, .. } = started() else {
        unreachable!("it starts")
    };
    vec![
        ApplicationEvent::ApplicationStarted {
            number,
            permit_kind,
            kind: ApplicationKind::Renewal,
            account_id,
            person_id,
            licence_id: Some(LICENCE_ID),
            policy_version,
        },
        ApplicationEvent::VehicleNamed { vehicle_id: VEHICLE },
        ApplicationEvent::ApplicationPrefilled {
            from_application: BEFORE,
            consents: vec!["public-display".into()],
            documents: carried(),
        },
        ApplicationEvent::AnswerCarriedOver { question: "address".into(), answer: pii("قزوین، خیابان فلسطین") },
    ]
}

fn examined(days: i64, in_time: bool, unchanged: bool, needs_officer: bool) -> ApplicationEvent {
    ApplicationEvent::RenewalExamined {
        expires_on: today() + chrono::TimeDelta::days(days),
        in_time,
        unchanged,
        needs_officer,
        policy_version: "1405-01".into(),
    }
}

fn send(renews: Renews) -> ApplicationCommand {
    ApplicationCommand::Submit(SubmitApplication { renews: Some(renews), ..submit() })
}

/// A renewal in which nothing changed, sent in time.
pub(super) fn sent() -> Vec<ApplicationEvent> {
    begun().into_iter().chain([submitted(), examined(10, true, true, false)]).collect()
}

pub(super) fn agree_unchanged() -> ApplicationCommand {
    ApplicationCommand::AgreeUnchanged(AgreeUnchanged {
        reason: "all-in-order".into(),
        rules: rules(),
        today: today(),
        policy_version: "1405-01".into(),
    })
}

pub(super) fn refuse_revoked() -> ApplicationCommand {
    ApplicationCommand::RefuseRevoked(RefuseRevoked {
        reason: "permit-revoked".into(),
        rules: ApplicationRules { refusal_reasons: vec![choice("permit-revoked")], ..rules() },
        policy_version: "1405-01".into(),
    })
}

#[test]
fn a_renewal_of_what_is_revoked_is_refused_wherever_it_stands_and_granted_never() {
    let refused = ApplicationEvent::ApplicationRefused { reason: "permit-revoked".into(), note: None, policy_version: "1405-01".into() };
    let due: Vec<_> = sent().into_iter().chain([agreed(), assessed()]).collect();
    for given in [begun(), sent(), due.clone()] {
        application().given(given).when(refuse_revoked()).then_expect_events(vec![refused.clone()]);
    }
    let over: Vec<_> = due.into_iter().chain([refused]).collect();
    let grant = ApplicationCommand::Grant { invoice_id: INVOICE, paid_on: today() };
    application().given(over).when(grant).then_expect_error(ApplicationError::Ended);
}

#[test]
fn a_renewal_begins_with_everything_that_is_known() {
    application().given_no_previous_events().when(begin(Some(renews(10)), Some(prefill()))).then_expect_events(begun());
}

#[test]
fn it_opens_and_closes_on_the_days_of_policy() {
    for (days, expected) in [
        (61, Err(ApplicationError::RenewalNotOpen)),
        (60, Ok(())),
        (0, Ok(())),
        (-30, Ok(())),
        (-31, Err(ApplicationError::RenewalTooLate)),
    ] {
        let outcome = application().given_no_previous_events().when(begin(Some(renews(days)), None)).inspect_result();
        assert_eq!(outcome.map(drop), expected, "{days} days before the end");
    }
    application().given_no_previous_events().when(begin(None, None)).then_expect_error(ApplicationError::NotRenewable);
}

#[test]
fn unchanged_and_in_time_it_needs_nobody() {
    application()
        .given(begun())
        .when(send(renews(10)))
        .then_expect_events(vec![submitted(), examined(10, true, true, false)]);
    application().given(sent()).when(agree_unchanged()).then_expect_events(vec![agreed()]);
}

#[test]
fn begun_in_time_and_sent_later_it_is_late() {
    application()
        .given(begun())
        .when(send(renews(-1)))
        .then_expect_events(vec![submitted(), examined(-1, false, true, false)]);
    application().given(begun()).when(send(renews(-31))).then_expect_error(ApplicationError::RenewalTooLate);
}

#[test]
fn what_is_new_or_suspended_or_watched_by_policy_goes_to_an_officer() {
    let new = ApplicationEvent::DocumentUploaded(file(Uuid::from_u128(30), "portrait", None));
    let with_new: Vec<_> = begun().into_iter().chain([new]).collect();
    application().given(with_new).when(send(renews(10))).then_expect_events(vec![submitted(), examined(10, true, false, true)]);

    let suspended = Renews { suspended: true, ..renews(10) };
    application().given(begun()).when(send(suspended)).then_expect_events(vec![submitted(), examined(10, true, true, true)]);

    let watched = RenewalRules { needs_officer_when_unchanged: true, ..rules_of_renewal() };
    let given: Vec<_> = begun().into_iter().chain([submitted(), examined(10, true, true, true)]).collect();
    application()
        .given(begun())
        .when(send(Renews { rules: watched, ..renews(10) }))
        .then_expect_events(vec![submitted(), examined(10, true, true, true)]);
    application().given(given).when(agree_unchanged()).then_expect_error(ApplicationError::OfficerNeeded);
}

#[test]
fn what_expired_under_a_suspension_is_not_renewed() {
    let given = Renews { suspended: true, ..renews(-1) };
    application().given_no_previous_events().when(begin(Some(given), None)).then_expect_error(ApplicationError::RenewalOfSuspended);
}

#[test]
fn a_document_that_lapsed_meanwhile_stops_it() {
    let later = SubmitApplication { today: day(26), renews: Some(renews(10)), ..submit() };
    application().given(begun()).when(ApplicationCommand::Submit(later)).then_expect_error(ApplicationError::DocumentLapsed);
}

#[test]
fn a_renewal_keeps_its_vehicle() {
    let other = Answers { answers: vec![], consents: vec![], vehicle_id: Some(Uuid::from_u128(31)), ..answers() };
    application().given(begun()).when(ApplicationCommand::Answer(other)).then_expect_error(ApplicationError::VehicleFixed);
}

#[test]
fn a_licence_has_one_renewal_under_way() {
    let renewal = ClaimChange::Take { scope: "licence.renewal", value: LICENCE_ID.to_string() };
    assert!(begun()[0].claims().contains(&renewal));
    assert!(!started().claims().contains(&renewal));
    let free = ClaimChange::Release { scope: "licence.renewal" };
    assert!(ApplicationEvent::ApplicationNotTakenUp {}.claims().contains(&free));
}
