//! Two ordered streams of rows, joined and compared in this process, cell by cell.

use crate::AuditError;
use crate::cursor::{KeyedRow, Side};
use crate::difference::{Difference, Findings};
use crate::touches::Touches;
use serde_json::Value;
use std::cmp::Ordering;

/// The table under comparison.
pub(crate) struct Compared<'a> {
    pub table: &'a str,
    /// The types of the key's columns.
    pub key_kinds: Vec<&'a str>,
    /// The columns that both sides give, in the order of the cells.
    pub columns: &'a [String],
    pub touches: &'a Touches,
}

impl Compared<'_> {
    /// Walks both sides to their ends.
    pub async fn walk(
        &self,
        mut live: Side<'_>,
        mut replayed: Side<'_>,
        found: &mut Findings,
    ) -> Result<(), AuditError> {
        let mut left = live.next().await?;
        let mut right = replayed.next().await?;
        loop {
            let order = match (&left, &right) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(left), Some(right)) => left.key.cmp(&right.key),
            };
            self.judge(order, left.as_ref(), right.as_ref(), found);
            if order.is_le() {
                left = live.next().await?;
            }
            if order.is_ge() {
                right = replayed.next().await?;
            }
        }
    }

    /// Compares the front rows: less, and the live row is alone; greater, and the replayed one is.
    fn judge(&self, order: Ordering, left: Option<&KeyedRow>, right: Option<&KeyedRow>, found: &mut Findings) {
        found.rows += 1;
        match (order, left, right) {
            (Ordering::Equal, Some(left), Some(right)) => {
                for (at, column) in self.columns.iter().enumerate() {
                    let (live, replayed) = (cell(left, at), cell(right, at));
                    if live != replayed {
                        found.add(|| self.difference(left, Some(column), live.map(json), replayed.map(json)));
                    }
                }
            }
            (Ordering::Less, Some(left), _) => found.add(|| self.difference(left, None, Some(self.object(left)), None)),
            (Ordering::Greater, _, Some(right)) => {
                found.add(|| self.difference(right, None, None, Some(self.object(right))));
            }
            _ => {}
        }
    }

    fn difference(
        &self,
        row: &KeyedRow,
        column: Option<&str>,
        live: Option<Value>,
        replayed: Option<Value>,
    ) -> Difference {
        let key: Vec<&str> = row.key.iter().map(|text| text.as_deref().unwrap_or_default()).collect();
        Difference {
            table: self.table.to_owned(),
            key: key.join("/"),
            column: column.map(str::to_owned),
            live,
            replayed,
            first_position: self.touches.first(self.table, &row.key, &self.key_kinds),
        }
    }

    fn object(&self, row: &KeyedRow) -> Value {
        let value = |text: &Option<String>| text.as_deref().map_or(Value::Null, json);
        Value::Object(self.columns.iter().cloned().zip(row.cells.iter().map(value)).collect())
    }
}

fn cell(row: &KeyedRow, at: usize) -> Option<&str> {
    row.cells.get(at)?.as_deref()
}

/// What a cell says. The comparison is of the text; this is for the report.
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn row(key: &str, cells: &[Option<&str>]) -> KeyedRow {
        let cells = cells.iter().map(|text| text.map(str::to_owned)).collect();
        KeyedRow { key: vec![Some(key.to_owned())], cells }
    }

    async fn compare(live: Vec<KeyedRow>, replayed: Vec<KeyedRow>) -> Findings {
        let mut touches = Touches::default();
        touches.note("t", "a", 3);
        touches.note("t", "c", 9);
        let columns = ["k".to_owned(), "n".to_owned()];
        let compared = Compared { table: "t", key_kinds: vec!["text"], columns: &columns, touches: &touches };
        let mut found = Findings::default();
        compared.walk(Side::of(live), Side::of(replayed), &mut found).await.expect("nothing can fail in memory");
        found
    }

    #[tokio::test]
    async fn equal_sides_differ_in_nothing() {
        let rows = vec![row("a", &[Some("\"a\""), None]), row("b", &[Some("\"b\""), Some("2")])];
        let found = compare(rows.clone(), rows).await;
        assert_eq!((found.rows, found.count), (2, 0));
    }

    #[tokio::test]
    async fn a_changed_cell_a_lost_row_and_an_invented_row_are_told() {
        let live = vec![row("a", &[Some("\"a\""), Some("1")]), row("b", &[Some("\"b\""), None])];
        let replayed = vec![row("a", &[Some("\"a\""), Some("2")]), row("c", &[Some("\"c\""), Some("1.0")])];
        let found = compare(live, replayed).await;
        assert_eq!((found.rows, found.count), (3, 3));
        let told: Vec<_> = found.differing.iter().map(|d| serde_json::to_value(d).expect("JSON")).collect();
        assert_eq!(
            told,
            [
                json!({"table": "t", "key": "a", "column": "n", "live": 1, "replayed": 2, "first_position": 3}),
                json!({"table": "t", "key": "b", "column": null, "live": {"k": "b", "n": null}, "replayed": null, "first_position": null}),
                json!({"table": "t", "key": "c", "column": null, "live": null, "replayed": {"k": "c", "n": 1.0}, "first_position": 9}),
            ]
        );
    }

    #[tokio::test]
    async fn a_null_is_not_a_json_null_and_a_key_twice_is_one_too_many() {
        let found = compare(vec![row("a", &[None, Some("null")])], vec![row("a", &[None, None])]).await;
        assert_eq!(found.count, 1);
        let found = compare(vec![row("a", &[]), row("a", &[])], vec![row("a", &[]), row("b", &[])]).await;
        assert_eq!((found.rows, found.count), (3, 2));
    }

    #[tokio::test]
    async fn the_hundred_and_first_difference_is_only_counted() {
        let live = (100..250).map(|n| row(&n.to_string(), &[])).collect();
        let found = compare(live, Vec::new()).await;
        assert_eq!((found.count, found.differing.len()), (150, 100));
    }
}
