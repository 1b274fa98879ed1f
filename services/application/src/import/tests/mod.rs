mod broken_files;
mod mapping;
mod odd_values;

use super::{Mapping, Row, read_rows};
use domain::licensing::vehicle::LegacyRecord;

/// Real rows of the City of Chicago's register, one of every kind and trap.
const REGISTER: &str = include_str!("../../../tests-data/chicago-vehicle-licences.csv");
const GOOD: &str = "Taxi,1767,ACTIVE,TOYOTA,SIENNA,2020,WHITE,Gasoline,Y,\"MARGA ZORA, CORP.\",9696 W. FOSTER AVE.,CHICAGO,IL,60656,Flash Cab Co,Owner-Operator,1767Taxi";

fn chicago() -> Mapping {
    Mapping::embedded().remove(0)
}

fn header() -> &'static str {
    REGISTER.lines().next().expect("a header")
}

fn rows(register: impl AsRef<[u8]>) -> Vec<Row> {
    let mapping = chicago();
    let rows = read_rows(register.as_ref(), &mapping, 2026).expect("a header that fits");
    rows.collect::<Result<_, _>>().expect("readable to its end")
}

/// The rows that follow the header, whatever bytes they are.
fn body(rows_after_header: impl AsRef<[u8]>) -> Vec<Row> {
    rows([header().as_bytes(), b"\n", rows_after_header.as_ref()].concat())
}

fn one(row: &str) -> Row {
    let mut rows = body(row);
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows.remove(0)
}

fn record(row: &str) -> LegacyRecord {
    *one(row).outcome.expect("accepted")
}

/// Line, key and reason of every refused row.
fn refused(rows: &[Row]) -> Vec<(u64, &str, &str)> {
    use domain::kernel::Refusal;
    rows.iter()
        .filter_map(|row| row.outcome.as_ref().err().map(|refused| (row.line, refused)))
        .map(|(line, refused)| (line, refused.key.as_deref().unwrap_or_default(), refused.reason.code()))
        .collect()
}
