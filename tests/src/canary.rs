//! Personal data that must not be found where it has no business.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// Something to look for, in every form in which it may lie about.
pub struct Canary {
    /// What it is, for messages.
    pub what: String,
    forms: Vec<(&'static str, Vec<u8>)>,
}

impl Canary {
    /// A text: as it is, as JSON escapes it, in a web address, in base64 and in hexadecimal digits.
    pub fn text(what: &str, text: &str) -> Self {
        let json: String = text.encode_utf16().map(|unit| if unit < 128 { char::from(unit as u8).to_string() } else { format!("\\u{unit:04x}") }).collect();
        let url: String = text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect();
        let mut canary = Self::bytes(what, text.as_bytes());
        canary.forms.push(("escaped for JSON", json.into_bytes()));
        canary.forms.push(("escaped for a web address", url.into_bytes()));
        canary
    }

    /// Bytes: as they are, in base64 and in hexadecimal digits.
    pub fn bytes(what: &str, bytes: &[u8]) -> Self {
        let hexadecimal: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        // Where a text begins within the encoded whole is unknown: the middle of its encoding at each
        // of the three offsets is looked for.
        let mut forms = vec![("as it is", bytes.to_vec()), ("in hexadecimal digits", hexadecimal.into_bytes())];
        for offset in 0..3 {
            let shifted: Vec<u8> = std::iter::repeat_n(0, offset).chain(bytes.iter().copied()).collect();
            for encoded in [STANDARD.encode(&shifted), URL_SAFE_NO_PAD.encode(&shifted)] {
                // Groups that hold only bytes of the text: all but the one that the offset begins with.
                let first = if offset == 0 { 0 } else { 4 };
                let whole_groups = &encoded[first..(shifted.len() / 3) * 4];
                if whole_groups.len() >= 8 {
                    forms.push(("in base64", whole_groups.as_bytes().to_vec()));
                }
            }
        }
        Self { what: what.to_owned(), forms }
    }

    /// In which forms it is found in something.
    pub fn found_in(&self, place: &[u8]) -> Vec<&'static str> {
        self.forms.iter().filter(|(_, form)| contains(place, form)).map(|(name, _)| *name).collect()
    }
}

fn contains(place: &[u8], sought: &[u8]) -> bool {
    let Some(first) = sought.first() else { return false };
    let mut from = 0;
    while let Some(at) = place[from..].iter().position(|byte| byte == first) {
        if place[from + at..].starts_with(sought) {
            return true;
        }
        from += at + 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::Canary;
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    #[test]
    fn it_is_found_in_every_form_and_not_where_it_is_not() {
        let name = "زرین‌کلک";
        let canary = Canary::text("name", name);
        let hexadecimal: String = name.bytes().map(|byte| format!("{byte:02x}")).collect();
        let within = |text: &str| !canary.found_in(text.as_bytes()).is_empty();
        assert!(within(&format!("log: {name} signed in")));
        assert!(within(&serde_json::json!({ "name": name }).to_string()));
        assert!(within("\\u0632\\u0631\\u06cc\\u0646\\u200c\\u06a9\\u0644\\u06a9"));
        assert!(within(&format!("\\x00{hexadecimal}00")));
        for before in ["", "a", "ab"] {
            assert!(within(&STANDARD.encode(format!("{before}{name}!"))), "after {before:?}");
        }
        assert!(!within("a log that knows nobody"));
        for short in ["0499370899", "09137654321"] {
            let canary = Canary::text("number", short);
            for before in ["", "a", "ab"] {
                let encoded = STANDARD.encode(format!("{before}{short}\n"));
                assert!(!canary.found_in(encoded.as_bytes()).is_empty(), "{short} after {before:?}");
            }
        }
    }
}
