use crate::{Context, Failure};
use domain::AnyEvent;
use domain::licensing::licence::{LicenceEvent, LicenceSubject};
use event_store::{Recorded, history};

/// Whom or what the licence of an event was issued to, from the licence's first event: the state of
/// one that has ended tells nothing of it.
pub(super) async fn subject_of(ctx: &Context, recorded: &Recorded) -> Result<Option<LicenceSubject>, Failure> {
    let filter = history::Filter {
        aggregate: Some((recorded.aggregate_type.clone(), Some(recorded.aggregate_id.clone()))),
        ..history::Filter::default()
    };
    let first = history::page(ctx.pool(), &filter, history::Order::OldestFirst, 1).await?;
    let first = first.first().map(Recorded::decode).transpose()?.unwrap_or_default();
    Ok(first.into_iter().find_map(|event| match event {
        AnyEvent::Licence(LicenceEvent::LicenceIssued { subject, .. }) => Some(subject),
        AnyEvent::Licence(LicenceEvent::LicenceImported { vehicle_id, .. }) => Some(LicenceSubject::Vehicle { vehicle_id }),
        _ => None,
    }))
}
