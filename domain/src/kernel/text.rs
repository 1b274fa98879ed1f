//! Canonical text: digits and letters as they are compared, whatever keyboard typed them.

/// ASCII digits for Persian and Arabic ones, Persian ی and ک for their Arabic twins, and no
/// invisible joiners or direction marks; white space at both ends is dropped.
pub fn canonical(input: &str) -> String {
    let folded: String = input.chars().filter_map(fold).collect();
    folded.trim().to_owned()
}

fn fold(c: char) -> Option<char> {
    match c {
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
        'ي' | 'ى' => Some('ی'),
        'ك' => Some('ک'),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
            None
        }
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn every_keyboard_writes_the_same_digits_and_letters() {
        assert_eq!(canonical(" ۱۲٣4 "), "1234");
        assert_eq!(canonical("علي كريمي"), "علی کریمی");
        assert_eq!(canonical("\u{200f}12\u{200c}ت"), "12ت");
    }
}
