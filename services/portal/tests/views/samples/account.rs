//! The own account.

use super::*;

pub(super) fn account(locale: Locale) -> Pages {
    let known = Account {
        page: officer(locale, "/account"),
        name: Some(words(locale, "لیلا احمدی", "Leila Ahmadi")),
        mobile: Some("09121231122".into()),
        known_email: Some("leila@example.ir".into()),
        ..Account::default()
    };
    let asked = Account { complaints: Some(1), ..known.clone() };
    let bad = Account {
        name: None,
        known_email: None,
        errors: errors(locale, &[("email", "account-error-email")]),
        email: "leila@".into(),
        ..known.clone()
    };
    let code = EmailCode { page: officer(locale, "/account"), email: "leila@example.ir".into(), ..EmailCode::default() };
    let code_bad = EmailCode { errors: errors(locale, &[("code", "account-error-code")]), code: "۱۲".into(), ..code.clone() };
    vec![
        ("account", draw(&known)),
        ("account-asked", draw(&asked)),
        ("account-bad", draw(&bad)),
        ("account-email-code", draw(&code)),
        ("account-email-code-bad", draw(&code_bad)),
    ]
}
