//! Records of a CSV file, each with the line on which it begins.
//!
//! The csv crate alone would let one stray quotation mark swallow every row up to the next. Here a
//! value may run over several lines, but where that does not make a whole record the first line is
//! refused by itself and reading goes on with the line after it.

use super::RowError;
use csv::ByteRecord;
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

/// The longest line that is read, in bytes.
pub(super) const LINE_LIMIT: usize = 64 * 1024;
/// A value runs over at most so many lines.
const LINES_OF_A_RECORD: usize = 16;

struct Line {
    number: u64,
    bytes: Vec<u8>,
    too_long: bool,
}

/// The records of a file.
pub(super) struct Records<R> {
    reader: BufReader<R>,
    read: u64,
    put_back: VecDeque<Line>,
}

impl<R: Read> Records<R> {
    pub fn new(reader: R) -> Self {
        Self { reader: BufReader::new(reader), read: 0, put_back: VecDeque::new() }
    }

    /// The next record that is not blank. `columns` is how many values it must have to run over
    /// several lines.
    pub fn next(&mut self, columns: Option<usize>) -> io::Result<Option<(u64, Result<ByteRecord, RowError>)>> {
        let first = loop {
            match self.line()? {
                None => return Ok(None),
                Some(line) if !line.too_long && without_line_end(&line.bytes).is_empty() => {}
                Some(line) => break line,
            }
        };
        let number = first.number;
        if first.too_long {
            return Ok(Some((number, Err(RowError::TooLong { limit: LINE_LIMIT }))));
        }

        let mut quotes = Quotes::default();
        quotes.feed(&first.bytes);
        let mut text = first.bytes;
        let mut more = Vec::new();
        while quotes.open() && more.len() + 1 < LINES_OF_A_RECORD {
            let Some(line) = self.line()? else { break };
            quotes.feed(&line.bytes);
            text.extend_from_slice(&line.bytes);
            more.push(line);
        }
        let record = parse(without_line_end(&text))?;
        let whole = more.is_empty() || (columns.is_none_or(|columns| record.len() == columns) && !swallows(&record));
        if quotes.open() || !whole || more.iter().any(|line| line.too_long) {
            for line in more.into_iter().rev() {
                self.put_back.push_front(line);
            }
            return Ok(Some((number, Err(RowError::UnclosedQuote))));
        }
        Ok(Some((number, Ok(record))))
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.put_back.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        let limit = LINE_LIMIT as u64 + 1;
        if (&mut self.reader).take(limit).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.read += 1;
        let too_long = bytes.len() > LINE_LIMIT;
        let mut ended = bytes.ends_with(b"\n");
        while too_long && !ended {
            let mut rest = Vec::new();
            let found = (&mut self.reader).take(limit).read_until(b'\n', &mut rest)?;
            ended = found == 0 || rest.ends_with(b"\n");
        }
        if self.read == 1 && bytes.starts_with("\u{feff}".as_bytes()) {
            bytes.drain(.."\u{feff}".len());
        }
        Ok(Some(Line { number: self.read, bytes, too_long }))
    }
}

/// One record, its line break taken off; a carriage return inside is part of a value.
fn parse(text: &[u8]) -> io::Result<ByteRecord> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .terminator(csv::Terminator::Any(b'\n'))
        .buffer_capacity(text.len().max(1))
        .from_reader(text);
    let mut record = ByteRecord::new();
    reader.read_byte_record(&mut record).map_err(io::Error::other)?;
    Ok(record)
}

fn without_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

/// Whether a value of several lines holds as many commas as a row: two stray quotation marks in
/// one column of two rows leave a record of the right width that lost a row.
fn swallows(record: &ByteRecord) -> bool {
    record.iter().any(|value| {
        value.contains(&b'\n') && value.iter().filter(|byte| **byte == b',').count() + 1 >= record.len()
    })
}

/// Whether a quoted value is open, by the rules by which the csv crate reads.
#[derive(Default)]
struct Quotes {
    at: At,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum At {
    #[default]
    Start,
    Plain,
    Quoted,
    QuoteInQuoted,
}

impl Quotes {
    fn feed(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.at = match (self.at, byte) {
                (At::Start, b'"') | (At::QuoteInQuoted, b'"') => At::Quoted,
                (At::Quoted, b'"') => At::QuoteInQuoted,
                (At::Quoted, _) => At::Quoted,
                (_, b',' | b'\n') => At::Start,
                _ => At::Plain,
            };
        }
    }

    fn open(&self) -> bool {
        self.at == At::Quoted
    }
}
