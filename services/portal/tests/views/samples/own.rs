//! What is the reader's own: desk, licence, certificate.

use super::*;
use portal::views::my::{Case, Certificate, CodeSquares, Desk, HeldLicence, Licence, ToDo};

fn driver(locale: Locale, path: &str) -> Page {
    let person = Person { name: Some(words(locale, "مهدی رستمی", "Mehdi Rostami")), ..Person::default() };
    Page { person: Some(person), ..page(locale, path) }
}

fn kind(locale: Locale) -> String {
    words(locale, "پروانه تاکسیرانی (راننده)", "Taxi driver permit")
}

fn code() -> CodeSquares {
    CodeSquares { side: 37, path: "M4 4h7v1h-7z".into() }
}

pub(super) fn own(locale: Locale) -> Pages {
    let left = |tone, days: i64| Badge::new(tone, "clock", i18n::text_with(locale, "days-left", &[("n", days.into())]));
    let empty = Desk {
        page: driver(locale, "/my"),
        today: words(locale, "دوشنبه ۲ آذر ۱۴۰۵", "Monday 23 November 2026"),
        offers: vec![Choice::new("taxi_driver", kind(locale))],
        ..Desk::default()
    };
    let bill = ToDo {
        title: "my-pay",
        kind: kind(locale),
        number_name: "invoice",
        number: "F-1405-000123".into(),
        amount: Some(7_700_000),
        text: i18n::text_with(locale, "apply-pay-by", &[("date", i18n::date(locale, day(2026, 12, 8)).into())]),
        left: Some(left(BadgeTone::Good, 15)),
        act: "my-pay-act",
        path: "/invoices/7".into(),
        urgent: true,
    };
    let draft = ToDo {
        title: "my-finish",
        number_name: "apply-case",
        number: "Q-1405-000007".into(),
        amount: None,
        text: i18n::text(locale, "my-finish-text"),
        left: None,
        act: "my-finish-act",
        path: "/applications/7".into(),
        urgent: false,
        ..bill.clone()
    };
    let case = |tone, icon, key: &str, text: &str| Case {
        id: "7".into(),
        number: "Q-1405-000007".into(),
        kind: kind(locale),
        badge: Badge::new(tone, icon, i18n::text(locale, key)),
        text: i18n::text_with(locale, text, &[("date", i18n::date(locale, day(2026, 12, 2)).into())]),
    };
    let held = HeldLicence {
        id: "42".into(),
        number: "D-1403-000871".into(),
        kind: kind(locale),
        status: LicenceStatus::Expiring,
        vehicle: Some(vehicle(locale)),
        plate: Some(plate()),
        expires_on: Some(day(2026, 12, 15)),
        days_left: Some(22),
        is_certified: true,
        may_renew: true,
        is_renewing: false,
    };
    let expired = HeldLicence { may_renew: false, is_renewing: true, status: LicenceStatus::Expired, days_left: None, is_certified: false, plate: None, vehicle: None, ..held.clone() };
    let desk = Desk {
        name: Some(words(locale, "مهدی رستمی", "Mehdi Rostami")),
        to_do: vec![bill, draft],
        under_way: vec![case(BadgeTone::Busy, "clock", "case-stage-under-review", "apply-decided-by")],
        licences: vec![held, expired],
        past: vec![case(BadgeTone::Good, "tick", "case-stage-granted", "my-ended-on")],
        ..empty.clone()
    };
    let licence = Licence {
        page: driver(locale, "/licences/42"),
        id: "42".into(),
        number: "D-1403-000871".into(),
        kind: kind(locale),
        status: LicenceStatus::Expiring,
        holder: words(locale, "مهدی رستمی", "Mehdi Rostami"),
        photo: Some("data:image/png;base64,iVBORw0KGgo=".into()),
        facts: vec![Fact::words("fact-vehicle", vehicle(locale))],
        plate: Some(plate()),
        starts_on: Some(day(2024, 12, 14)),
        expires_on: Some(day(2026, 12, 15)),
        days_left: Some(22),
        checked_at: at(10, 35),
        timeline: timeline(locale, false),
        code: Some(code()),
        code_shown: "F63Q ZRPK R9S2 ZPMD".into(),
        is_certified: true,
        may_renew: true,
        ..Licence::default()
    };
    let suspended = Licence {
        status: LicenceStatus::Suspended,
        suspended_for: Some(words(locale, "پایان بیمه شخص ثالث", "Third-party insurance lapsed")),
        suspended_until: Some(day(2026, 12, 1)),
        photo: None,
        code: None,
        is_certified: false,
        renewal: Some("7".into()),
        replace_key: Some("k".into()),
        ..licence.clone()
    };
    let certificate = Certificate {
        page: driver(locale, "/licences/42/certificate"),
        licence_path: "/licences/42".into(),
        number: "D-1405-000934".into(),
        kind: kind(locale),
        holder: Some((words(locale, "مهدی رستمی", "Mehdi Rostami"), "0012345679".into())),
        photo: licence.photo.clone(),
        plate: Some(plate()),
        facts: facts(locale),
        starts_on: Some(day(2026, 12, 15)),
        expires_on: Some(day(2028, 12, 14)),
        is_renewing: true,
        issued: Some((at(10, 30), 1_206_881)),
        printed_at: at(10, 35),
        code: Some(code()),
        verify_at: "https://taxi.example/V/F63QZRPKR9S2ZPMD".into(),
    };
    let plain = Certificate { is_renewing: false, holder: None, photo: None, code: None, issued: None, verify_at: "https://taxi.example/fa/register".into(), ..certificate.clone() };
    vec![
        ("my-desk", draw(&desk)),
        ("my-desk-empty", draw(&empty)),
        ("my-licence", draw(&licence)),
        ("my-licence-suspended", draw(&suspended)),
        ("my-certificate", draw(&certificate)),
        ("my-certificate-plain", draw(&plain)),
    ]
}
