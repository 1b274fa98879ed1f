//! The figures.

use super::*;
use portal::views::chart::{Bars, Columns};
use portal::views::figures::*;

pub(super) fn figures(locale: Locale) -> Pages {
    let title = |key: &str| i18n::text(locale, key);
    let head = || vec![title("figures-month"), title("figures-issued"), title("figures-renewed")];
    let points: Vec<_> = (1..=12).map(|n: i64| (i18n::month_name(locale, u8::try_from(n).expect("a month")), vec![n * 20, n * 3])).collect();
    let fuels = vec![(title("fuel-petrol"), 40, i18n::number(locale, 40)), (title("fuel-dual"), 310, i18n::number(locale, 310))];
    let with_bars = Section {
        id: "fuel",
        title: title("figures-by-fuel"),
        note: title("figures-by-fuel-note"),
        bars: Some(Bars::new(locale, "…", fuels)),
        columns: None,
        head: head(),
        rows: vec![vec![title("fuel-petrol"), i18n::number(locale, 40), i18n::number(locale, 3)]],
    };
    let with_columns = Section {
        id: "permits",
        title: title("figures-permits"),
        bars: None,
        columns: Some(Columns::new(locale, "…", vec![title("figures-issued"), title("figures-renewed")], &points)),
        ..with_bars.clone()
    };
    let unpublished = Section { id: "ratings", bars: None, rows: Vec::new(), ..with_bars.clone() };
    let kpi = Kpi { label: title("figures-fleet"), value: i18n::number(locale, 2_840), hint: title("figures-fleet-hint"), watch: true };
    let file = DataFile {
        path: "/data/fleet.csv".into(),
        name: "fleet.csv".into(),
        about: title("figures-file-fleet"),
        columns: "permit_kind, fuel, year".into(),
    };
    let all = Figures {
        page: page(locale, "/figures"),
        today: i18n::date(locale, day(2026, 11, 23)),
        kpis: vec![kpi],
        sections: vec![with_bars, with_columns, unpublished],
        files: vec![file],
    };
    vec![("figures", draw(&all))]
}
