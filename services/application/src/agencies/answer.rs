use super::MANAGERS;
use crate::{Actor, CommandKey, Context, Failure};
use domain::identity::account::Role;
use domain::identity::person::person_of;
use domain::licensing::affiliation::{Affiliation, AffiliationCommand, AffiliationError, Member, Place};
use domain::licensing::agency::Agency;
use event_store::ExecuteError;
use uuid::Uuid;

/// What somebody says to an affiliation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Yes to the offer.
    Accept,
    /// No to it, or no more.
    Leave,
}

impl Answer {
    /// The answer of a word: `accept` or `leave`.
    ///
    /// # Errors
    /// [`Failure::Invalid`].
    pub fn parse(word: &str) -> Result<Self, Failure> {
        match word {
            "accept" => Ok(Self::Accept),
            "leave" => Ok(Self::Leave),
            _ => Err(Failure::field("/answer", "choose-one")),
        }
    }
}

/// Accepts an offer, declines it, or ends what came of it; answers with the log position that it
/// reached. The agency itself does not accept.
///
/// # Errors
/// [`Failure::NotFound`] where the affiliation is none of the actor's; [`Failure::Taken`] where they
/// belong to another agency.
pub async fn answer(ctx: &Context, actor: &Actor, affiliation_id: Uuid, answer: Answer, key: &CommandKey) -> Result<i64, Failure> {
    if *actor == Actor::Public {
        return Err(Failure::SignInNeeded);
    }
    let (affiliation, _) = ctx.store.load::<Affiliation>(affiliation_id).await?;
    let (place, joined) = match affiliation {
        Affiliation::Offered(place) => (place, false),
        Affiliation::Joined(place) => (place, true),
        Affiliation::Absent | Affiliation::Ended => return Err(Failure::NotFound),
    };
    let (own, agency) = (is_own(actor, &place), manages(ctx, actor, &place).await?);
    let officer = actor.has(&[Role::Officer]);
    let allowed = match answer {
        Answer::Accept => own || officer,
        Answer::Leave => own || officer || agency,
    };
    if !allowed {
        return Err(if agency { Failure::Forbidden } else { Failure::NotFound });
    }
    let (name, command) = match (answer, joined) {
        (Answer::Accept, _) => ("AcceptAffiliation", AffiliationCommand::Accept),
        (Answer::Leave, false) => ("DeclineAffiliation", AffiliationCommand::Decline),
        (Answer::Leave, true) => ("EndAffiliation", AffiliationCommand::End),
    };
    let executed = ctx.store.execute::<Affiliation>(affiliation_id, command, actor.envelope(ctx, name, key)).await;
    executed.map(|executed| executed.last_position).map_err(absent_is_not_found)
}

/// Whether the place is the actor's own; nobody is known to own a vehicle.
fn is_own(actor: &Actor, place: &Place) -> bool {
    match place.member {
        Member::Driver { person_id, .. } => actor.account_id().map(person_of) == Some(person_id),
        Member::Vehicle { .. } => false,
    }
}

async fn manages(ctx: &Context, actor: &Actor, place: &Place) -> Result<bool, Failure> {
    if !actor.has(MANAGERS) {
        return Ok(false);
    }
    let (agency, _) = ctx.store.load::<Agency>(place.agency_id).await?;
    Ok(matches!(agency, Agency::Registered { account_id, .. } if actor.account_id() == Some(account_id)))
}

fn absent_is_not_found(error: ExecuteError<AffiliationError>) -> Failure {
    match Failure::from(error) {
        Failure::Refused { code: "affiliation-absent", .. } => Failure::NotFound,
        other => other,
    }
}
