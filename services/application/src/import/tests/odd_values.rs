use super::*;
use crate::import::Report;
use domain::licensing::licence::ImportedStanding;
use domain::licensing::vehicle::{Fuel, VehicleError};
use std::collections::BTreeMap;

fn by_key(key: &str) -> LegacyRecord {
    let found = rows(REGISTER).into_iter().filter_map(|row| row.outcome.ok()).find(|record| record.source_key == key);
    *found.unwrap_or_else(|| panic!("{key} is in the fixture"))
}

fn warnings(record: &LegacyRecord) -> Vec<(&str, &str, &str)> {
    record.warnings.iter().map(|w| (w.field.as_str(), w.value.as_str(), w.reason.as_str())).collect()
}

#[test]
fn a_plain_row_becomes_a_record_without_warnings() {
    let record = record(GOOD);
    assert_eq!(record.source, "chicago-vehicle-licences");
    assert_eq!((record.source_key.as_str(), record.number.as_str()), ("1767Taxi", "1767"));
    assert_eq!((record.vehicle_type.as_str(), record.source_status.as_str()), ("taxi", "ACTIVE"));
    assert_eq!(record.standing, ImportedStanding::Valid);
    assert_eq!((record.make.as_deref(), record.model.as_deref()), (Some("TOYOTA"), Some("SIENNA")));
    assert_eq!((record.year, record.colour.as_deref()), (Some(2020), Some("WHITE")));
    assert_eq!((record.fuel, record.source_fuel.as_deref()), (Some(Fuel::Petrol), Some("Gasoline")));
    assert_eq!(record.wheelchair, Some(true));
    assert_eq!(record.company.as_deref(), Some("MARGA ZORA, CORP."));
    assert_eq!(record.address.as_deref(), Some("9696 W. FOSTER AVE., CHICAGO, IL, 60656"));
    assert_eq!((record.agency.as_deref(), record.management.as_deref()), (Some("Flash Cab Co"), Some("Owner-Operator")));
    assert_eq!(record.mapping_version, "1");
    assert!(record.warnings.is_empty(), "{:?}", record.warnings);
}

#[test]
fn every_row_of_the_fixture_is_taken_and_every_status_word_kept() {
    let mut words = BTreeMap::new();
    for row in rows(REGISTER) {
        let record = row.outcome.expect("accepted");
        words.insert(record.source_status.clone(), record.standing);
    }
    use ImportedStanding::*;
    let expected = [
        ("ACTIVE", Valid), ("FORECLOSURE", Suspended), ("HOLD", Suspended), ("INACTIVE", Terminated),
        ("RESERVED", Terminated), ("REVOKED", Revoked), ("SURRENDER", Surrendered), ("VIOLATION", Suspended),
    ];
    assert_eq!(words, expected.map(|(word, ours)| (word.to_owned(), ours)).into());
    assert_eq!(rows(REGISTER).len(), 33);
}

#[test]
fn years_that_cannot_be_stay_empty_with_what_the_source_says() {
    for (key, year) in [("5Pedicab", "0"), ("18830Charter Sightseeing", "1196"), ("2859Taxi", "2859")] {
        let record = by_key(key);
        assert_eq!(record.year, None);
        assert!(warnings(&record).contains(&("year", year, "implausible")), "{key}");
    }
    for (year, believed) in [("1949", false), ("1950", true), ("2027", true), ("2028", false), ("20I4", false), ("-5", false)] {
        let record = record(&GOOD.replace("2020", year));
        assert_eq!(record.year.is_some(), believed, "{year}");
        assert_eq!(record.warnings.is_empty(), believed, "{year}");
    }
}

#[test]
fn blanks_are_warned_of_where_something_should_be() {
    let record = by_key("6986Taxi");
    let blank = ["make", "model", "colour", "year"].map(|field| (field, "", "blank"));
    assert_eq!(warnings(&record), blank, "a taxi without affiliation and manager is not odd");
    assert_eq!((record.make, record.model, record.year, record.colour), (None, None, None, None));
}

#[test]
fn words_that_stand_for_nothing_are_nothing() {
    let pedicab = by_key("133Pedicab");
    assert_eq!(pedicab.model, None);
    assert_eq!(warnings(&pedicab), [("model", "NONE", "blank"), ("fuel", "Pedal", "unknown")]);
    assert_eq!(by_key("17085Charter Sightseeing").colour, None);
}

#[test]
fn fuels_that_are_none_of_ours_are_kept_in_the_sources_word() {
    for (key, word) in [
        ("133Pedicab", "Pedal"),
        ("58Horse Drawn Carriage", "Horse"),
        ("3661Taxi", "Flex Fuel"),
        ("13009Charter Sightseeing", "Diesel"),
        ("12025Charter Sightseeing", "Bio-Diesel"),
    ] {
        let record = by_key(key);
        assert_eq!((record.fuel, record.source_fuel.as_deref()), (None, Some(word)));
        assert!(warnings(&record).contains(&("fuel", word, "unknown")), "{key}");
    }
    assert_eq!(by_key("1093Taxi").fuel, Some(Fuel::Cng));
    assert_eq!(by_key("7699Livery").fuel, Some(Fuel::Electric));
    assert_eq!(by_key("5484Taxi").fuel, Some(Fuel::Hybrid));
}

#[test]
fn words_that_mean_no_agency_are_no_agency() {
    for (key, word) in [("4063Taxi", "DIS-AFFILIATED"), ("5644Taxi", "EXPIRED AFFILIATION")] {
        let record = by_key(key);
        assert_eq!(record.agency, None);
        assert_eq!(warnings(&record), [("agency", word, "unknown")]);
    }
}

#[test]
fn a_kind_of_vehicle_that_the_mapping_does_not_know_keeps_its_word() {
    let record = record(&GOOD.replacen("Taxi,1767", "Water-Taxi (small),1767", 1));
    assert_eq!(record.vehicle_type, "water_taxi_small");
    assert_eq!(warnings(&record), [("vehicle_type", "Water-Taxi (small)", "unknown")]);
}

#[test]
fn a_word_for_wheelchairs_that_is_not_known_is_not_guessed() {
    let record = record(&GOOD.replace(",Y,", ",y,"));
    assert_eq!(record.wheelchair, None);
    assert_eq!(warnings(&record), [("wheelchair", "y", "unknown")]);
}

#[test]
fn white_space_around_a_value_is_dropped_but_counts_in_the_hash() {
    let spaced = record(&GOOD.replace("TOYOTA", " TOYOTA "));
    assert_eq!(spaced.make.as_deref(), Some("TOYOTA"));
    assert_ne!(spaced.source_row_hash, record(GOOD).source_row_hash);
}

#[test]
fn the_hash_is_of_the_values_not_of_the_quotation_marks() {
    let hash = record(GOOD).source_row_hash;
    assert_eq!(hash.len(), 64);
    assert_eq!(record(&GOOD.replace("TOYOTA", "\"TOYOTA\"")).source_row_hash, hash);
    assert_eq!(record(&format!("{GOOD}\r\n")).source_row_hash, hash);
    let shifted = GOOD.replace("TOYOTA,SIENNA", "TOYOTAS,IENNA");
    assert_ne!(record(&shifted).source_row_hash, hash);
    // Python: sha256(''.join(f'{len(v.encode())}:{v},' for v in row).encode()).hexdigest()
    assert_eq!(hash, "8267d3ceac66103241d9b5b1063ce44998e0530500790df364574962418e58d6");
}

#[test]
fn a_report_tells_refusals_and_warnings_line_by_line() {
    let mut report = Report::new(Vec::new()).expect("written");
    let bad = GOOD.replace("ACTIVE", "LOST, PERHAPS").replace("LOST, PERHAPS", "\"LOST, PERHAPS\"");
    for row in body(format!("{bad}\n{}\n{GOOD}\n", GOOD.replace("2020", "0").replace("WHITE", "").replace("SIENNA", "NONE"))) {
        report.row(&row).expect("written");
    }
    report.refused(9, "1767Taxi", &VehicleError::RowChanged).expect("written");
    let text = String::from_utf8(report.finish().expect("written")).expect("text");
    assert_eq!(
        text,
        "line,key,outcome,reason,message\n\
         2,1767Taxi,refused,row-unknown-status,\"the mapping knows no status \"\"LOST, PERHAPS\"\"\"\n\
         3,1767Taxi,warning,blank,\"model says \"\"NONE\"\", which stands for nothing\"\n\
         3,1767Taxi,warning,blank,colour is blank\n\
         3,1767Taxi,warning,implausible,\"year \"\"0\"\" cannot be true and stays empty\"\n\
         9,1767Taxi,refused,row-changed,this row was imported before and has changed since; correct the record by an officer's command\n"
    );
}

/// Reads a whole register by hand: `PARVANEH_REGISTER=FILE cargo test -p application -- --ignored --nocapture whole`.
#[test]
#[ignore = "reads the file that PARVANEH_REGISTER names"]
fn the_whole_register_is_counted() {
    let path = std::env::var("PARVANEH_REGISTER").expect("PARVANEH_REGISTER names a register");
    let register = std::fs::read(path).expect("readable");
    let rows = rows(&register);
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut warned = 0u64;
    for row in &rows {
        match &row.outcome {
            Err(refused) => *counts.entry(format!("refused: {refused}")).or_default() += 1,
            Ok(record) => {
                *counts.entry(format!("standing {:?}", record.standing)).or_default() += 1;
                warned += u64::from(!record.warnings.is_empty());
                for warning in &record.warnings {
                    *counts.entry(format!("warning {}", warning.reason)).or_default() += 1;
                    *counts.entry(format!("warning {} of {}", warning.reason, warning.field)).or_default() += 1;
                }
            }
        }
    }
    println!("{} rows, {} refused, {warned} with warnings: {counts:#?}", rows.len(), refused(&rows).len());
}
