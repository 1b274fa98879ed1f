//! Amounts. The log keeps whole Rial; people think in Toman, ten Rial each.

use crate::{Locale, number, text_with};

/// An amount in Toman with its unit: `۱۲۵٬۰۰۰ تومان`. Rial that make no whole
/// Toman are shown after a decimal sign, never dropped.
pub fn money_toman(locale: Locale, rial: i64) -> String {
    let rest = rial.unsigned_abs() % 10;
    let mut amount = number(locale, rial / 10);
    if rest != 0 {
        if rial < 0 && rial > -10 {
            amount.insert(0, '\u{2212}');
        }
        amount.push(match locale {
            Locale::Fa => '٫',
            Locale::En => '.',
        });
        amount.push_str(&crate::digits(locale, &rest.to_string()));
    }
    text_with(locale, "money-toman", &[("amount", amount.into())])
}

/// An amount in Rial with its unit: `۱٬۲۵۰٬۰۰۰ ریال`.
pub fn money_rial(locale: Locale, rial: i64) -> String {
    text_with(
        locale,
        "money-rial",
        &[("amount", number(locale, rial).into())],
    )
}

#[cfg(test)]
mod tests {
    use super::{money_rial, money_toman};
    use crate::Locale::{En, Fa};

    fn bare(text: String) -> String {
        text.replace(['\u{2068}', '\u{2069}'], "")
    }

    #[test]
    fn toman_is_ten_rial() {
        assert_eq!(bare(money_toman(Fa, 1_250_000)), "۱۲۵٬۰۰۰ تومان");
        assert_eq!(bare(money_toman(En, 1_250_000)), "125,000 Toman");
        assert_eq!(bare(money_rial(Fa, 1_250_000)), "۱٬۲۵۰٬۰۰۰ ریال");
    }

    #[test]
    fn odd_rial_are_not_dropped() {
        assert_eq!(bare(money_toman(En, 15)), "1.5 Toman");
        assert_eq!(bare(money_toman(En, -5)), "\u{2212}0.5 Toman");
    }
}
