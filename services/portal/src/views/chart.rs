//! Charts as plain SVG: the browser shapes the words, and a table says the same below.
//!
//! Everything is laid out in whole units of a drawing 360 wide. Time and bars run with the reading
//! direction, so every place is turned over for languages that are written to the left.

use i18n::Locale;

/// How wide a drawing is.
const WIDTH: i64 = 360;

/// One bar with its words above it.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How much.
    pub value: i64,
    /// The same in words.
    pub shown: String,
    /// Where it begins, laid out.
    pub x: i64,
    /// Its upper edge.
    pub y: i64,
    /// The line on which its words stand.
    pub line: i64,
    /// How long it is.
    pub width: i64,
}

/// Bars under each other.
#[derive(Clone, Debug, Default)]
pub struct Bars {
    /// What the drawing says, for who does not see it.
    pub label: String,
    /// `rtl` or `ltr`.
    pub direction: &'static str,
    /// Where lines begin.
    pub start: i64,
    /// ... and where they end.
    pub end: i64,
    /// How high the drawing is.
    pub height: i64,
    /// The bars, from above.
    pub bars: Vec<Bar>,
}

impl Bars {
    /// Lays bars out; each is a label, how much, and the same in words. The longest fills its rail.
    pub fn new(locale: Locale, label: impl Into<String>, values: Vec<(String, i64, String)>) -> Self {
        let most = values.iter().map(|(_, value, _)| *value).max().unwrap_or(0);
        Self::of(locale, label, values, most)
    }

    /// The same as shares of a whole, which fills the rail.
    pub fn of(locale: Locale, label: impl Into<String>, values: Vec<(String, i64, String)>, whole: i64) -> Self {
        const ROW: i64 = 48;
        let bars = values.into_iter().zip(0_i64..).map(|((label, value, shown), row)| {
            let width = value.max(0) * WIDTH / whole.max(1);
            let x = if is_turned(locale) { WIDTH - width } else { 0 };
            Bar { label, value, shown, x, y: row * ROW + 22, line: row * ROW + 15, width }
        });
        let bars: Vec<Bar> = bars.collect();
        let (start, end) = if is_turned(locale) { (WIDTH, 0) } else { (0, WIDTH) };
        Self { label: label.into(), direction: locale.dir(), start, end, height: i64::try_from(bars.len()).unwrap_or(0) * ROW, bars }
    }
}

/// A column of one series.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Its left edge.
    pub x: i64,
    /// Its upper edge.
    pub y: i64,
    /// How high it is.
    pub height: i64,
    /// 1 for the first series, 2 for the second.
    pub series: usize,
}

/// Words somewhere in a drawing.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Where their middle, or their beginning, is.
    pub x: i64,
    /// The line on which they stand.
    pub y: i64,
    /// The words.
    pub text: String,
}

/// Columns beside each other, one or two for a point of time.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// What the drawing says, for who does not see it.
    pub label: String,
    /// `rtl` or `ltr`.
    pub direction: &'static str,
    /// What the series are called; none where there is only one.
    pub series: Vec<String>,
    /// The left end of the lines behind.
    pub left: i64,
    /// ... and their right end.
    pub right: i64,
    /// The lines behind: their height and what it stands for, where reading begins.
    pub lines: Vec<Words>,
    /// The columns.
    pub columns: Vec<Column>,
    /// How wide each column is.
    pub width: i64,
    /// What stands below them, each in the middle of its place.
    pub names: Vec<Words>,
    /// What stands above the first and the last.
    pub values: Vec<Words>,
}

/// The upper and the lower edge of the columns' place.
const TOP: i64 = 18;
const FLOOR: i64 = 180;

impl Columns {
    /// Lays columns out: each point is a name and a value for each series, the earliest first.
    pub fn new(locale: Locale, label: impl Into<String>, series: Vec<String>, points: &[(String, Vec<i64>)]) -> Self {
        let turned = is_turned(locale);
        let (left, right) = if turned { (16, 320) } else { (40, 344) };
        let count = i64::try_from(points.len()).unwrap_or(1).max(1);
        let each = i64::try_from(points.first().map_or(1, |(_, values)| values.len())).unwrap_or(1).max(1);
        let most = points.iter().flat_map(|(_, values)| values).copied().max().unwrap_or(0);
        let step = step_over(most);
        let scale = |value: i64| value.max(0) * (FLOOR - TOP) / (step * 3);
        let place = (right - left) / count;
        let width = ((place - 4) / each).clamp(2, 24);
        // Names that would run into each other are left out; the table has them all.
        let named_every = (count + 4) / 5;
        let (mut columns, mut names, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for (at, (name, heights)) in (0..count).zip(points) {
            let middle = if turned { right - place * at - place / 2 } else { left + place * at + place / 2 };
            for (series, value) in heights.iter().enumerate() {
                let turn = i64::try_from(series).unwrap_or(0);
                let turn = if turned { each - 1 - turn } else { turn };
                let x = middle - width * each / 2 + width * turn;
                let height = scale(*value);
                columns.push(Column { x, y: FLOOR - height, height, series: series + 1 });
                if at == 0 || at == count - 1 {
                    values.push(Words { x: x + width / 2, y: FLOOR - height - 5, text: i18n::number(locale, *value) });
                }
            }
            if at % named_every == 0 {
                names.push(Words { x: middle, y: 204, text: name.clone() });
            }
        }
        let start = if turned { WIDTH } else { 0 };
        let lines = (0..4).map(|line| Words { x: start, y: FLOOR - line * (FLOOR - TOP) / 3, text: i18n::number(locale, step * line) });
        Self { label: label.into(), direction: locale.dir(), series, left, right, lines: lines.collect(), columns, width, names, values }
    }
}

fn is_turned(locale: Locale) -> bool {
    locale.dir() == "rtl"
}

/// A round number of which three reach over the highest column.
fn step_over(most: i64) -> i64 {
    let needed = (most + 2) / 3;
    let mut round = 1;
    loop {
        for digit in [1, 2, 5] {
            if digit * round >= needed {
                return digit * round;
            }
        }
        round *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_grow_from_where_reading_begins() {
        let values = vec![("a".to_owned(), 10, "10".to_owned()), ("b".to_owned(), 5, "5".to_owned())];
        let turned = Bars::new(Locale::Fa, "…", values.clone());
        assert_eq!(turned.bars.iter().map(|bar| (bar.x, bar.width)).collect::<Vec<_>>(), [(0, 360), (180, 180)]);
        let straight = Bars::new(Locale::En, "…", values);
        assert_eq!(straight.bars.iter().map(|bar| (bar.x, bar.width)).collect::<Vec<_>>(), [(0, 360), (0, 180)]);
        assert_eq!(Bars::new(Locale::En, "…", vec![("a".to_owned(), 0, "0".to_owned())]).bars[0].width, 0);
    }

    #[test]
    fn time_runs_with_the_reading_direction_and_columns_stay_inside() {
        let points: Vec<_> = (1..=12).map(|n| (n.to_string(), vec![n * 100, n])).collect();
        for locale in Locale::ALL {
            let drawn = Columns::new(locale, "…", vec!["a".to_owned(), "b".to_owned()], &points);
            let (first, last) = (&drawn.columns[0], &drawn.columns[23]);
            assert_eq!(first.x > last.x, locale == Locale::Fa);
            assert!(drawn.columns.iter().all(|column| column.y >= TOP && column.x >= 0 && column.x + drawn.width <= WIDTH));
            assert_eq!(drawn.names.len(), 4, "every third name");
        }
    }

    #[test]
    fn lines_stand_at_round_numbers() {
        for (most, step) in [(0, 1), (3, 1), (4, 2), (7, 5), (16, 10), (1_234, 500), (1_501, 1_000)] {
            assert_eq!(step_over(most), step, "{most}");
        }
    }
}
