use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{ClaimChange, LogEvent, Pii};
use crate::policy::Choice;
use chrono::NaiveDate;
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const CAR: Uuid = Uuid::from_u128(1);

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).expect("a real day")
}

fn schedule(on: NaiveDate) -> InspectionCommand {
    InspectionCommand::Schedule { vehicle_id: CAR, on, today: day(23) }
}

fn scheduled() -> InspectionEvent {
    InspectionEvent::InspectionScheduled { vehicle_id: CAR, on: day(25) }
}

fn record(outcome: InspectionOutcome, today: NaiveDate) -> InspectionCommand {
    InspectionCommand::Record(RecordInspection {
        outcome,
        note: None,
        offered: vec![Choice { code: "brakes".into(), fa: "ترمز".into(), en: "Brakes".into() }],
        today,
        policy_version: "1405-01".into(),
    })
}

fn failure(defects: &[&str]) -> InspectionOutcome {
    InspectionOutcome::Failed { defects: defects.iter().map(|code| (*code).to_owned()).collect() }
}

fn failed() -> InspectionEvent {
    InspectionEvent::InspectionFailed {
        vehicle_id: CAR,
        on: day(25),
        defects: vec!["brakes".into()],
        note: None,
        policy_version: "1405-01".into(),
    }
}

fn row(hash: &str, result: LegacyResult) -> Box<LegacyInspection> {
    Box::new(LegacyInspection {
        source: "chicago-vehicle-inspections".into(),
        source_key: "4332Taxi:RETEST:2023-02-03T09:00".into(),
        source_row_hash: hash.into(),
        mapping_version: "1".into(),
        vehicle_id: CAR,
        kind: Some("RETEST".into()),
        scheduled_at: day(3).and_hms_opt(9, 0, 0).expect("a time"),
        result,
        source_result: "PASSED".into(),
    })
}

fn imported(hash: &str, result: LegacyResult) -> InspectionEvent {
    InspectionEvent::LegacyInspectionImported(row(hash, result))
}

fn inspection() -> TestFramework<Inspection> {
    TestFramework::with(())
}

#[test]
fn an_appointment_is_for_today_or_later() {
    inspection().given_no_previous_events().when(schedule(day(25))).then_expect_events(vec![scheduled()]);
    inspection().given_no_previous_events().when(schedule(day(22))).then_expect_error(InspectionError::InThePast);
}

#[test]
fn what_failed_names_defects_that_policy_knows() {
    let given = || inspection().given(vec![scheduled()]);
    given().when(record(failure(&["brakes"]), day(25))).then_expect_events(vec![failed()]);
    given().when(record(failure(&[]), day(25))).then_expect_error(InspectionError::NoDefects);
    given().when(record(failure(&["luck"]), day(25))).then_expect_error(InspectionError::UnknownDefect);
}

#[test]
fn nobody_is_missed_before_the_day() {
    let given = || inspection().given(vec![scheduled()]);
    given().when(record(InspectionOutcome::NoShow, day(24))).then_expect_error(InspectionError::TooEarly);
    let missed = InspectionEvent::InspectionNoShow { vehicle_id: CAR, on: day(25) };
    given().when(record(InspectionOutcome::NoShow, day(25))).then_expect_events(vec![missed]);
}

#[test]
fn a_row_that_was_pending_may_come_back_with_its_result_and_no_other_may_change() {
    let import = |row| InspectionCommand::Import(row);
    inspection()
        .given(vec![imported("a", LegacyResult::Pending)])
        .when(import(row("b", LegacyResult::Failed)))
        .then_expect_events(vec![imported("b", LegacyResult::Failed)]);
    inspection()
        .given(vec![imported("a", LegacyResult::Passed)])
        .when(import(row("b", LegacyResult::Failed)))
        .then_expect_error(InspectionError::RowChanged);
}

#[test]
fn a_vehicle_has_one_appointment_at_a_time() {
    assert_eq!(scheduled().claims(), [ClaimChange::Take { scope: "inspection.vehicle", value: CAR.to_string() }]);
    assert_eq!(failed().claims(), [ClaimChange::Release { scope: "inspection.vehicle" }]);
    let mut noted = InspectionEvent::InspectionPassed { vehicle_id: CAR, on: day(25), note: Some(Pii::clear(CAR, "خوب")) };
    assert_eq!(noted.personal().len(), 1);
}

cases!(State { Absent, Scheduled, Passed, Failed, Missed, Pending, Imported });
cases!(Asked { Schedule, Pass, Fail, Miss, ImportSame, ImportOther });

struct Table;

impl Pairs for Table {
    type Aggregate = Inspection;
    type State = State;
    type Command = Asked;
    const STATES: &'static [State] = State::ALL;
    const COMMANDS: &'static [Asked] = Asked::ALL;

    fn history(state: State) -> Vec<InspectionEvent> {
        match state {
            State::Absent => vec![],
            State::Scheduled => vec![scheduled()],
            State::Passed => vec![scheduled(), InspectionEvent::InspectionPassed { vehicle_id: CAR, on: day(25), note: None }],
            State::Failed => vec![scheduled(), failed()],
            State::Missed => vec![scheduled(), InspectionEvent::InspectionNoShow { vehicle_id: CAR, on: day(25) }],
            State::Pending => vec![imported("a", LegacyResult::Pending)],
            State::Imported => vec![imported("a", LegacyResult::Passed)],
        }
    }

    fn is(state: State, inspection: &Inspection) -> bool {
        match inspection {
            Inspection::Absent => state == State::Absent,
            Inspection::Scheduled { .. } => state == State::Scheduled,
            Inspection::Over => matches!(state, State::Passed | State::Failed | State::Missed),
            Inspection::Imported { pending: true, .. } => state == State::Pending,
            Inspection::Imported { .. } => state == State::Imported,
        }
    }

    fn command(asked: Asked) -> InspectionCommand {
        match asked {
            Asked::Schedule => schedule(day(25)),
            Asked::Pass => record(InspectionOutcome::Passed, day(25)),
            Asked::Fail => record(failure(&["brakes"]), day(25)),
            Asked::Miss => record(InspectionOutcome::NoShow, day(25)),
            Asked::ImportSame => InspectionCommand::Import(row("a", LegacyResult::Passed)),
            Asked::ImportOther => InspectionCommand::Import(row("b", LegacyResult::Passed)),
        }
    }

    fn asked(command: &InspectionCommand) -> Asked {
        match command {
            InspectionCommand::Schedule { .. } => Asked::Schedule,
            InspectionCommand::Record(RecordInspection { outcome: InspectionOutcome::Passed, .. }) => Asked::Pass,
            InspectionCommand::Record(RecordInspection { outcome: InspectionOutcome::Failed { .. }, .. }) => Asked::Fail,
            InspectionCommand::Record(RecordInspection { outcome: InspectionOutcome::NoShow, .. }) => Asked::Miss,
            InspectionCommand::Import(row) if row.source_row_hash == "a" => Asked::ImportSame,
            InspectionCommand::Import(_) => Asked::ImportOther,
        }
    }

    fn expected(state: State, asked: Asked) -> Verdict<Self> {
        use State::*;
        match (state, asked) {
            (Absent, Asked::Schedule) => Ok((&["InspectionScheduled"], Scheduled)),
            (_, Asked::Schedule) => Err(InspectionError::AlreadyScheduled),
            (Absent, Asked::Pass | Asked::Fail | Asked::Miss) => Err(InspectionError::Absent),
            (Scheduled, Asked::Pass) => Ok((&["InspectionPassed"], Passed)),
            (Scheduled, Asked::Fail) => Ok((&["InspectionFailed"], Failed)),
            (Scheduled, Asked::Miss) => Ok((&["InspectionNoShow"], Missed)),
            (Passed | Failed | Missed | Pending | Imported, Asked::Pass | Asked::Fail | Asked::Miss) => Err(InspectionError::Over),
            (Absent, Asked::ImportSame | Asked::ImportOther) => Ok((&["LegacyInspectionImported"], Imported)),
            (Pending | Imported, Asked::ImportSame) => Err(InspectionError::AlreadyImported),
            (Pending, Asked::ImportOther) => Ok((&["LegacyInspectionImported"], Imported)),
            (Imported, Asked::ImportOther) => Err(InspectionError::RowChanged),
            (Scheduled | Passed | Failed | Missed, Asked::ImportSame | Asked::ImportOther) => Err(InspectionError::AlreadyScheduled),
        }
    }
}

#[test]
fn every_state_answers_every_command() {
    check::<Table>();
}
