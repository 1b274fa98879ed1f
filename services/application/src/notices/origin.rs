//! What the first event of a record says of it: where its number, its kind and its owner stand.

use crate::past::events_of;
use crate::{Context, Failure};
use domain::AnyEvent;
use domain::feedback::complaint::ComplaintEvent;
use domain::identity::person::PersonEvent;
use domain::kernel::Pii;
use domain::licensing::application::ApplicationEvent;
use domain::licensing::licence::LicenceEvent;
use uuid::Uuid;

/// An application as it began.
pub(crate) struct Started {
    pub number: String,
    pub permit_kind: String,
    pub account_id: Uuid,
}

/// A licence as it was issued.
pub(crate) struct Issued {
    pub number: String,
    pub permit_kind: String,
    pub application_id: Option<Uuid>,
}

/// How an application began.
pub(crate) async fn started(ctx: &Context, application_id: Uuid) -> Result<Started, Failure> {
    match first(ctx, "application", application_id).await? {
        Some(AnyEvent::Application(ApplicationEvent::ApplicationStarted { number, permit_kind, account_id, .. })) => {
            Ok(Started { number, permit_kind, account_id })
        }
        _ => Err(Failure::Internal(format!("the application {application_id} never began"))),
    }
}

/// How a licence was issued.
pub(crate) async fn issued(ctx: &Context, licence_id: Uuid) -> Result<Issued, Failure> {
    match first(ctx, "licence", licence_id).await? {
        Some(AnyEvent::Licence(LicenceEvent::LicenceIssued { number, permit_kind, application_id, .. })) => {
            Ok(Issued { number, permit_kind, application_id })
        }
        _ => Err(Failure::Internal(format!("the licence {licence_id} was never issued"))),
    }
}

/// The account that a person signs in with; none where another register told of the person.
pub(crate) async fn account_of(ctx: &Context, person_id: Uuid) -> Result<Option<Uuid>, Failure> {
    match first(ctx, "person", person_id).await? {
        Some(AnyEvent::Person(PersonEvent::PersonRegistered { account_id, .. })) => Ok(account_id),
        _ => Err(Failure::Internal(format!("the person {person_id} was never registered"))),
    }
}

/// The number that a passenger left with a complaint, to be sealed anew under the same key; none where
/// none was left, or it was erased.
pub(crate) async fn number_left(ctx: &Context, complaint_id: Uuid) -> Result<Option<Pii>, Failure> {
    match first(ctx, "complaint", complaint_id).await? {
        Some(AnyEvent::Complaint(ComplaintEvent::ComplaintLodged { mobile: Some(sealed), .. })) => {
            Ok(ctx.open(&sealed).await?.map(|number| Pii::clear(sealed.subject(), number)))
        }
        _ => Ok(None),
    }
}

/// What the first event of a record says.
pub(crate) async fn first(ctx: &Context, aggregate_type: &str, id: Uuid) -> Result<Option<AnyEvent>, Failure> {
    Ok(events_of(ctx, aggregate_type, id, 1).await?.into_iter().next())
}
