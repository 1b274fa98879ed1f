//! The filters of the history, as its pages carry them.

use super::names::{NAMELESS, Names, name};
use crate::pages::dates;
use crate::pages::faults::same_name;
use crate::pages::register::encoded;
use crate::views::Choice;
use crate::views::history::HistoryFilters;
use crate::web::form::Fields;
use crate::web::history::Asked;
use application::{Context, Failure};
use domain::AnyEvent;
use domain::audit::access::HistoryFilter;
use i18n::Locale;
use projections::accounts;

/// The filters as they were sent.
pub(super) fn typed(fields: &Fields) -> HistoryFilters {
    let text = |name: &str| fields.text(name).trim().to_owned();
    HistoryFilters {
        event_type: text("event_type"),
        actor: text("actor"),
        aggregate_type: text("aggregate_type"),
        aggregate_id: text("aggregate_id"),
        from: text("from"),
        to: text("to"),
    }
}

/// What they ask for.
///
/// # Errors
/// [`Failure::Invalid`] with every fault.
pub(super) fn asked(ctx: &Context, filters: &HistoryFilters) -> Result<Asked, Failure> {
    let set = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let aggregate = match (filters.aggregate_type.as_str(), filters.aggregate_id.as_str()) {
        (kind, "") => set(kind),
        (kind, id) => Some(format!("{kind}/{id}")),
    };
    let words = HistoryFilter {
        event_type: set(&filters.event_type),
        aggregate,
        actor: set(&filters.actor),
        from: set(&dates::moment(&filters.from)),
        to: set(&dates::moment(&filters.to)),
    };
    Asked::parse(ctx, words).map_err(Failure::Invalid)
}

/// The input of a fault's pointer.
pub(super) fn input(pointer: &str) -> String {
    match pointer {
        "/type" => "event_type".to_owned(),
        "/aggregate" => "aggregate_id".to_owned(),
        "/cursor" => String::new(),
        other => same_name(other),
    }
}

/// The filters as an address carries them.
pub(super) fn query(filters: &HistoryFilters, cursor: &str) -> String {
    encoded(&[
        ("event_type", &filters.event_type),
        ("actor", &filters.actor),
        ("aggregate_type", &filters.aggregate_type),
        ("aggregate_id", &filters.aggregate_id),
        ("from", &filters.from),
        ("to", &filters.to),
        ("cursor", cursor),
    ])
}

/// Every event type that there is.
pub(super) fn event_types() -> Vec<String> {
    let mut names: Vec<_> = AnyEvent::catalogue().into_iter().map(|(_, name, _)| name.to_owned()).collect();
    names.dedup();
    names
}

/// Every aggregate type that there is.
pub(super) fn aggregate_types() -> Vec<String> {
    let mut names: Vec<_> = AnyEvent::catalogue().into_iter().map(|(name, _, _)| name.to_owned()).collect();
    names.dedup();
    names
}

/// Staff, and those who have no name; also whoever is chosen already. Addresses carry ids, so that no
/// name stands in one.
///
/// # Errors
/// Where the database does not answer or a name does not open.
pub(super) async fn actors(ctx: &Context, locale: Locale, chosen: &str) -> Result<Vec<Choice>, Failure> {
    let mut choices: Vec<_> = NAMELESS.iter().map(|(id, key)| Choice::new(*id, i18n::text(locale, key))).collect();
    for account in accounts::query::staff(ctx.pool()).await? {
        choices.push(Choice::new(account.account_id.to_string(), name(ctx, locale, &account).await?));
    }
    if !chosen.is_empty() && choices.iter().all(|choice| choice.value != chosen) {
        let names = Names::of(ctx, locale, std::iter::once(chosen)).await?;
        choices.push(Choice::new(chosen, names.call(chosen)));
    }
    Ok(choices)
}

#[cfg(test)]
mod tests {
    use super::{aggregate_types, event_types};
    use i18n::Locale;

    #[test]
    fn everything_in_the_history_has_a_name_in_both_languages() {
        let keys = event_types().into_iter().map(|name| format!("event-{name}")).chain(aggregate_types().into_iter().map(|name| format!("aggregate-{name}")));
        let nameless: Vec<_> = keys.filter(|key| Locale::ALL.iter().any(|locale| i18n::find_text(*locale, key).is_none())).collect();
        assert_eq!(nameless, Vec::<String>::new());
    }
}
