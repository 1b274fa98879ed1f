//! Home, signing in and the register.

use super::*;

pub(super) fn public(locale: Locale) -> Pages {
    let row = |number: &str, status, with_plate: bool| RegisterRow {
        id: "42".into(),
        number: number.into(),
        plate: with_plate.then(plate),
        vehicle: words(locale, "سمند ال‌ایکس 1400", "Samand LX 1400"),
        kind: words(locale, "تاکسی گردشی", "Cruising taxi"),
        status,
        holder: (!with_plate).then(|| "FIVE STAR TAXI INC.".to_owned()),
    };
    let home = Home {
        page: page(locale, "/"),
        valid_taxis: Some(2840),
        kinds: vec![Choice::new("taxi_driver", words(locale, "پروانه تاکسیرانی (راننده)", "Taxi driver permit"))],
        ..Home::default()
    };
    let sign_in = SignIn {
        page: page(locale, "/sign-in"),
        ..SignIn::default()
    };
    let sign_in_bad = SignIn {
        errors: errors(locale, &[("contact", "sign-in-error-contact")]),
        contact: "0912".into(),
        ..sign_in.clone()
    };
    let code = SignInCode {
        page: page(locale, "/sign-in/code"),
        contact: "09121234567".into(),
        expires_at: Some(at(10, 40)),
        ..SignInCode::default()
    };
    let code_bad = SignInCode {
        errors: errors(locale, &[("code", "sign-in-error-code")]),
        code: "123".into(),
        ..code.clone()
    };
    let register = Register {
        page: page(locale, "/register"),
        filters: RegisterFilters {
            search: "سمند".into(),
            ..RegisterFilters::default()
        },
        kinds: kinds(locale),
        rows: LicenceStatus::ALL
            .into_iter()
            .enumerate()
            .map(|(index, status)| row(&format!("1405-00{index}234"), status, index % 2 == 0))
            .collect(),
        total: Some(1312),
        next: Some("cursor=abc&search=x".into()),
        ..Register::default()
    };
    let empty = Register {
        rows: Vec::new(),
        total: Some(0),
        ..register.clone()
    };
    let licence = RegisterLicence {
        page: page(locale, "/register/42"),
        number: "1403-000871".into(),
        kind: words(locale, "تاکسی گردشی", "Cruising taxi"),
        status: LicenceStatus::Valid,
        checked_at: at(10, 35),
        source: None,
        plate: Some(plate()),
        facts: facts(locale),
        starts_on: Some(day(2026, 11, 23)),
        expires_on: Some(day(2028, 11, 22)),
        warnings: Vec::new(),
        timeline: timeline(locale, false),
        rating: Some(RatingSummary {
            tenths: 45,
            count: 312,
        }),
    };
    let imported = RegisterLicence {
        number: "5312".into(),
        status: LicenceStatus::Suspended,
        source: Some(SourceStatus {
            register: "Chicago".into(),
            word: "FORECLOSURE".into(),
        }),
        plate: None,
        starts_on: None,
        expires_on: None,
        warnings: vec![i18n::text(locale, "warning-year")],
        rating: None,
        ..licence.clone()
    };
    vec![
        ("home", draw(&home)),
        ("sign-in", draw(&sign_in)),
        ("sign-in-bad", draw(&sign_in_bad)),
        ("sign-in-code", draw(&code)),
        ("sign-in-code-bad", draw(&code_bad)),
        ("register", draw(&register)),
        ("register-empty", draw(&empty)),
        ("register-licence", draw(&licence)),
        ("register-imported", draw(&imported)),
    ]
}
