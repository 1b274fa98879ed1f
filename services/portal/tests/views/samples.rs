//! A page of every kind, with the made-up data of the mocks.

mod account;
mod audit;
mod complaints;
mod figures;
mod officer;
mod own;
mod passenger;
mod polls;
mod public;
mod shifts;
mod staff;

use askama::Template;
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use i18n::Locale::{self, Fa};
use portal::views::account::{Account, EmailCode};
use portal::views::desk::{Desk, DeskRow};
use portal::views::fares::*;
use portal::views::feedback::*;
use portal::views::history::*;
use portal::views::home::Home;
use portal::views::licence::*;
use portal::views::payments::Outcome;
use portal::views::platform::*;
use portal::views::register::*;
use portal::views::rewards::*;
use portal::views::scan::*;
use portal::views::sign_in::*;
use portal::views::vehicle::*;
use portal::views::*;

fn at(hour: u32, minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, hour, minute, 0)
        .single()
        .expect("one moment")
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a valid date")
}

fn page(locale: Locale, path: &str) -> Page {
    Page {
        locale,
        path: path.into(),
        csrf: "c5rf".into(),
        ..Page::default()
    }
}

fn officer(locale: Locale, path: &str) -> Page {
    let person = Person {
        name: if locale == Fa {
            Some("لیلا احمدی".into())
        } else {
            None
        },
        mobile: (locale != Fa).then(|| "0912***1122".into()),
        roles: vec!["officer".into()],
        sees_desk: true,
        sees_worklist: true,
        sees_counter: true,
        sees_history: false,
        sees_agency: false,
    };
    Page {
        person: Some(person),
        ..page(locale, path)
    }
}

fn auditor(locale: Locale, path: &str) -> Page {
    let person = Person {
        name: Some(words(locale, "نادر صفوی", "Nader Safavi")),
        mobile: None,
        roles: vec!["auditor".into()],
        sees_desk: false,
        sees_worklist: false,
        sees_counter: false,
        sees_history: true,
        sees_agency: false,
    };
    Page {
        person: Some(person),
        ..page(locale, path)
    }
}

fn plate() -> PlateParts {
    PlateParts {
        two: "12".into(),
        letter: "ت".into(),
        three: "345".into(),
        region: "79".into(),
    }
}

fn errors(locale: Locale, list: &[(&str, &str)]) -> FieldErrors {
    let mut errors = FieldErrors::none();
    for (field, key) in list {
        errors.push(*field, i18n::text(locale, key));
    }
    errors
}

fn choices(locale: Locale, prefix: &str, codes: &[&str]) -> Vec<Choice> {
    codes
        .iter()
        .map(|code| Choice::new(*code, i18n::text(locale, &format!("{prefix}-{code}"))))
        .collect()
}

fn kinds(locale: Locale) -> Vec<Choice> {
    if locale == Fa {
        vec![
            Choice::new("taxi", "تاکسی گردشی"),
            Choice::new("line", "تاکسی خطی"),
        ]
    } else {
        vec![
            Choice::new("taxi", "Cruising taxi"),
            Choice::new("line", "Line taxi"),
        ]
    }
}

fn grounds(locale: Locale) -> Vec<Choice> {
    if locale == Fa {
        vec![
            Choice::new("insurance", "پایان بیمه شخص ثالث"),
            Choice::new("conduct", "تخلف رفتاری"),
        ]
    } else {
        vec![
            Choice::new("insurance", "Third-party insurance lapsed"),
            Choice::new("conduct", "Misconduct"),
        ]
    }
}

fn offered(locale: Locale, list: &[domain::policy::Choice]) -> Vec<Choice> {
    list.iter()
        .map(|choice| Choice::new(choice.code.as_str(), words(locale, &choice.fa, &choice.en)))
        .collect()
}

fn words(locale: Locale, persian: &str, english: &str) -> String {
    if locale == Fa { persian } else { english }.to_owned()
}

fn timeline(locale: Locale, position: bool) -> Vec<TimelineEntry> {
    let entry = |position_at, title: &str, detail: Option<String>, adverse| TimelineEntry {
        at: at(8, 12) - chrono::Duration::days(40 - position_at),
        title: i18n::text(locale, title),
        detail,
        adverse,
        position: position.then_some(position_at),
    };
    vec![
        entry(
            23,
            "event-SuspensionLifted",
            Some(words(
                locale,
                "بیمه‌نامه تازه پذیرفته شد",
                "New insurance accepted",
            )),
            false,
        ),
        entry(
            21,
            "event-LicenceSuspended",
            Some(words(
                locale,
                "پایان بیمه شخص ثالث",
                "Third-party insurance lapsed",
            )),
            true,
        ),
        entry(2, "event-LicenceIssued", None, false),
    ]
}

fn facts(locale: Locale) -> Vec<Fact> {
    vec![
        Fact::words("fact-make", words(locale, "سمند", "Samand")),
        Fact::words("fact-year", "1400"),
        Fact::words("fact-colour", words(locale, "زرد", "Yellow")),
        Fact::words("fact-fuel", i18n::text(locale, "fuel-dual")),
        Fact::reference("fact-vin", "NAAM01CA5BK123456"),
        Fact::words("fact-holder", "FIVE STAR TAXI INC."),
    ]
}

fn vehicle(locale: Locale) -> String {
    words(locale, "سمند زرد، مدل 1400", "Yellow Samand, 1400")
}

fn scanned(locale: Locale, with_plate: bool) -> ScannedVehicle {
    ScannedVehicle {
        plate: with_plate.then(plate),
        number: "5312".into(),
        description: vehicle(locale),
        holder: Some("FIVE STAR TAXI INC.".into()),
    }
}

fn event(locale: Locale, position: i64, event_type: &str) -> EventRow {
    EventRow {
        position,
        event_type: event_type.into(),
        at: at(8, 12),
        actor: words(locale, "مریم نوری، کارشناس", "Maryam Nouri, officer"),
        aggregate_type: "licence".into(),
        aggregate_id: "0192f3c1-8a5e-7c3b-9d20-1f6e5a4b3c2d".into(),
        summary: Some(words(
            locale,
            "پایان بیمه شخص ثالث",
            "Third-party insurance lapsed",
        )),
    }
}

type Pages = Vec<(&'static str, String)>;

fn draw(view: &impl Template) -> String {
    view.render().expect("a rendered page")
}

/// Every page by its name.
pub fn all(locale: Locale) -> Pages {
    let mut pages = public::public(locale);
    pages.extend(passenger::passenger(locale));
    pages.extend(staff::staff(locale));
    pages.extend(officer::officer_pages(locale));
    pages.extend(account::account(locale));
    pages.extend(own::own(locale));
    pages.extend(complaints::complaints(locale));
    pages.extend(polls::polls(locale));
    pages.extend(shifts::shifts(locale));
    pages.extend(figures::figures(locale));
    pages.extend(audit::audit(locale));
    pages.extend(machine(locale));
    pages
}

fn machine(locale: Locale) -> Pages {
    let mut pages: Pages = Failure::ALL
        .into_iter()
        .map(|failure| {
            let error = ErrorPage {
                page: page(locale, "/nowhere"),
                failure,
                detail: None,
                retry_after: (failure == Failure::TooMany).then_some(30),
            };
            (
                if failure == Failure::TooMany {
                    "error-429"
                } else {
                    "error"
                },
                draw(&error),
            )
        })
        .collect();
    let mailbox = Mailbox {
        page: page(locale, "/demo/mailbox"),
        messages: vec![Message {
            to: "09121234567".into(),
            at: at(10, 30),
            text: "کد ورود شما: 123456\nاین کد را به هیچ‌کس نگویید.".into(),
        }],
    };
    let operation = |method: &str, path: &str, summary: &str| Operation {
        method: method.into(),
        path: path.into(),
        summary: summary.into(),
        who: i18n::text(locale, "api-anyone"),
    };
    let docs = ApiDocs {
        page: page(locale, "/api/docs"),
        operations: vec![
            operation(
                "GET",
                "/api/v1/register",
                &i18n::text(locale, "register-title"),
            ),
            operation(
                "POST",
                "/api/v1/scan/{code}/ratings",
                &i18n::text(locale, "scan-rate"),
            ),
        ],
    };
    pages.push(("offline", draw(&Offline { page: page(locale, "/offline") })));
    pages.push(("mailbox", draw(&mailbox)));
    pages.push(("api-docs", draw(&docs)));
    pages
}

/// A page whose every text tries to be markup.
pub fn hostile(locale: Locale) -> String {
    let bad = "\"><b>x</b>";
    let mut errors = FieldErrors::none();
    errors.push("mobile", bad);
    draw(&ComplaintForm {
        page: Page {
            csrf: bad.into(),
            query: bad.into(),
            ..page(locale, "/V/X/complaint")
        },
        errors,
        key: bad.into(),
        code: "X".into(),
        vehicle: RiddenVehicle {
            plate: Some(PlateParts {
                letter: bad.into(),
                two: bad.into(),
                ..PlateParts::default()
            }),
            description: bad.into(),
        },
        categories: vec![Choice::new("a", bad)],
        category: bad.into(),
        text: bad.into(),
        occurred_on: DateFields {
            day: bad.into(),
            month: bad.into(),
            year: bad.into(),
        },
        occurred_at: bad.into(),
        mobile: bad.into(),
    })
}
