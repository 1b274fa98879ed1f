//! Type that fits, without a font at hand.
//!
//! SVG does not wrap. The printing machine's fonts are not known here, so widths
//! are estimated after DejaVu Sans, the widest face that is likely to be met.

/// Splits `text` into at most `lines` lines of `width`, at `size` or whatever smaller size that takes.
pub(super) fn wrap(text: &str, size: f64, width: f64, lines: usize) -> (f64, Vec<String>) {
    // One line in slightly smaller type reads better than a lone last word.
    let single = fit(text, size, width);
    if single >= size * 0.88 {
        return (single, break_lines(text, f64::INFINITY));
    }
    let mut size = size;
    // Ends: the smaller the type, the more goes on a line, down to a single one.
    loop {
        let broken = break_lines(text, width / size);
        if broken.len() <= lines.max(1) {
            return (fit_all(&broken, size, width), broken);
        }
        size *= 0.95;
    }
}

/// The largest size up to `size` at which `text` is no wider than `width`.
pub(super) fn fit(text: &str, size: f64, width: f64) -> f64 {
    let ems = ems(text);
    if ems * size > width {
        width / ems
    } else {
        size
    }
}

fn fit_all(lines: &[String], size: f64, width: f64) -> f64 {
    lines.iter().fold(size, |size, line| fit(line, size, width))
}

fn break_lines(text: &str, ems_wide: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if ems(line) + ems(" ") + ems(word) <= ems_wide => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The estimated width, in units of the type size.
fn ems(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{64b}'..='\u{65f}' => 0.0,
            ' ' | 'ا' | 'آ' | '.' | '،' | 'i' | 'l' => 0.32,
            'س' | 'ش' | 'ص' | 'ض' | 'M' | 'W' | 'm' | 'w' => 0.95,
            '۰'..='۹' => 0.64,
            '\u{600}'..='\u{6ef}' => 0.5,
            'A'..='Z' => 0.74,
            _ => 0.64,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_text_keeps_its_size_and_long_text_shrinks() {
        assert_eq!(fit("تاکسی", 5.0, 50.0), 5.0);
        let long = "x".repeat(60);
        assert!(ems(&long) * fit(&long, 5.0, 50.0) <= 50.01);
    }

    #[test]
    fn lines_and_width_are_kept() {
        let (size, lines) = wrap(&"یک متن بلند که باید بشکند ".repeat(6), 3.2, 45.0, 2);
        assert!(
            lines.len() <= 2 && lines.iter().all(|line| ems(line) * size <= 45.01),
            "{size} {lines:?}"
        );
    }

    #[test]
    fn nothing_and_one_endless_word_are_no_trouble() {
        assert_eq!(wrap("", 3.0, 40.0, 2).1.len(), 0);
        let (size, lines) = wrap(&"w".repeat(500), 3.0, 40.0, 2);
        assert!(lines.len() == 1 && ems(&lines[0]) * size <= 40.01);
    }
}
