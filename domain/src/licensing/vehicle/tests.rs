use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{ClaimChange, LogEvent, Plate, Vin};
use crate::licensing::licence::ImportedStanding;
use chrono::NaiveDate;
use cqrs_es::test::TestFramework;
use uuid::Uuid;

fn register() -> RegisterVehicle {
    RegisterVehicle {
        plate: Plate::parse("12ت345-79").expect("a plate"),
        vin: Vin::parse("NAAM01CA5CR123456").expect("a VIN"),
        make: "ایران‌خودرو".into(),
        model: "سمند".into(),
        year: 2021,
        this_year: 2026,
        colour: "زرد".into(),
        fuel: Fuel::Dual,
        permit_kind: "taxi".into(),
        threshold_years: None,
        policy_version: "1405-01".into(),
    }
}

fn threshold(on: NaiveDate) -> VehicleEvent {
    VehicleEvent::ThresholdAgeSet { on, years: 8, policy_version: "1405-01".into() }
}

/// 1 Farvardin 1408: a car of 1400 grows eight years old in that year.
fn eight_years_on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2029, 3, 20).expect("a real day")
}

fn flag() -> VehicleCommand {
    VehicleCommand::FlagWornOut { failed: vec![Uuid::from_u128(1), Uuid::from_u128(2)], policy_version: "1405-01".into() }
}

fn flagged() -> VehicleEvent {
    VehicleEvent::VehicleFlaggedWornOut { failed: vec![Uuid::from_u128(1), Uuid::from_u128(2)], policy_version: "1405-01".into() }
}

fn registered() -> VehicleEvent {
    let v = register();
    VehicleEvent::VehicleRegistered {
        plate: v.plate,
        vin: v.vin,
        make: v.make,
        model: v.model,
        year: v.year,
        colour: v.colour,
        fuel: v.fuel,
        permit_kind: v.permit_kind,
        policy_version: v.policy_version,
    }
}

fn record(row_hash: &str) -> Box<LegacyRecord> {
    Box::new(LegacyRecord {
        source: "chicago".into(),
        source_key: "1767Taxi".into(),
        source_row_hash: row_hash.into(),
        mapping_version: "1".into(),
        vehicle_type: "taxi".into(),
        number: "1767".into(),
        standing: ImportedStanding::Valid,
        source_status: "ACTIVE".into(),
        make: Some("TOYOTA".into()),
        model: None,
        year: None,
        colour: None,
        fuel: None,
        source_fuel: Some("Flex Fuel".into()),
        wheelchair: Some(true),
        company: None,
        address: None,
        agency: None,
        management: None,
        warnings: vec![ImportWarning { field: "fuel".into(), value: "Flex Fuel".into(), reason: "unknown".into() }],
    })
}

fn imported(row_hash: &str) -> VehicleEvent {
    VehicleEvent::LegacyRecordImported(record(row_hash))
}

fn vehicle() -> TestFramework<Vehicle> {
    TestFramework::with(())
}

mod stories {
    use super::*;

    #[test]
    fn an_officer_registers_a_taxi() {
        vehicle()
            .given_no_previous_events()
            .when(VehicleCommand::Register(register()))
            .then_expect_events(vec![registered()]);
    }

    #[test]
    fn a_car_reaches_its_threshold_age_with_the_solar_year_in_which_it_grows_so_old() {
        vehicle()
            .given_no_previous_events()
            .when(VehicleCommand::Register(RegisterVehicle { threshold_years: Some(8), ..register() }))
            .then_expect_events(vec![registered(), threshold(eight_years_on())]);
        let given = || vehicle().given(vec![registered(), threshold(eight_years_on())]);
        let reach = |today| VehicleCommand::ReachThresholdAge { today };
        let before = eight_years_on().pred_opt().expect("a day");
        given().when(reach(before)).then_expect_error(VehicleError::ThresholdNotReached);
        let reached = VehicleEvent::VehicleReachedThresholdAge { on: eight_years_on() };
        given().when(reach(eight_years_on())).then_expect_events(vec![reached]);
    }

    #[test]
    fn a_car_is_made_between_1950_and_next_year() {
        for (year, fine) in [(1949, false), (1950, true), (2027, true), (2028, false), (0, false), (2859, false)] {
            let outcome = vehicle()
                .given_no_previous_events()
                .when(VehicleCommand::Register(RegisterVehicle { year, ..register() }))
                .inspect_result();
            assert_eq!(outcome.is_ok(), fine, "{year}");
            assert!(fine || outcome == Err(VehicleError::ImplausibleYear));
        }
    }

    #[test]
    fn a_row_is_kept_as_it_came_with_its_warnings() {
        vehicle()
            .given_no_previous_events()
            .when(VehicleCommand::ImportLegacyRecord(record("a")))
            .then_expect_events(vec![imported("a")]);
    }

    #[test]
    fn the_same_row_again_is_told_apart_from_a_row_that_changed() {
        vehicle()
            .given(vec![imported("a")])
            .when(VehicleCommand::ImportLegacyRecord(record("a")))
            .then_expect_error(VehicleError::AlreadyImported);
        vehicle()
            .given(vec![imported("a")])
            .when(VehicleCommand::ImportLegacyRecord(record("b")))
            .then_expect_error(VehicleError::RowChanged);
    }

    #[test]
    fn plate_vin_and_source_key_are_unique() {
        let take = |scope, value: &str| ClaimChange::Take { scope, value: value.into() };
        assert_eq!(
            registered().claims(),
            vec![take("vehicle.plate", "12ت345-79"), take("vehicle.vin", "NAAM01CA5CR123456")]
        );
        assert_eq!(imported("a").claims(), vec![take("vehicle.source_key", "chicago:1767Taxi")]);
    }

    #[test]
    fn the_same_row_stands_for_the_same_vehicle() {
        let id = LegacyRecord::vehicle_id("chicago", "1767Taxi");
        assert_eq!(id, LegacyRecord::vehicle_id("chicago", "1767Taxi"));
        assert_ne!(id, LegacyRecord::vehicle_id("chicago", "1767Livery"));
        assert_ne!(id, LegacyRecord::vehicle_id("qazvin", "1767Taxi"));
    }

    #[test]
    fn every_fuel_has_its_own_word() {
        for fuel in Fuel::ALL {
            assert_eq!(Fuel::parse(fuel.code()), Some(fuel));
            assert_eq!(serde_json::to_value(fuel).expect("a word"), fuel.code());
        }
        assert_eq!(Fuel::parse("Pedal"), None);
    }
}

mod pairs {
    use super::*;

    cases!(State { Absent, Registered, Aged, Past, WornOut, Imported });
    cases!(Asked { Register, ImportLegacyRecord, ImportChangedRow, ReachThresholdAge, FlagWornOut });

    struct Table;

    impl Pairs for Table {
        type Aggregate = Vehicle;
        type State = State;
        type Command = Asked;
        const STATES: &'static [State] = State::ALL;
        const COMMANDS: &'static [Asked] = Asked::ALL;

        fn history(state: State) -> Vec<VehicleEvent> {
            match state {
                State::Absent => vec![],
                State::Registered => vec![registered()],
                State::Aged => vec![registered(), threshold(eight_years_on())],
                State::Past => {
                    vec![registered(), threshold(eight_years_on()), VehicleEvent::VehicleReachedThresholdAge { on: eight_years_on() }]
                }
                State::WornOut => vec![registered(), flagged()],
                State::Imported => vec![imported("a")],
            }
        }

        fn is(state: State, vehicle: &Vehicle) -> bool {
            match vehicle {
                Vehicle::Absent => state == State::Absent,
                Vehicle::Registered { life, .. } if life.worn_out => state == State::WornOut,
                Vehicle::Registered { life, .. } if life.past_threshold => state == State::Past,
                Vehicle::Registered { life, .. } if life.threshold_on.is_some() => state == State::Aged,
                Vehicle::Registered { permit_kind, .. } => state == State::Registered && permit_kind == "taxi",
                Vehicle::Imported { .. } => state == State::Imported,
            }
        }

        fn command(asked: Asked) -> VehicleCommand {
            match asked {
                Asked::Register => VehicleCommand::Register(register()),
                Asked::ImportLegacyRecord => VehicleCommand::ImportLegacyRecord(record("a")),
                Asked::ImportChangedRow => VehicleCommand::ImportLegacyRecord(record("b")),
                Asked::ReachThresholdAge => VehicleCommand::ReachThresholdAge { today: eight_years_on() },
                Asked::FlagWornOut => flag(),
            }
        }

        fn asked(command: &VehicleCommand) -> Asked {
            match command {
                VehicleCommand::Register(_) => Asked::Register,
                VehicleCommand::ImportLegacyRecord(row) if row.source_row_hash == "a" => Asked::ImportLegacyRecord,
                VehicleCommand::ImportLegacyRecord(_) => Asked::ImportChangedRow,
                VehicleCommand::ReachThresholdAge { .. } => Asked::ReachThresholdAge,
                VehicleCommand::FlagWornOut { .. } => Asked::FlagWornOut,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            use State::{Absent, Aged, Imported, Past, Registered, WornOut};
            match (state, asked) {
                (Absent, Asked::Register) => Ok((&["VehicleRegistered"], Registered)),
                (Absent, Asked::ImportLegacyRecord | Asked::ImportChangedRow) => {
                    Ok((&["LegacyRecordImported"], Imported))
                }
                (Registered | Aged | Past | WornOut, Asked::Register | Asked::ImportLegacyRecord | Asked::ImportChangedRow) => {
                    Err(VehicleError::AlreadyRegistered)
                }
                (Imported, Asked::Register) => Err(VehicleError::AlreadyRegistered),
                (Imported, Asked::ImportLegacyRecord) => Err(VehicleError::AlreadyImported),
                (Imported, Asked::ImportChangedRow) => Err(VehicleError::RowChanged),
                (Absent | Imported, Asked::ReachThresholdAge | Asked::FlagWornOut) => Err(VehicleError::NotRegistered),
                (Registered | WornOut, Asked::ReachThresholdAge) => Err(VehicleError::ThresholdNotReached),
                (Aged, Asked::ReachThresholdAge) => Ok((&["VehicleReachedThresholdAge"], Past)),
                (Past, Asked::ReachThresholdAge) => Err(VehicleError::AlreadyPastThreshold),
                (Registered | Aged | Past, Asked::FlagWornOut) => Ok((&["VehicleFlaggedWornOut"], WornOut)),
                (WornOut, Asked::FlagWornOut) => Err(VehicleError::AlreadyWornOut),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
