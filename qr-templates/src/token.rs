//! The token in a fleet code: 75 secret bits and a check character.
//!
//! It is derived, so it can be drawn again, and the log keeps its SHA-256 only.
//! The alphabet is Crockford's base32, so that it survives being read aloud,
//! written down and typed on a Persian keyboard.

mod alphabet;
mod luhn;
#[cfg(test)]
mod tests;

use std::fmt;

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::render::Level;

/// Characters that carry the secret: 15 of 5 bits each are 75 bits.
const SECRET: usize = 15;
/// Characters of a whole token, the check character included.
const LENGTH: usize = SECRET + 1;
/// Keeps this use of the key apart from every other one. Changing it voids
/// every sticker in the city.
const LABEL: &[u8] = b"parvaneh/fleet-code/v1\0";

/// Where a code hangs, and so what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Behind the front seat: fare, rating, complaint.
    Inside,
    /// On the rear window: check the permit before getting in.
    Outside,
}

impl Purpose {
    /// The word that is stored and hashed; it never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Outside => "outside",
        }
    }

    /// How much damage the printed code has to survive: rain and sun reach the outer one.
    pub const fn level(self) -> Level {
        match self {
            Self::Inside => Level::Q,
            Self::Outside => Level::H,
        }
    }
}

/// Why a typed token was not accepted. Each message names the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Nothing that could belong to a token was typed.
    #[error("no code was entered: type the 16 characters printed below the square")]
    Empty,
    /// A character outside the alphabet and its look-alikes.
    #[error(
        "{character:?} is never part of a code: use the letters and digits printed below the square"
    )]
    Character {
        /// What was typed.
        character: char,
    },
    /// Too few or too many characters.
    #[error(
        "a code has 16 characters and {found} were entered: compare it with the sticker and type it in full"
    )]
    Length {
        /// How many characters were typed, separators not counted.
        found: usize,
    },
    /// The check character does not fit, so one character or the order of two is wrong.
    #[error(
        "one character is wrong or two are swapped: compare the code with the sticker, group by group"
    )]
    Check,
}

/// The secret name of one generation of one code, as printed on a sticker.
///
/// Whoever holds it can open the taxi's page, so it is shown only where it is
/// printed: `Debug` hides it, and the log keeps [`FleetToken::sha256`].
///
/// Invariant: 16 symbols below 32, the last one the Luhn check of the others.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FleetToken([u8; LENGTH]);

impl FleetToken {
    /// The first 75 bits of HMAC-SHA256 over the code, its purpose and its generation.
    pub fn derive(key: &[u8; 32], code_id: Uuid, purpose: Purpose, generation: u32) -> Self {
        let mut mac = Hmac::<Sha256>::new_from_slice(key)
            .expect("HMAC takes a key of any length, so 32 bytes cannot be refused");
        mac.update(LABEL);
        mac.update(code_id.as_bytes());
        mac.update(purpose.as_str().as_bytes());
        // Ends the only part of variable length, so that no two inputs meet.
        mac.update(b"\0");
        mac.update(&generation.to_be_bytes());
        Self::from_secret(first_symbols(&mac.finalize().into_bytes().into()))
    }

    /// Reads what a person typed or a phone scanned.
    ///
    /// Upper and lower case, Persian and Arabic digits, spaces and hyphens are
    /// all taken; I and L are read as 1, O as 0.
    pub fn parse(input: &str) -> Result<Self, TokenError> {
        let mut symbols = [0; LENGTH];
        let mut found = 0;
        for character in input.chars().filter(|c| !alphabet::is_separator(*c)) {
            let symbol = alphabet::symbol(character).ok_or(TokenError::Character { character })?;
            if let Some(place) = symbols.get_mut(found) {
                *place = symbol;
            }
            found += 1;
        }
        match found {
            0 => Err(TokenError::Empty),
            LENGTH if luhn::holds(&symbols) => Ok(Self(symbols)),
            LENGTH => Err(TokenError::Check),
            _ => Err(TokenError::Length { found }),
        }
    }

    /// SHA-256 of the 16 canonical characters: all that the log keeps.
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.to_string()).into()
    }

    /// Four groups of four for people: `F63Q ZRPK R9S2 ZPMD`.
    pub fn grouped(&self) -> String {
        let text = self.to_string();
        [&text[..4], &text[4..8], &text[8..12], &text[12..]].join(" ")
    }

    fn from_secret(secret: [u8; SECRET]) -> Self {
        let mut symbols = [0; LENGTH];
        symbols[..SECRET].copy_from_slice(&secret);
        symbols[SECRET] = luhn::check(&secret);
        Self(symbols)
    }
}

impl fmt::Display for FleetToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String = self
            .0
            .iter()
            .map(|symbol| alphabet::character(*symbol))
            .collect();
        f.pad(&text)
    }
}

impl fmt::Debug for FleetToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FleetToken(redacted)")
    }
}

/// The leading 75 bits, five at a time, the most significant first.
fn first_symbols(digest: &[u8; 32]) -> [u8; SECRET] {
    let bits = digest[..16]
        .iter()
        .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    std::array::from_fn(|i| (bits >> (128 - 5 * (i + 1)) & 31) as u8)
}
