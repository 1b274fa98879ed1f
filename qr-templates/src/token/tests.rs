use proptest::prelude::*;

use super::*;

const KEY: [u8; 32] = {
    let mut key = [0; 32];
    let mut i = 0;
    while i < 32 {
        key[i] = i as u8;
        i += 1;
    }
    key
};

fn code_id() -> Uuid {
    Uuid::parse_str("018f2d3c-7a10-7cc3-98c4-dc0c0c07398f").unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Computed by a second implementation. If this fails, the stickers in the
/// street have stopped working: put the derivation right, not the test.
#[test]
fn printed_stickers_stay_valid() {
    let inside = FleetToken::derive(&KEY, code_id(), Purpose::Inside, 1);
    assert_eq!(inside.to_string(), "8S6HXKDX1X7GYK6W");
    assert_eq!(
        hex(&inside.sha256()),
        "92482dd43113e8c1b399374e03a93a6f1edef744f35efe1ea8b282f4689782e3"
    );
    assert_eq!(
        FleetToken::derive(&KEY, code_id(), Purpose::Inside, 2).to_string(),
        "1Z9T3K4B4NES8S28"
    );
    assert_eq!(
        FleetToken::derive(&KEY, code_id(), Purpose::Outside, 1).to_string(),
        "PG5S041GR1H22D7M"
    );
}

#[test]
fn every_input_of_the_derivation_counts() {
    let token = FleetToken::derive(&KEY, code_id(), Purpose::Inside, 1);
    assert_ne!(
        token,
        FleetToken::derive(&[9; 32], code_id(), Purpose::Inside, 1)
    );
    assert_ne!(
        token,
        FleetToken::derive(&KEY, Uuid::nil(), Purpose::Inside, 1)
    );
    assert_ne!(
        token,
        FleetToken::derive(&KEY, code_id(), Purpose::Outside, 1)
    );
    assert_ne!(
        token,
        FleetToken::derive(&KEY, code_id(), Purpose::Inside, 2)
    );
}

#[test]
fn debug_shows_nothing() {
    let token = FleetToken::derive(&KEY, code_id(), Purpose::Inside, 1);
    assert_eq!(format!("{token:?}"), "FleetToken(redacted)");
}

#[test]
fn what_people_type_is_read() {
    let token = FleetToken::parse("8S6HXKDX1X7GYK6W").unwrap();
    for typed in [
        "8S6H XKDX 1X7G YK6W",
        " 8s6h-xkdx-ix7g-yk6w\n",
        "8S6HXKDXLX7GYK6W",
        "۸S۶H XKDX ۱X۷G YK۶W",
        "٨S٦H XKDX ١X٧G YK٦W",
        "\u{2068}8S6H\u{a0}XKDX\u{2013}1X7G\u{200c}YK6W\u{2069}",
    ] {
        assert_eq!(FleetToken::parse(typed), Ok(token), "{typed:?}");
    }
    assert_eq!(
        FleetToken::parse("PG5SO41GRIH22D7M"),
        FleetToken::parse("PG5S041GR1H22D7M")
    );
    assert_eq!(token.grouped(), "8S6H XKDX 1X7G YK6W");
}

#[test]
fn refusals_name_what_is_wrong() {
    assert_eq!(FleetToken::parse(" - "), Err(TokenError::Empty));
    assert_eq!(
        FleetToken::parse("8S6HXKDX1X7GYK6"),
        Err(TokenError::Length { found: 15 })
    );
    assert_eq!(
        FleetToken::parse("8S6HXKDX1X7GYK6W8"),
        Err(TokenError::Length { found: 17 })
    );
    assert_eq!(
        FleetToken::parse("8S6HXKDX1X7GYK6X"),
        Err(TokenError::Check)
    );
    for character in ['U', 'u', 'ت', '!', '/', '\0', '０'] {
        let typed = format!("8S6HXKDX1X7GYK6{character}");
        assert_eq!(
            FleetToken::parse(&typed),
            Err(TokenError::Character { character })
        );
    }
}

fn token() -> impl Strategy<Value = FleetToken> {
    proptest::array::uniform15(0_u8..32).prop_map(FleetToken::from_secret)
}

/// A character that reads back as the same symbol.
fn look_alikes(character: char) -> Vec<char> {
    let mut all = vec![character, character.to_ascii_lowercase()];
    match character {
        '0' => all.extend(['O', 'o']),
        '1' => all.extend(['I', 'i', 'L', 'l']),
        _ => {}
    }
    if let Some(value) = character.to_digit(10) {
        all.extend(['۰', '٠'].map(|zero| char::from_u32(u32::from(zero) + value).unwrap()));
    }
    all
}

proptest! {
    #[test]
    fn printed_reads_back(token in token()) {
        prop_assert_eq!(FleetToken::parse(&token.to_string()), Ok(token));
        prop_assert_eq!(FleetToken::parse(&token.grouped()), Ok(token));
        prop_assert_eq!(token.to_string().len(), 16);
    }

    #[test]
    fn look_alikes_read_the_same(token in token(), picks in proptest::array::uniform16(0_usize..60)) {
        let typed: String = token.to_string().chars().zip(picks)
            .map(|(c, pick)| { let all = look_alikes(c); all[pick % all.len()] })
            .collect();
        prop_assert_eq!(FleetToken::parse(&typed), Ok(token));
    }

    #[test]
    fn one_wrong_character_is_caught(token in token()) {
        for place in 0..LENGTH {
            for other in (0..32).filter(|other| *other != token.0[place]) {
                let mut symbols = token.0;
                symbols[place] = other;
                prop_assert_eq!(FleetToken::parse(&FleetToken(symbols).to_string()), Err(TokenError::Check));
            }
        }
    }

    #[test]
    fn swapped_neighbours_are_caught(token in token()) {
        for place in 0..LENGTH - 1 {
            let mut symbols = token.0;
            symbols.swap(place, place + 1);
            let (a, b) = (token.0[place], token.0[place + 1]);
            // Luhn cannot tell 0Z from Z0 (09 from 90, were the base ten).
            let unseen = a == b || (a, b) == (0, 31) || (a, b) == (31, 0);
            prop_assert_eq!(FleetToken::parse(&FleetToken(symbols).to_string()).is_ok(), unseen);
        }
    }

    #[test]
    fn anything_may_be_typed(input in ".{0,40}") {
        let _ = FleetToken::parse(&input);
    }
}
