//! The desk.

use super::*;
use portal::views::gifts::{Gift, Gifts};

pub(super) fn staff(locale: Locale) -> Pages {
    let row = |number: &str, licensed: bool| DeskRow {
        vehicle_id: "7".into(),
        vehicle_number: number.into(),
        plate: licensed.then(plate),
        vehicle: words(locale, "سمند ال‌ایکس 1400", "Samand LX 1400"),
        licence_id: licensed.then(|| "42".to_owned()),
        licence_number: licensed.then(|| "1405-001234".to_owned()),
        status: licensed.then_some(LicenceStatus::Valid),
    };
    let flash = Flash {
        tone: Tone::Good,
        text: i18n::text(locale, "licence-suspended-done"),
    };
    let desk = Desk {
        page: officer(locale, "/desk"),
        may_register: true,
        rows: vec![row("5312", true), row("5313", false)],
        total: Some(2),
        ..Desk::default()
    };
    let form = RegisterVehicle {
        page: officer(locale, "/desk/vehicles/new"),
        key: "k".into(),
        letters: vec!["ت".into(), "ع".into()],
        fuels: choices(locale, "fuel", &["petrol", "cng", "dual"]),
        kinds: kinds(locale),
        ..RegisterVehicle::default()
    };
    let form_bad = RegisterVehicle {
        errors: errors(
            locale,
            &[
                ("plate", "vehicle-error-plate"),
                ("vin", "vehicle-error-vin"),
                ("fuel", "vehicle-error-fuel"),
            ],
        ),
        form: VehicleFields {
            plate: portal::views::PlateParts { two: "۱".into(), ..portal::views::PlateParts::default() },
            vin: "O".into(),
            ..VehicleFields::default()
        },
        ..form.clone()
    };
    let car = Vehicle {
        page: officer(locale, "/desk/vehicles/7"),
        id: "7".into(),
        number: "5312".into(),
        plate: Some(plate()),
        description: vehicle(locale),
        facts: facts(locale),
        licences: vec![VehicleLicence {
            id: "42".into(),
            number: "1405-001234".into(),
            kind: words(locale, "تاکسی گردشی", "Cruising taxi"),
            status: LicenceStatus::Valid,
            expires_on: Some(day(2028, 11, 22)),
        }],
        code: Some(VehicleCode {
            code: "F63QZRPKR9S2ZPMD".into(),
            generation: 1,
            issued_at: at(10, 0),
        }),
        drivers: vec![VehicleDriver {
            assignment_id: "21".into(),
            name: words(locale, "مهدی رستمی", "Mehdi Rostami"),
            shift: words(locale, "صبح", "Morning"),
            since: at(10, 0),
            permit: Some(VehicleLicence {
                id: "43".into(),
                number: "D-1405-000012".into(),
                kind: words(locale, "پروانه راننده", "Driver permit"),
                status: LicenceStatus::Valid,
                expires_on: None,
            }),
            end_key: Some("e".into()),
        }],
        assign: Some(AssignForm {
            key: "f".into(),
            shifts: choices(locale, "fuel", &["petrol"]),
            ..AssignForm::default()
        }),
        may_record_licence: true,
        may_see_history: true,
        ..Vehicle::default()
    };
    let record = RecordLicence {
        page: officer(locale, "/desk/vehicles/7/licences/new"),
        errors: errors(locale, &[("starts_on", "licence-error-date")]),
        key: "k".into(),
        vehicle_id: "7".into(),
        plate: Some(plate()),
        vehicle: vehicle(locale),
        starts_on: DateFields {
            day: "31".into(),
            month: "9".into(),
            year: "1405".into(),
        },
        ..RecordLicence::default()
    };
    let licence = StaffLicence {
        page: Page {
            flash: Some(flash),
            ..officer(locale, "/desk/licences/42")
        },
        id: "42".into(),
        number: "1403-000871".into(),
        kind: words(locale, "تاکسی گردشی", "Cruising taxi"),
        status: LicenceStatus::Valid,
        vehicle_id: Some("7".into()),
        plate: Some(plate()),
        facts: facts(locale),
        starts_on: Some(day(2026, 11, 23)),
        expires_on: Some(day(2028, 11, 22)),
        timeline: timeline(locale, true),
        is_public: true,
        has_code: true,
        may_see_history: true,
        suspend: Some(SuspendForm {
            key: "a".into(),
            grounds: grounds(locale),
            ..SuspendForm::default()
        }),
        revoke: Some(RevokeForm {
            key: "b".into(),
            grounds: grounds(locale),
            ..RevokeForm::default()
        }),
        ..StaffLicence::default()
    };
    let suspended = StaffLicence {
        errors: errors(locale, &[("lift_reason", "licence-error-reason")]),
        status: LicenceStatus::Suspended,
        suspended_for: Some(words(
            locale,
            "پایان بیمه شخص ثالث",
            "Third-party insurance lapsed",
        )),
        suspended_until: Some(day(2026, 12, 22)),
        suspend: None,
        lift: Some(LiftForm {
            key: "c".into(),
            reasons: grounds(locale),
            ..LiftForm::default()
        }),
        ..licence.clone()
    };
    let refused = StaffLicence {
        errors: errors(
            locale,
            &[
                ("suspend_ground", "licence-error-ground"),
                ("suspend_until", "licence-error-until"),
            ],
        ),
        ..licence.clone()
    };
    let gift = |handed_over: bool| Gift {
        id: "7".into(),
        name: words(locale, "یک معاینه فنی رایگان", "A free technical inspection"),
        redeemed_at: at(9, 30),
        handed_over_at: handed_over.then(|| at(10, 20)),
    };
    let gifts = Gifts {
        page: officer(locale, "/desk/gifts"),
        key: "k".into(),
        code: "12345678".into(),
        found: vec![gift(false), gift(true)],
        waiting: vec![gift(false)],
        ..Gifts::default()
    };
    let gifts_unknown = Gifts {
        page: officer(locale, "/desk/gifts"),
        errors: errors(locale, &[("code", "gifts-error-code-unknown")]),
        ..Gifts::default()
    };
    vec![
        ("gifts", draw(&gifts)),
        ("gifts-unknown", draw(&gifts_unknown)),
        ("desk", draw(&desk)),
        ("vehicle-new", draw(&form)),
        ("vehicle-new-bad", draw(&form_bad)),
        ("vehicle", draw(&car)),
        ("licence-new-bad", draw(&record)),
        ("licence", draw(&licence)),
        ("licence-suspended", draw(&suspended)),
        ("licence-bad", draw(&refused)),
    ]
}
