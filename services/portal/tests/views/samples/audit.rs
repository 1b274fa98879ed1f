//! The history.

use super::*;

pub(super) fn audit(locale: Locale) -> Pages {
    let rows = vec![
        event(locale, 1_204_318, "SuspensionLifted"),
        event(locale, 21, "LicenceSuspended"),
        event(locale, 2, "LicenceIssued"),
    ];
    let names = |list: &[&str]| {
        list.iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
    };
    let history = History {
        page: auditor(locale, "/history"),
        key: "k".into(),
        filters: HistoryFilters {
            event_type: "LicenceSuspended".into(),
            from: "1405/04/01".into(),
            ..HistoryFilters::default()
        },
        event_types: names(&["LicenceIssued", "LicenceSuspended", "SuspensionLifted"]),
        aggregate_types: names(&["vehicle", "licence", "fleet_code"]),
        rows: rows.clone(),
        actors: choices(locale, "actor", &["public", "operator"]),
        first: Some("type=x".into()),
        next: Some("cursor=z".into()),
        ..History::default()
    };
    let node = |depth, position, name: &str, here| CauseNode {
        depth,
        position,
        name: name.into(),
        detail: words(
            locale,
            "مریم نوری، ۱۲ مهر، ۰۰:۰۵",
            "Maryam Nouri, 4 October, 00:05",
        ),
        here,
    };
    let one = EventPage {
        page: auditor(locale, "/history/21"),
        event: event(locale, 21, "LicenceSuspended"),
        actor_id: "public".into(),
        sequence: 4,
        event_id: "0192f3c1-8a5e-7c3b-9d20-1f6e5a4b3c2e".into(),
        event_version: "1".into(),
        command: words(locale, "تعلیق پروانه", "Suspend the licence"),
        command_id: "a3c1f3c1-8a5e-5c3b-9d20-1f6e5a4b3c2f".into(),
        correlation_id: "0192f3c1-8a5e-7c3b-9d20-1f6e5a4b3c30".into(),
        causation_id: None,
        policy_version: Some("1405-3".into()),
        causes: vec![
            node(0, Some(14), "LicenceIssued", false),
            node(1, None, "suspend", false),
            node(2, Some(21), "LicenceSuspended", true),
            node(3, Some(22), "FleetCodeVoided", false),
            node(3, Some(23), "SuspensionLifted", false),
        ],
        metadata: vec![Entry { name: "channel".into(), value: "portal".into() }],
        payload: "{\n  \"ground\": \"insurance\",\n  \"note\": \"sealed:v1:9f8e7d6c5b4a39281706f5e4d3c2b1a0\"\n}".into(),
        licence_id: Some("42".into()),
    };
    let timeline = LicenceTimeline {
        page: auditor(locale, "/history/licences/42"),
        errors: FieldErrors::none(),
        id: "42".into(),
        number: "1403-000871".into(),
        kind: words(locale, "تاکسی گردشی", "Cruising taxi"),
        events: rows,
        position: 21,
        count: 3,
        at: Some(at(8, 12)),
        ordinal: 2,
        previous: Some(2),
        following: Some(1_204_318),
        on: DateFields {
            day: "12".into(),
            month: "7".into(),
            year: "1405".into(),
        },
        status: Some(LicenceStatus::Suspended),
        state: facts(locale),
        changes: vec![
            Change {
                property: i18n::text(locale, "fact-status"),
                before: Some(i18n::text(locale, "status-valid")),
                after: Some(i18n::text(locale, "status-suspended")),
            },
            Change {
                property: i18n::text(locale, "fact-ground"),
                before: None,
                after: Some(words(locale, "پایان بیمه", "Insurance lapsed")),
            },
        ],
    };
    vec![
        ("history", draw(&history)),
        ("event", draw(&one)),
        ("timeline", draw(&timeline)),
    ]
}
