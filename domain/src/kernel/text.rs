//! Canonical text: digits and letters as they are compared, whatever keyboard typed them.

/// ASCII digits for Persian and Arabic ones, Persian ی and ک for their Arabic twins, and no
/// invisible joiners or direction marks; white space at both ends is dropped.
pub fn canonical(input: &str) -> String {
    let folded: String = input.chars().filter_map(fold).collect();
    folded.trim().to_owned()
}

/// What people wrote and will read again: one keyboard's letters for the other's, no direction marks,
/// and joiners (نیم‌فاصله) kept where they part two letters. Digits stay as they were typed.
pub fn written(input: &str) -> String {
    let mut kept = String::with_capacity(input.len());
    for c in input.chars() {
        match c {
            JOINER if kept.ends_with(char::is_alphabetic) => kept.push(JOINER),
            JOINER => {}
            digit if digit.is_numeric() => kept.push(digit),
            other => kept.extend(fold(other)),
        }
        // A joiner before anything but a letter parts nothing.
        let mut last = kept.char_indices().rev();
        if let (Some((_, now)), Some((at, JOINER))) = (last.next(), last.next())
            && !now.is_alphabetic()
        {
            kept.remove(at);
        }
    }
    kept.trim_matches(|c: char| c.is_whitespace() || c == JOINER).to_owned()
}

/// The zero-width non-joiner of Persian spelling.
const JOINER: char = '\u{200c}';

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
    use super::{canonical, written};

    #[test]
    fn every_keyboard_writes_the_same_digits_and_letters() {
        assert_eq!(canonical(" ۱۲٣4 "), "1234");
        assert_eq!(canonical("علي كريمي"), "علی کریمی");
        assert_eq!(canonical("\u{200f}12\u{200c}ت"), "12ت");
    }

    #[test]
    fn what_will_be_read_again_keeps_its_spelling() {
        assert_eq!(written(" زرين\u{200c}كلك\u{200c}پور\u{200c} "), "زرین\u{200c}کلک\u{200c}پور");
        assert_eq!(written("می\u{200c}\u{200c}روم\u{200c}، \u{200c}پلاک ۱۷\u{200f}"), "می\u{200c}روم، پلاک ۱۷");
        assert_eq!(written("\u{200c}"), "");
    }
}
