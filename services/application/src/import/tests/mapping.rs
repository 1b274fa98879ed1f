use super::*;
use crate::import::{Field, ImportError};

const TEXT: &str = include_str!("../../../mappings/chicago-vehicle-licences.toml");

fn wrong(text: &str) -> (usize, String, String) {
    match Mapping::parse("m.toml", text).expect_err("refused") {
        ImportError::MappingWrong { line, field, message, .. } => (line, field, message),
        other => panic!("{other}"),
    }
}

#[test]
fn a_register_finds_its_mapping_by_its_header() {
    let header: Vec<String> = header().split(',').map(str::to_owned).collect();
    assert_eq!(Mapping::for_header(&header).expect("fits"), chicago());

    let inspections = ["Public Vehicle Type", "Public Vehicle Number", "Company Name"].map(str::to_owned);
    let error = Mapping::for_header(&inspections).expect_err("fits none").to_string();
    assert!(error.contains("\"Record ID\"") && error.contains("\"Taxi Medallion License Management \""), "{error}");
    assert!(!error.contains("Company Name"), "{error}");
}

#[test]
fn a_mapping_is_checked_to_the_line_and_field() {
    for (from, to, field) in [
        ("fuel = \"Vehicle Fuel Source\"", "feul = \"Vehicle Fuel Source\"", "columns.feul"),
        ("HOLD = \"suspended\"", "HOLD = \"held\"", "statuses.HOLD"),
        ("Gasoline = \"petrol\"", "Gasoline = \"benzin\"", "fuels.Gasoline"),
        ("Livery = \"livery\"", "Livery = \"Livery Car\"", "vehicle_types.Livery"),
        ("source = \"chicago-vehicle-licences\"", "source = \"chicago:taxis\"", "source"),
        ("version = \"1\"", "version = 1", "version"),
        ("blank_words = [\"NONE\"]", "blank_wrods = [\"NONE\"]", "blank_wrods"),
        ("N = false", "N = 0", "wheelchair.N"),
        ("status = \"Status\"", "status = \"Record ID \"", "columns"),
    ] {
        let broken = TEXT.replacen(from, to, 1);
        let (line, found, message) = wrong(&broken);
        let at = if field == "columns" { "[columns]" } else { to };
        let expected = 1 + broken[..broken.find(at).expect("put there")].matches('\n').count();
        assert_eq!((line, found.as_str()), (expected, field), "{message}");
    }
}

#[test]
fn a_smaller_register_needs_four_columns_only() {
    let small = r#"
        source = "small-town"
        version = "1"
        earliest_year = 1950
        blank_words = []
        no_agency_words = []
        expected = []
        [columns]
        key = "id"
        number = "no"
        vehicle_type = "kind"
        status = "state"
        [statuses]
        ok = "valid"
        [fuels]
        [vehicle_types]
        cab = "taxi"
        [wheelchair]
    "#;
    let mapping = Mapping::parse("small.toml", small).expect("sound");
    let rows = read_rows("id,no,kind,state\n1,7,cab,ok\n".as_bytes(), &mapping, 2026).expect("fits");
    let rows = rows.collect::<Result<Vec<_>, _>>().expect("readable");
    let record = rows[0].outcome.as_ref().expect("accepted");
    assert_eq!((record.vehicle_type.as_str(), record.address.as_ref(), record.warnings.len()), ("taxi", None, 0));
}

#[test]
fn fields_are_named_in_mappings_as_in_warnings() {
    for field in chicago().expected {
        let text = TEXT.replace("expected = [\"make\"", &format!("expected = [\"{}\", \"make\"", field.code()));
        assert_eq!(Mapping::parse("m.toml", &text).expect("sound").expected[0], field);
    }
    assert_eq!(Field::Agency.code(), "agency");
}
