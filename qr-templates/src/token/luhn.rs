//! Luhn's check modulo 32.
//!
//! It catches every wrong character, and every swap of neighbours except that
//! of `0` and `Z`: doubling maps those two to symbols that differ as they do.

/// The symbol that makes `secret` followed by it hold.
pub(super) fn check(secret: &[u8]) -> u8 {
    ((32 - sum(secret, true) % 32) % 32) as u8
}

/// Whether the last symbol is the check of those before it.
pub(super) fn holds(symbols: &[u8]) -> bool {
    sum(symbols, false).is_multiple_of(32)
}

/// Adds from the right, doubling every second symbol and adding the two digits
/// that the double has in base 32.
fn sum(symbols: &[u8], mut double: bool) -> u32 {
    let mut total = 0;
    for symbol in symbols.iter().rev().map(|symbol| u32::from(*symbol)) {
        total += if double {
            symbol * 2 / 32 + symbol * 2 % 32
        } else {
            symbol
        };
        double = !double;
    }
    total
}
