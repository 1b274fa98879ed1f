use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{ClaimChange, LogEvent, Plate, Vin};
use crate::licensing::licence::ImportedStanding;
use cqrs_es::test::TestFramework;

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
        policy_version: "1405-01".into(),
    }
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

    cases!(State { Absent, Registered, Imported });
    cases!(Asked { Register, ImportLegacyRecord, ImportChangedRow });

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
                State::Imported => vec![imported("a")],
            }
        }

        fn is(state: State, vehicle: &Vehicle) -> bool {
            match vehicle {
                Vehicle::Absent => state == State::Absent,
                Vehicle::Registered { permit_kind } => state == State::Registered && permit_kind == "taxi",
                Vehicle::Imported { .. } => state == State::Imported,
            }
        }

        fn command(asked: Asked) -> VehicleCommand {
            match asked {
                Asked::Register => VehicleCommand::Register(register()),
                Asked::ImportLegacyRecord => VehicleCommand::ImportLegacyRecord(record("a")),
                Asked::ImportChangedRow => VehicleCommand::ImportLegacyRecord(record("b")),
            }
        }

        fn asked(command: &VehicleCommand) -> Asked {
            match command {
                VehicleCommand::Register(_) => Asked::Register,
                VehicleCommand::ImportLegacyRecord(row) if row.source_row_hash == "a" => Asked::ImportLegacyRecord,
                VehicleCommand::ImportLegacyRecord(_) => Asked::ImportChangedRow,
            }
        }

        fn expected(state: State, asked: Asked) -> Verdict<Self> {
            use State::{Absent, Imported, Registered};
            match (state, asked) {
                (Absent, Asked::Register) => Ok((&["VehicleRegistered"], Registered)),
                (Absent, Asked::ImportLegacyRecord | Asked::ImportChangedRow) => {
                    Ok((&["LegacyRecordImported"], Imported))
                }
                (Registered, Asked::Register | Asked::ImportLegacyRecord | Asked::ImportChangedRow) => {
                    Err(VehicleError::AlreadyRegistered)
                }
                (Imported, Asked::Register) => Err(VehicleError::AlreadyRegistered),
                (Imported, Asked::ImportLegacyRecord) => Err(VehicleError::AlreadyImported),
                (Imported, Asked::ImportChangedRow) => Err(VehicleError::RowChanged),
            }
        }
    }

    #[test]
    fn every_state_answers_every_command() {
        check::<Table>();
    }
}
