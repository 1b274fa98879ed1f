//! Crockford's base32 and what people type instead of it.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The character that is printed for a symbol.
pub(super) fn character(symbol: u8) -> char {
    char::from(ALPHABET[usize::from(symbol & 31)])
}

/// The symbol that a typed character stands for.
pub(super) fn symbol(character: char) -> Option<u8> {
    let plain = match character.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        persian @ '۰'..='۹' => digit(persian, '۰')?,
        arabic @ '٠'..='٩' => digit(arabic, '٠')?,
        other => other,
    };
    ALPHABET
        .iter()
        .position(|c| char::from(*c) == plain)
        .map(|place| place as u8)
}

/// Spaces, hyphens, and the invisible marks that copying from a
/// right-to-left page brings along.
pub(super) fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '-' | '_' | '\u{ad}' | '\u{61c}' | '\u{640}' | '\u{2212}' | '\u{feff}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2010}'..='\u{2015}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
        )
}

fn digit(character: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(character) - u32::from(zero), 10)
}
