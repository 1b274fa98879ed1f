//! Rows of read models as the views show them.

use crate::views::register::Fact;
use crate::views::{LicenceStatus, PlateParts};
use domain::kernel::Plate;
use domain::licensing::application::ApplicationKind;
use domain::licensing::licence::Standing;
use domain::policy::{Choice as PolicyChoice, Policy};
use i18n::Locale;
use projections::applications::ApplicationRow;
use projections::register::VehicleRow;

/// A plate in its four parts.
pub fn plate(plate: &Plate) -> PlateParts {
    PlateParts {
        two: plate.two().to_owned(),
        letter: plate.letter().to_owned(),
        three: plate.three().to_owned(),
        region: plate.region().to_owned(),
    }
}

/// A standing as a badge.
pub fn status(standing: Standing) -> LicenceStatus {
    match standing {
        Standing::Valid => LicenceStatus::Valid,
        Standing::Suspended => LicenceStatus::Suspended,
        Standing::Expired => LicenceStatus::Expired,
        Standing::Surrendered => LicenceStatus::Surrendered,
        Standing::Revoked => LicenceStatus::Revoked,
        Standing::Terminated => LicenceStatus::Terminated,
        Standing::NotYetValid => LicenceStatus::NotYetValid,
    }
}

/// A permit kind's name: policy's, else a known word of a register, else the word itself.
pub fn kind(policy: &Policy, locale: Locale, code: &str) -> String {
    if let Some(kind) = policy.permit_kind(code) {
        return match locale {
            Locale::Fa => kind.fa.clone(),
            Locale::En => kind.en.clone(),
        };
    }
    i18n::find_text(locale, &format!("kind-{}", code.replace('_', "-"))).unwrap_or_else(|| code.replace('_', " "))
}

/// What is applied for: the permit and, where it is no new one, in what way.
pub fn application(policy: &Policy, locale: Locale, row: &ApplicationRow) -> String {
    let kind = kind(policy, locale, &row.permit_kind);
    match row.kind {
        ApplicationKind::New => kind,
        other => format!("{}{}{kind}", i18n::text(locale, &format!("case-kind-{}", other.code())), i18n::text(locale, "list-comma")),
    }
}

/// A gift's name, or its code where policy offers it no longer.
pub fn gift(policy: &Policy, locale: Locale, code: &str) -> String {
    policy.rewards.gifts.iter().find(|gift| gift.code == code).map_or_else(
        || code.to_owned(),
        |gift| match locale {
            Locale::Fa => gift.fa.clone(),
            Locale::En => gift.en.clone(),
        },
    )
}

/// A choice's name, or its code where policy offers it no longer.
pub fn choice(choices: &[PolicyChoice], locale: Locale, code: &str) -> String {
    choices.iter().find(|choice| choice.code == code).map_or_else(
        || code.to_owned(),
        |choice| match locale {
            Locale::Fa => choice.fa.clone(),
            Locale::En => choice.en.clone(),
        },
    )
}

/// Choices of a form.
pub fn choices(choices: &[PolicyChoice], locale: Locale) -> Vec<crate::views::Choice> {
    choices.iter().map(|offered| crate::views::Choice::new(offered.code.clone(), choice(choices, locale, &offered.code))).collect()
}

/// Maker, model and year in one line.
pub fn description(vehicle: &VehicleRow, locale: Locale) -> String {
    let year = vehicle.year.map(|year| i18n::digits(locale, &year.to_string()));
    [vehicle.make.clone(), vehicle.model.clone(), vehicle.colour.clone(), year].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What a vehicle is called by: its number in a register, else its VIN, which ours has.
pub fn vehicle_number(vehicle: &VehicleRow) -> String {
    vehicle.number.clone().or_else(|| vehicle.vin.clone()).unwrap_or_default()
}

/// The ground of a suspension or revocation, or the reason of a lifting, in words.
pub fn ground(policy: &Policy, locale: Locale, code: &str) -> String {
    let rules = &policy.licensing;
    let offered = [&rules.suspension_grounds, &rules.revocation_grounds, &rules.lifting_reasons];
    let found = offered.iter().find(|choices| domain::policy::offers(choices, code));
    found.map_or_else(|| code.to_owned(), |choices| choice(choices, locale, code))
}

/// What everyone may know of a vehicle.
pub fn facts(vehicle: &VehicleRow, locale: Locale) -> Vec<Fact> {
    let fuel = vehicle.fuel.map(|fuel| i18n::text(locale, &format!("fuel-{}", fuel.code())));
    [
        ("fact-make", vehicle.make.clone()),
        ("fact-model", vehicle.model.clone()),
        ("fact-year", vehicle.year.map(|year| i18n::digits(locale, &year.to_string()))),
        ("fact-colour", vehicle.colour.clone()),
        ("fact-fuel", fuel.or_else(|| vehicle.source_fuel.clone())),
        ("fact-company", vehicle.company.clone()),
        ("fact-agency", vehicle.agency.clone()),
    ]
    .into_iter()
    .filter_map(|(key, value)| value.map(|value| Fact::words(key, value)))
    .collect()
}

/// What is odd about a record of another register.
pub fn warnings(vehicle: &VehicleRow, locale: Locale) -> Vec<String> {
    let words = |key: String, code: &str| i18n::find_text(locale, &key).unwrap_or_else(|| code.to_owned());
    vehicle
        .warnings
        .iter()
        .map(|warning| {
            let field = words(format!("fact-{}", warning.field.replace('_', "-")), &warning.field);
            let reason = words(format!("warning-{}", warning.reason), &warning.reason);
            format!("{field}: {reason} {}", warning.value)
        })
        .collect()
}
