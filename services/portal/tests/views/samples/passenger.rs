//! Behind the code in the taxi.

use super::*;
use application::policy::PolicyBook;

pub(super) fn passenger(locale: Locale) -> Pages {
    let book = PolicyBook::embedded();
    let policy = book.at(at(8, 30));
    let ridden = RiddenVehicle {
        plate: Some(plate()),
        description: vehicle(locale),
    };
    let scan = Scan {
        page: page(locale, "/V/F63QZRPKR9S2ZPMD"),
        code: "F63QZRPKR9S2ZPMD".into(),
        vehicle: scanned(locale, true),
        driver: Some(ScannedDriver {
            shift: words(locale, "صبح", "Morning"),
            name: words(locale, "مهدی", "Mehdi"),
            photo_url: None,
        }),
        takes_fares: true,
        licence_number: "1403-000871".into(),
        licence_id: "42".into(),
        expires_on: Some(day(2028, 11, 22)),
        checked_at: at(10, 35),
    };
    let imported = Scan {
        vehicle: scanned(locale, false),
        expires_on: None,
        takes_fares: false,
        ..scan.clone()
    };
    let stop = |reason, known: bool| ScanStop {
        page: page(locale, "/V/F63QZRPKR9S2ZPMD"),
        reason,
        code: "F63QZRPKR9S2ZPMD".into(),
        vehicle: known.then(|| scanned(locale, true)),
        licence_id: known.then(|| "42".to_owned()),
        since: known.then(|| day(2026, 10, 4)),
        until: None,
        checked_at: at(10, 35),
    };
    let pay = PayFare {
        page: page(locale, "/V/F63QZRPKR9S2ZPMD/fare"),
        key: "k".into(),
        code: "F63QZRPKR9S2ZPMD".into(),
        driver: Some(words(locale, "مهدی", "Mehdi")),
        vehicle: ridden.clone(),
        amounts: ["180000", "other"]
            .map(|value| Choice::new(value, value))
            .to_vec(),
        amount: "180000".into(),
        least: 10_000,
        most: 2_000_000,
        tips: ["0", "50000"]
            .map(|value| Choice::new(value, value))
            .to_vec(),
        tip: "0".into(),
        gateways: vec![Choice::new(
            "zarinpal",
            i18n::text(locale, "gateway-zarinpal"),
        )],
        gateway: "zarinpal".into(),
        ..PayFare::default()
    };
    let pay_bad = PayFare {
        errors: errors(
            locale,
            &[
                ("amount", "fare-error-amount"),
                ("other", "fare-error-amount"),
                ("tip", "fare-error-tip"),
                ("mobile", "fare-error-mobile"),
            ],
        ),
        ..pay.clone()
    };
    let fare = |outcome: Outcome| FareReceipt {
        page: page(locale, "/fares/x"),
        receipt: "x".into(),
        outcome,
        vehicle: Some(ridden.clone()),
        code: Some("F63QZRPKR9S2ZPMD".into()),
        fare: 180_000,
        tip: 50_000,
        total: 230_000,
        gateway: i18n::text(locale, "gateway-zarinpal"),
        reference: Some("201034567".into()),
        card: Some("603799******1234".into()),
        at: at(10, 36),
        again: outcome.invites_again().then(FareAgain::default),
        at_gateway: outcome == Outcome::AtGateway,
    };
    let fares: Vec<String> = Outcome::ALL
        .into_iter()
        .map(|outcome| draw(&fare(outcome)))
        .collect();
    let badge = |tone, icon, key: &str| Badge::new(tone, icon, i18n::text(locale, key));
    let row = |badge| DriversFare {
        at: at(10, 20),
        fare: 180_000,
        tip: 50_000,
        commission: 3_600,
        badge,
    };
    let mine = FaresPage {
        page: page(locale, "/my/fares"),
        fares: DriversFares {
            page: page(locale, "/my/fares"),
            earned: 226_400,
            fares: 180_000,
            commission: 3_600,
            tips: 50_000,
            owed: 1_226_400,
            rows: vec![
                row(badge(BadgeTone::Plain, "clock", "my-fares-waiting")),
                row(badge(BadgeTone::Good, "tick", "my-fares-paid")),
                row(badge(BadgeTone::Off, "no", "my-fares-unpaid")),
            ],
        },
    };
    let rate = Rate {
        page: page(locale, "/V/F63QZRPKR9S2ZPMD/rating"),
        key: "k".into(),
        code: "F63QZRPKR9S2ZPMD".into(),
        vehicle: ridden.clone(),
        stars: 4,
        tags: offered(locale, &policy.feedback.tags),
        chosen_tags: vec!["polite".into()],
        ..Rate::default()
    };
    let rate_bad = Rate {
        errors: errors(locale, &[("stars", "rate-error-stars")]),
        stars: 0,
        ..rate.clone()
    };
    let complaint = ComplaintForm {
        page: page(locale, "/V/F63QZRPKR9S2ZPMD/complaint"),
        key: "k".into(),
        code: "F63QZRPKR9S2ZPMD".into(),
        vehicle: ridden.clone(),
        categories: offered(locale, &policy.feedback.complaint_categories),
        ..ComplaintForm::default()
    };
    let complaint_bad = ComplaintForm {
        errors: errors(
            locale,
            &[
                ("category", "complaint-error-category"),
                ("text", "complaint-error-text"),
                ("occurred_on", "complaint-error-date"),
                ("occurred_at", "complaint-error-time"),
                ("mobile", "complaint-error-mobile"),
            ],
        ),
        occurred_on: DateFields {
            day: "۳۱".into(),
            month: "9".into(),
            year: "۱۴۰۵".into(),
        },
        occurred_at: "25".into(),
        mobile: "0912".into(),
        ..complaint.clone()
    };
    let receipt = ComplaintReceipt {
        page: page(locale, "/complaints/K7Q2-M9XD"),
        tracking_code: "K7Q2-M9XD".into(),
        lodged_at: at(10, 36),
        category: words(locale, "کرایه", "Fare"),
    };
    let search = ComplaintSearch {
        page: page(locale, "/complaints"),
        ..ComplaintSearch::default()
    };
    let status = ComplaintStatus {
        page: page(locale, "/complaints/K7Q2-M9XD"),
        tracking_code: "K7Q2-M9XD".into(),
        category: words(locale, "کرایه", "Fare"),
        state: Badge::new(BadgeTone::Busy, "clock", i18n::text(locale, "complaint-state-lodged")),
        resolution: None,
        lodged_at: at(10, 36),
        timeline: vec![TimelineEntry {
            at: at(10, 36),
            title: i18n::text(locale, "complaint-state-lodged"),
            detail: None,
            adverse: false,
            position: None,
        }],
    };
    let mut pages = vec![
        ("scan", draw(&scan)),
        ("scan-imported", draw(&imported)),
        ("scan-suspended", draw(&stop(StopReason::Suspended, true))),
        ("scan-unknown", draw(&stop(StopReason::UnknownCode, false))),
        ("rate", draw(&rate)),
        ("rate-bad", draw(&rate_bad)),
        (
            "thank-you",
            draw(&ThankYou {
                page: page(locale, "/V/F63Q/thanks"),
                code: "F63Q".into(),
                errors: errors(locale, &[("choice", "polls-error-choice")]),
                poll: Some(super::polls::question(locale)),
            }),
        ),
        ("complaint", draw(&complaint)),
        ("complaint-bad", draw(&complaint_bad)),
        ("complaint-receipt", draw(&receipt)),
        ("complaint-search", draw(&search)),
        ("complaint-status", draw(&status)),
        ("complaint-status-resolved", draw(&ComplaintStatus { resolution: Some(super::complaints::resolution(locale)), ..status.clone() })),
    ];
    pages.push(("fare", draw(&pay)));
    let offer = |missing: i64| Offer {
        reward: "voucher".into(),
        name: words(locale, "تخفیف", "Voucher"),
        points: 1_000,
        missing,
        is_voucher: missing == 0,
        key: "k".into(),
    };
    let rewards = Rewards {
        page: page(locale, "/rewards"),
        active: 1_240,
        worth: 620_000,
        pending: 101,
        vouchers: vec![500_000],
        gifts: vec![WaitingGift { name: words(locale, "یک معاینه فنی رایگان", "A free technical inspection"), code: "1234-5678".into() }],
        offers: vec![offer(0), offer(560)],
        movements: vec![Movement {
            name: i18n::text(locale, "rewards-earned"),
            at: at(10, 20),
            points: -3,
            badge: badge(BadgeTone::Good, "tick", "rewards-is-active"),
        }],
        ..Rewards::default()
    };
    pages.push(("rewards", draw(&rewards)));
    pages.push((
        "rewards-none",
        draw(&Rewards {
            movements: Vec::new(),
            errors: errors(locale, &[("", "rewards-error-reward")]),
            ..rewards
        }),
    ));
    pages.push(("fare-bad", draw(&pay_bad)));
    pages.push(("my-fares", draw(&mine)));
    pages.push(("my-fares-none", draw(&FaresPage { page: page(locale, "/my/fares"), ..FaresPage::default() })));
    pages.extend(fares.into_iter().map(|html| ("fare-receipt-any", html)));
    pages.push(("fare-receipt", draw(&fare(Outcome::Paid))));
    for reason in StopReason::ALL {
        pages.push(("scan-stop-any", draw(&stop(reason, true))));
    }
    pages
}
