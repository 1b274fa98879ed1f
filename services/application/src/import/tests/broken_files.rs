use super::*;
use crate::import::{ImportError, Register};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

fn keys(rows: &[Row]) -> Vec<(u64, &str)> {
    rows.iter().filter_map(|row| Some((row.line, row.outcome.as_ref().ok()?.source_key.as_str()))).collect()
}

fn taxi(number: u32) -> String {
    GOOD.replace("1767", &number.to_string())
}

#[test]
fn a_bad_row_is_refused_by_line_key_and_reason_and_the_rest_goes_on() {
    let no_key = GOOD.replace(",1767Taxi", ", ");
    let no_number = GOOD.replace(",1767,", ",,");
    let no_type = GOOD.replacen("Taxi,", ",", 1);
    let lower = GOOD.replace("ACTIVE", "active");
    let short = GOOD.replace(",CHICAGO,IL", ",CHICAGO");
    let long = format!("{GOOD},more");
    let rows = body([&no_key, &no_number, &no_type, &lower, &short, &long, GOOD].join("\n"));
    assert_eq!(
        refused(&rows),
        [
            (2, "", "row-key-missing"),
            (3, "1767Taxi", "row-number-missing"),
            (4, "1767Taxi", "row-type-missing"),
            (5, "1767Taxi", "row-unknown-status"),
            (6, "", "row-wrong-columns"),
            (7, "", "row-wrong-columns"),
        ]
    );
    assert_eq!(keys(&rows), [(8, "1767Taxi")]);
}

#[test]
fn keys_without_a_letter_or_digit_are_no_keys() {
    for key in ["-", "?", "NONE", "\u{a0}"] {
        let rows = body(GOOD.replace("1767Taxi", key));
        assert_eq!(refused(&rows), [(2, "", "row-key-missing")], "{key:?}");
    }
}

#[test]
fn bytes_that_postgresql_could_not_keep_are_refused() {
    let nul = GOOD.replace("SIENNA", "SIE\0NNA");
    let mut latin = GOOD.replace("SIENNA", "SIE#NNA").into_bytes();
    let at = latin.iter().position(|byte| *byte == b'#').expect("put there");
    latin[at] = 0xe9;
    let rows = body([nul.as_bytes(), b"\n", &latin, b"\n", GOOD.as_bytes()].concat());
    assert_eq!(refused(&rows), [(2, "1767Taxi", "row-nul-character"), (3, "1767Taxi", "row-not-utf8")]);
    assert_eq!(keys(&rows), [(4, "1767Taxi")]);
    let message = rows[0].outcome.as_ref().expect_err("refused").to_string();
    assert_eq!(message, "the value of \"Vehicle Model\" holds a NUL character");
}

#[test]
fn a_byte_order_mark_crlf_and_blank_lines_change_nothing_but_line_numbers() {
    let plain = rows(REGISTER);
    let windows = format!("\u{feff}{}", REGISTER.replace('\n', "\r\n"));
    assert_eq!(rows(&windows), plain);
    assert_eq!(rows(REGISTER.trim_end()), plain, "no line break at the end");

    let spread = rows(REGISTER.replace('\n', "\r\n\r\n\n"));
    let records = |rows: &[Row]| rows.iter().map(|row| row.outcome.clone()).collect::<Vec<_>>();
    assert_eq!(records(&spread), records(&plain));
    assert_eq!(spread.iter().map(|row| row.line).take(3).collect::<Vec<_>>(), [4, 7, 10]);
}

#[test]
fn a_value_may_run_over_two_lines() {
    let address = GOOD.replace("9696 W. FOSTER AVE.", "\"9696 W. FOSTER AVE.\r\nSuite \"\"B\"\"\"");
    let rows = body(format!("{address}\n{}\n", taxi(7)));
    assert_eq!(keys(&rows), [(2, "1767Taxi"), (4, "7Taxi")]);
    let record = rows[0].outcome.as_ref().expect("accepted");
    assert_eq!(record.address.as_deref(), Some("9696 W. FOSTER AVE.\r\nSuite \"B\", CHICAGO, IL, 60656"));
}

#[test]
fn a_stray_quotation_mark_costs_its_own_row_only() {
    let closed_by_another = taxi(1).replace("TOYOTA", "\"TOYOTA");
    let rows = body([closed_by_another, taxi(2)].join("\n"));
    assert_eq!(refused(&rows), [(2, "", "row-wrong-columns")]);
    assert_eq!(keys(&rows), [(3, "2Taxi")]);

    let stray = taxi(1).replace("TOYOTA", "\"TOYOTA").replace("\"MARGA ZORA, CORP.\"", "MARGA");
    let rows = body([stray.clone(), taxi(2), taxi(3)].join("\n"));
    assert_eq!(refused(&rows), [(2, "", "row-unclosed-quote")]);
    assert_eq!(keys(&rows), [(3, "2Taxi"), (4, "3Taxi")]);

    let at_the_end = body(format!("{}\n{stray}", taxi(2)));
    assert_eq!(refused(&at_the_end), [(3, "", "row-unclosed-quote")]);
    assert_eq!(keys(&at_the_end), [(2, "2Taxi")]);
}

#[test]
fn two_stray_quotation_marks_in_one_column_do_not_hide_a_row() {
    let first = taxi(1).replace("TOYOTA", "\"TOYOTA");
    let second = taxi(2).replace(",SIENNA", "\",SIENNA").replace("\"MARGA ZORA, CORP.\"", "MARGA");
    let first = first.replace("\"MARGA ZORA, CORP.\"", "MARGA");
    let rows = body([first, second, taxi(3)].join("\n"));
    assert_eq!(refused(&rows), [(2, "", "row-unclosed-quote")]);
    assert_eq!(keys(&rows), [(3, "2Taxi"), (4, "3Taxi")]);
}

#[test]
fn quotation_marks_inside_a_plain_value_are_part_of_it() {
    let rows = body([taxi(1).replace("SIENNA", "6\" VAN"), taxi(2)].join("\n"));
    assert_eq!(keys(&rows), [(2, "1Taxi"), (3, "2Taxi")]);
    assert_eq!(rows[0].outcome.as_ref().expect("accepted").model.as_deref(), Some("6\" VAN"));
}

#[test]
fn a_line_without_an_end_is_not_held_in_memory() {
    let endless = taxi(1).replace("SIENNA", &"S".repeat(1_000_000));
    let rows = body([endless, taxi(2)].join("\n"));
    assert_eq!(refused(&rows), [(2, "", "row-too-long")]);
    assert_eq!(keys(&rows), [(3, "2Taxi")]);
}

#[test]
fn a_file_without_a_usable_header_is_refused_as_a_whole() {
    let open = |bytes: &[u8]| Register::open(bytes).map(|register| register.header().to_vec());
    assert!(matches!(open(b""), Err(ImportError::Empty)));
    assert!(matches!(open(b"\n\r\n"), Err(ImportError::Empty)));
    assert!(matches!(open(b"\xff\xfeV\0e\0h\0"), Err(ImportError::HeaderNotUtf8)));
    assert!(matches!(open(b"a,\"b\nc,d"), Err(ImportError::HeaderNotCsv(_))));

    let mapping = chicago();
    let lacking = header().replace("Status,", "").replace(",Record ID", ",Key");
    let error = read_rows(lacking.as_bytes(), &mapping, 2026).err().expect("refused").to_string();
    assert_eq!(
        error,
        "the header lacks columns that the mapping of chicago-vehicle-licences needs: \"Record ID\", \"Status\""
    );
    let doubled = format!("{},Status", header());
    let error = read_rows(doubled.as_bytes(), &mapping, 2026).err().expect("refused");
    assert!(matches!(error, ImportError::DoubledColumn { column } if column == "Status"));
}

#[test]
fn a_header_keeps_its_meaning_in_another_order_and_without_its_trailing_space() {
    let mut columns: Vec<&str> = header().split(',').map(str::trim).collect();
    let mut values: Vec<&str> = GOOD.split(',').collect();
    columns.rotate_left(5);
    values = values.iter().map(|value| value.trim_matches('"')).filter(|value| *value != " CORP.").collect();
    values.rotate_left(5);
    let rows = rows(format!("{}\n{}\n", columns.join(","), values.join(",")));
    let record = rows[0].outcome.as_ref().expect("accepted");
    assert_eq!(record.source_key, "1767Taxi");
    assert_eq!(record.management.as_deref(), Some("Owner-Operator"));
}

#[test]
fn whatever_was_written_as_csv_comes_back_with_its_line() {
    let mut rng = StdRng::seed_from_u64(1405);
    for _ in 0..200 {
        let mut text = format!("{}\n", header()).into_bytes();
        let mut expected = Vec::new();
        for number in 0..rng.gen_range(1..8u32) {
            let line = 1 + text.iter().filter(|byte| **byte == b'\n').count() as u64;
            let mut company = String::from("C");
            for _ in 0..rng.gen_range(0..12) {
                company.push(['a', ',', '"', '\n', '\r', ' ', 'ی'][rng.gen_range(0..7usize)]);
            }
            let mut values: Vec<&str> = GOOD.splitn(10, ',').take(9).collect();
            let (number, key) = (number.to_string(), format!("{number}Taxi"));
            values[1] = &number;
            values.extend([company.as_str(), "street", "city", "IL", "60656", "", "", &key]);
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&values).expect("in memory");
            text.extend(writer.into_inner().expect("in memory"));
            expected.push((line, key.clone(), company.trim().to_owned()));
        }
        let found: Vec<_> = rows(&text)
            .into_iter()
            .map(|row| {
                let record = row.outcome.expect("accepted");
                (row.line, record.source_key, record.company.expect("given"))
            })
            .collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn no_bytes_panic_and_every_line_is_told_of() {
    let mut rng = StdRng::seed_from_u64(1406);
    for _ in 0..2_000 {
        let bytes: Vec<u8> =
            (0..rng.gen_range(0..60)).map(|_| b"\",\n\r\0aZ\xff\xd9"[rng.gen_range(0..9usize)]).collect();
        let told: Vec<u64> = body(&bytes).iter().map(|row| row.line).collect();
        let lines = bytes.split(|byte| *byte == b'\n').enumerate();
        let written: Vec<u64> =
            lines.filter(|(_, line)| !line.is_empty() && *line != b"\r").map(|(at, _)| at as u64 + 2).collect();
        // No record here has seventeen values, so none may run over several lines.
        assert_eq!(told, written, "{}", bytes.escape_ascii());
    }
}
