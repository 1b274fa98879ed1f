//! Figures as charts and tables.

use crate::views::chart::{Bars, Columns};
use crate::views::figures::{Kpi, Section};
use application::figures::{AGES, Figures, FleetGroup, MonthOf};
use domain::licensing::vehicle::Fuel;
use i18n::Locale;
use projections::figures::{PaymentFigureRow, PermitFigureRow};

fn t(locale: Locale, key: &str) -> String {
    i18n::text(locale, key)
}

fn n(locale: Locale, value: i64) -> String {
    i18n::number(locale, value)
}

fn sum<'a>(groups: impl Iterator<Item = &'a FleetGroup>) -> i64 {
    groups.map(|group| group.vehicles).sum()
}

/// The numbers that stand out.
pub(super) fn kpis(locale: Locale, figures: &Figures) -> Vec<Kpi> {
    let fleet = sum(figures.fleet.iter());
    let past = sum(figures.fleet.iter().filter(|group| group.past_threshold == Some(true)));
    let payments: i64 = figures.payments.iter().map(|row| i64::from(row.payments)).sum();
    let amount: i64 = figures.payments.iter().map(|row| row.amount).sum();
    let ratings: i64 = figures.ratings.iter().map(|row| row.ratings()).sum();
    vec![
        Kpi { label: t(locale, "figures-fleet"), value: n(locale, fleet), hint: t(locale, "figures-fleet-hint"), watch: false },
        Kpi { label: t(locale, "figures-past"), value: n(locale, past), hint: t(locale, "figures-past-hint"), watch: true },
        Kpi { label: t(locale, "figures-payments"), value: n(locale, payments), hint: i18n::money_toman(locale, amount), watch: false },
        Kpi { label: t(locale, "figures-ratings"), value: n(locale, ratings), hint: mean(locale, figures), watch: false },
    ]
}

/// The mean of all stars that are published, to one decimal.
fn mean(locale: Locale, figures: &Figures) -> String {
    let stars = |row: &projections::figures::RatingFigureRow| row.by_stars().iter().zip(1_i64..).map(|(count, stars)| count * stars).sum::<i64>();
    let ratings: i64 = figures.ratings.iter().map(|row| row.ratings()).sum();
    if ratings == 0 {
        return i18n::text_with(locale, "figures-ratings-few", &[("n", figures.published_from.into())]);
    }
    let tenths = (figures.ratings.iter().map(stars).sum::<i64>() * 10 + ratings / 2) / ratings;
    let mark = if locale == Locale::Fa { "٫" } else { "." };
    let mean = i18n::digits(locale, &format!("{}{mark}{}", tenths / 10, tenths % 10));
    i18n::text_with(locale, "figures-ratings-mean", &[("mean", mean.into())])
}

/// The charts.
pub(super) fn all(locale: Locale, figures: &Figures) -> Vec<Section> {
    vec![ages(locale, figures), fuels(locale, figures), permits(locale, figures), payments(locale, figures), ratings(locale, figures)]
}

fn bars(locale: Locale, id: &'static str, title: &str, note: &str, counted: Vec<(String, i64)>) -> Section {
    let rows = counted.iter().map(|(name, count)| vec![name.clone(), n(locale, *count)]).collect();
    let label = i18n::text_with(locale, "figures-chart", &[("title", t(locale, title).into())]);
    let values = counted.into_iter().map(|(name, count)| (name, count, n(locale, count))).collect();
    Section {
        id,
        title: t(locale, title),
        note: if note.is_empty() { String::new() } else { t(locale, note) },
        bars: Some(Bars::new(locale, label, values)),
        columns: None,
        head: vec![t(locale, &format!("{title}-head")), t(locale, "figures-count")],
        rows,
    }
}

fn ages(locale: Locale, figures: &Figures) -> Section {
    let name = |(from, to): (i32, i32)| match to {
        i32::MAX => i18n::text_with(locale, "figures-age-from", &[("from", i64::from(from).into())]),
        to => i18n::text_with(locale, "figures-age-span", &[("from", i64::from(from).into()), ("to", i64::from(to).into())]),
    };
    let within = |(from, to): (i32, i32)| sum(figures.fleet.iter().filter(move |group| group.age.is_some_and(|age| (from..=to).contains(&age))));
    let mut counted: Vec<_> = AGES.into_iter().map(|class| (name(class), within(class))).collect();
    counted.push((t(locale, "figures-unknown"), sum(figures.fleet.iter().filter(|group| group.age.is_none()))));
    bars(locale, "age", "figures-by-age", "figures-by-age-note", counted)
}

fn fuels(locale: Locale, figures: &Figures) -> Section {
    let running_on = |fuel: Option<Fuel>| figures.fleet.iter().filter(move |group| group.fuel == fuel);
    let past = |fuel: Option<Fuel>| sum(running_on(fuel).filter(|group| group.past_threshold == Some(true)));
    let all = Fuel::ALL.into_iter().map(Some).chain([None]);
    let name = |fuel: Option<Fuel>| fuel.map_or_else(|| t(locale, "figures-unknown"), |fuel| t(locale, &format!("fuel-{}", fuel.code())));
    let counted = all.clone().map(|fuel| (name(fuel), sum(running_on(fuel)))).collect();
    let mut section = bars(locale, "fuel", "figures-by-fuel", "figures-by-fuel-note", counted);
    section.head.push(t(locale, "figures-past"));
    for (row, fuel) in section.rows.iter_mut().zip(all) {
        row.push(n(locale, past(fuel)));
    }
    section
}

fn month(locale: Locale, month: MonthOf) -> String {
    format!("{} {}", i18n::month_name(locale, month.month), i18n::digits(locale, &month.year.to_string()))
}

fn permits(locale: Locale, figures: &Figures) -> Section {
    let of = |month: &MonthOf, count: fn(&PermitFigureRow) -> i32| -> i64 {
        let code = month.code();
        figures.permits.iter().filter(|row| row.month == code).map(|row| i64::from(count(row))).sum()
    };
    let counts = |month: &MonthOf| vec![of(month, |row| row.issued), of(month, |row| row.renewed)];
    let points: Vec<_> = figures.months.iter().map(|month| (i18n::month_name(locale, month.month), counts(month))).collect();
    let series = vec![t(locale, "figures-issued"), t(locale, "figures-renewed")];
    let label = i18n::text_with(locale, "figures-chart", &[("title", t(locale, "figures-permits").into())]);
    Section {
        id: "permits",
        title: t(locale, "figures-permits"),
        note: String::new(),
        bars: None,
        columns: Some(Columns::new(locale, label, series.clone(), &points)),
        head: std::iter::once(t(locale, "figures-month")).chain(series).collect(),
        rows: months(locale, figures, |month| counts(month).into_iter().map(|count| n(locale, count)).collect()),
    }
}

/// A row for each month, the latest first.
fn months(locale: Locale, figures: &Figures, cells: impl Fn(&MonthOf) -> Vec<String>) -> Vec<Vec<String>> {
    figures.months.iter().rev().map(|of| std::iter::once(month(locale, *of)).chain(cells(of)).collect()).collect()
}

fn payments(locale: Locale, figures: &Figures) -> Section {
    let of = |month: &MonthOf| -> Vec<&PaymentFigureRow> {
        let code = month.code();
        figures.payments.iter().filter(|row| row.month == code).collect()
    };
    let count = |month: &MonthOf| of(month).iter().map(|row| i64::from(row.payments)).sum::<i64>();
    let points: Vec<_> = figures.months.iter().map(|month| (i18n::month_name(locale, month.month), vec![count(month)])).collect();
    let label = i18n::text_with(locale, "figures-chart", &[("title", t(locale, "figures-payments-month").into())]);
    let cells = |month: &MonthOf| vec![n(locale, count(month)), i18n::money_toman(locale, of(month).iter().map(|row| row.amount).sum())];
    Section {
        id: "payments",
        title: t(locale, "figures-payments-month"),
        note: String::new(),
        bars: None,
        columns: Some(Columns::new(locale, label, Vec::new(), &points)),
        head: vec![t(locale, "figures-month"), t(locale, "figures-count"), t(locale, "figures-sum")],
        rows: months(locale, figures, cells),
    }
}

fn ratings(locale: Locale, figures: &Figures) -> Section {
    let few = i18n::text_with(locale, "figures-ratings-few", &[("n", figures.published_from.into())]);
    let mut totals = [0_i64; 5];
    for row in &figures.ratings {
        totals.iter_mut().zip(row.by_stars()).for_each(|(total, count)| *total += count);
    }
    let counted = totals.iter().rev().zip([5_i64, 4, 3, 2, 1]).map(|(count, stars)| (i18n::text_with(locale, "figures-stars", &[("n", stars.into())]), *count));
    let mut section = bars(locale, "ratings", "figures-by-stars", "", counted.collect());
    section.note = few;
    if figures.ratings.is_empty() {
        (section.bars, section.rows) = (None, Vec::new());
    }
    section
}
