//! Stock cqrs-es readers see what we see: every event type, sealed ones too, folds to the same state.

use crate::support::{Log, envelope, log, noon, register};
use chrono::Days;
use cqrs_es::persist::PersistedEventStore;
use cqrs_es::{AggregateContext, EventStore as _};
use domain::AnyEvent;
use domain::audit::access::{Access, AccessCommand, AccessEvent, HistoryFilter};
use domain::feedback::rating::{RateRide, Rating, RatingCommand, Ride};
use domain::fleet::code::{FleetCode, FleetCodeCommand, Purpose};
use domain::identity::account::{Account, AccountCommand, ChangeMobile, Channel, Evidence, Role};
use domain::identity::subject::{RequestErasure, Subject, SubjectCommand};
use domain::kernel::Pii;
use domain::licensing::licence::{
    ImportLicence, ImportedStanding, IssueLicence, Licence, LicenceCommand, LicenceSubject, LiftSuspension, RenewLicence, RevokeLicence, SuspendLicence,
};
use domain::licensing::vehicle::{LegacyRecord, Vehicle, VehicleCommand};
use domain::policy::Choice;
use event_store::Root;
use postgres_es::PostgresEventRepository;
use std::collections::BTreeSet;
use std::fmt::Debug;
use uuid::Uuid;

pub fn offered(code: &str) -> Vec<Choice> {
    vec![Choice { code: code.to_owned(), fa: "…".to_owned(), en: "…".to_owned() }]
}

impl Log {
    /// Gives commands to one aggregate, then reads it by the stock repository.
    pub async fn tell<A: Root + PartialEq + Debug>(&self, commands: Vec<A::Command>) {
        let id = Uuid::new_v4();
        for command in commands {
            self.store.execute::<A>(id, command, envelope("Story")).await.expect("is accepted");
        }
        self.read_alike::<A>(id).await;
    }

    /// Reads an aggregate by our store and by the stock repository; gives what both say.
    pub async fn read_alike<A: Root + PartialEq + Debug>(&self, id: Uuid) -> A {
        let (ours, sequence) = self.store.load::<A>(id).await.expect("loads");
        let stock = PersistedEventStore::<PostgresEventRepository, A>::new_event_store(PostgresEventRepository::new(self.store.pool().clone()));
        let mut context = stock.load_aggregate(&id.to_string()).await.expect("stock reads it");
        assert_eq!(i64::try_from(context.current_sequence).expect("small"), sequence);
        assert_eq!(*context.aggregate(), ours);
        ours
    }
}

pub fn ride() -> Ride {
    Ride { code_id: Uuid::new_v4(), generation: 1, vehicle_id: Uuid::new_v4(), licence_id: Uuid::new_v4(), driver_id: None }
}

fn legacy() -> LegacyRecord {
    LegacyRecord {
        source: "chicago".to_owned(),
        source_key: "1767Taxi".to_owned(),
        source_row_hash: "00".repeat(32),
        mapping_version: "1".to_owned(),
        vehicle_type: "taxi".to_owned(),
        number: "1767".to_owned(),
        standing: ImportedStanding::Valid,
        source_status: "ACTIVE".to_owned(),
        make: Some("TOYOTA".to_owned()),
        model: None,
        year: Some(2020),
        colour: None,
        fuel: None,
        source_fuel: None,
        wheelchair: Some(true),
        company: None,
        address: None,
        agency: None,
        management: None,
        warnings: Vec::new(),
    }
}

#[tokio::test]
async fn stock_readers_fold_every_event_type_to_the_same_state() {
    let log = log().await;
    let (person, session) = (Uuid::new_v4(), Uuid::new_v4());
    let today = noon().date_naive();
    let policy = || "1405-01".to_owned();

    log.tell::<Account>(vec![
        AccountCommand::Open { name: Some(Pii::clear(person, "نادر")), mobile: Pii::clear(person, "09120000001"), email: None, roles: BTreeSet::from([Role::Auditor]) },
        AccountCommand::GrantRole { role: Role::Admin },
        AccountCommand::RevokeRole { role: Role::Admin },
        AccountCommand::SignIn { session_id: session, channel: Channel::Sms, expires_at: noon() },
        AccountCommand::SignOut { session_id: session },
        AccountCommand::LockSignIn { until: noon(), policy_version: policy() },
        AccountCommand::IssueToken { token_id: session, expires_at: noon() },
        AccountCommand::AddEmail { email: Pii::clear(person, "nader@example.test") },
    ])
    .await;
    let pii = |text: &str| Pii::clear(person, text);
    let change = ChangeMobile {
        account_id: Uuid::new_v4(),
        officer_id: Uuid::new_v4(),
        evidence: Evidence::NationalCard,
        former: pii("09120000002"),
        mobile: pii("09350000002"),
    };
    let driver = AccountCommand::Open { name: None, mobile: pii("09120000002"), email: None, roles: BTreeSet::new() };
    log.tell::<Account>(vec![driver, AccountCommand::ChangeMobile(change)]).await;
    log.tell::<Vehicle>(vec![register(345, 1)]).await;
    log.tell::<Vehicle>(vec![VehicleCommand::ImportLegacyRecord(Box::new(legacy()))]).await;
    let issue = || IssueLicence {
        subject: LicenceSubject::Vehicle { vehicle_id: Uuid::new_v4() },
        application_id: None,
        number: "T-1405-000001".to_owned(),
        permit_kind: "taxi".to_owned(),
        starts_on: today,
        today,
        term_years: 2,
        backdating_days: 0,
        forward_days: 0,
        policy_version: policy(),
    };
    log.tell::<Licence>(vec![
        LicenceCommand::Issue(issue()),
        LicenceCommand::Suspend(SuspendLicence {
            ground: "inspection".to_owned(),
            grounds: offered("inspection"),
            note: Some(Pii::clear(person, "ترمز")),
            from: today,
            until: Some(today + Days::new(9)),
            today,
            policy_version: policy(),
        }),
        LicenceCommand::LiftSuspension(LiftSuspension { reason: "mended".to_owned(), reasons: offered("mended"), note: None, policy_version: policy() }),
        LicenceCommand::Revoke(RevokeLicence { ground: "fraud".to_owned(), grounds: offered("fraud"), note: None, policy_version: policy() }),
    ])
    .await;
    let another = IssueLicence { number: "T-1405-000002".to_owned(), ..issue() };
    let permit = IssueLicence {
        subject: LicenceSubject::Driver { person_id: Uuid::new_v4(), vehicle_id: Uuid::new_v4() },
        number: "D-1405-000003".to_owned(),
        ..issue()
    };
    let replace = LicenceCommand::ReplaceVehicle { application_id: Uuid::new_v4(), vehicle_id: Uuid::new_v4() };
    log.tell::<Licence>(vec![LicenceCommand::Issue(permit), replace]).await;
    let (renewal, later) = (Uuid::new_v4(), today + Days::new(800));
    log.tell::<Licence>(vec![
        LicenceCommand::Issue(another),
        LicenceCommand::KeepInForce { application_id: renewal },
        LicenceCommand::EndRenewal { application_id: renewal, today: later },
        LicenceCommand::Renew(RenewLicence { application_id: renewal, in_time: false, paid_on: later, term_years: 2, policy_version: policy() }),
    ])
    .await;
    log.tell::<Licence>(vec![LicenceCommand::Import(ImportLicence {
        vehicle_id: Uuid::new_v4(),
        source: "chicago".to_owned(),
        number: "1767".to_owned(),
        permit_kind: "taxi".to_owned(),
        standing: ImportedStanding::Suspended,
        source_status: "HOLD".to_owned(),
    })])
    .await;
    log.tell_of_applicants().await;
    log.tell_of_payers().await;
    log.tell_of_notices().await;
    log.tell_of_points().await;
    log.tell::<FleetCode>(vec![
        FleetCodeCommand::Issue { vehicle_id: Uuid::new_v4(), purpose: Purpose::Inside, token_sha256: "ab".repeat(32), key_version: 1 },
        FleetCodeCommand::Reissue {
            reason: "theft".to_owned(),
            reasons: offered("theft"),
            generation: 2,
            token_sha256: "cd".repeat(32),
            key_version: 1,
            policy_version: policy(),
        },
    ])
    .await;
    log.tell::<Rating>(vec![RatingCommand::Rate(RateRide {
        ride: ride(),
        stars: 5,
        tags: vec!["polite".to_owned()],
        offered_tags: offered("polite"),
        comment: Some(Pii::clear(person, "سپاس")),
        policy_version: policy(),
    })])
    .await;
    log.tell_of_complaints().await;
    log.tell_of_polls().await;
    log.tell_of_shifts().await;
    log.tell::<Access>(
        [
            AccessEvent::RecordViewed { subject_type: "licence".to_owned(), subject_id: person, basis: "…".to_owned() },
            AccessEvent::HistoryViewed { filter: HistoryFilter::default(), basis: "…".to_owned() },
            AccessEvent::HistoryExported { filter: HistoryFilter::default(), basis: "…".to_owned() },
            AccessEvent::HistoryReplayed { to: None, compared: true },
        ]
        .map(AccessCommand)
        .into(),
    )
    .await;

    log.tell::<Subject>(vec![
        SubjectCommand::Hold { legal_basis: "…".to_owned(), reason: "…".to_owned() },
        SubjectCommand::Release { reason: "…".to_owned() },
        SubjectCommand::RequestErasure(RequestErasure {
            legal_basis: "…".to_owned(),
            reason: "subjects-request".to_owned(),
            reasons: offered("subjects-request"),
            needed_for: None,
            kept_until: None,
            today,
            policy_version: policy(),
        }),
        SubjectCommand::NoteErased,
    ])
    .await;

    let told: BTreeSet<String> = sqlx::query_scalar("SELECT DISTINCT event_type FROM events").fetch_all(log.store.pool()).await.expect("reads").into_iter().collect();
    let known: BTreeSet<String> = AnyEvent::catalogue().into_iter().map(|(_, name, _)| name.to_owned()).collect();
    assert_eq!(told, known, "the story tells every event type");
}
