use super::{AffiliationRow, AffiliationState, AgencyRow};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::licensing::affiliation::{AffiliationEvent, Member};
use domain::licensing::agency::AgencyEvent;
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    match event {
        AnyEvent::Agency(AgencyEvent::AgencyRegistered { licence_id, person_id, account_id, name, premises }) => rows.put(AgencyRow {
            agency_id: recorded.aggregate(),
            licence_id: *licence_id,
            person_id: *person_id,
            account_id: *account_id,
            name: name.clone(),
            premises: premises.clone(),
            registered_at: recorded.recorded_at,
            position: recorded.position,
        }),
        AnyEvent::Affiliation(event) => affiliation(recorded, event, rows),
        _ => {}
    }
}

fn affiliation(recorded: &Recorded, event: &AffiliationEvent, rows: &mut Rows) {
    let affiliation_id = recorded.aggregate();
    let at = recorded.recorded_at;
    if let AffiliationEvent::AffiliationOffered { agency_id, agency_name, member } = event {
        let (vehicle_id, person_id, licence_id) = match *member {
            Member::Vehicle { vehicle_id } => (Some(vehicle_id), None, None),
            Member::Driver { person_id, licence_id } => (None, Some(person_id), Some(licence_id)),
        };
        rows.put(AffiliationRow {
            affiliation_id,
            agency_id: *agency_id,
            agency_name: agency_name.clone(),
            vehicle_id,
            person_id,
            licence_id,
            state: AffiliationState::Offered,
            offered_at: at,
            joined_at: None,
            ended_at: None,
            position: recorded.position,
        });
        return;
    }
    rows.change(affiliation_id, |row: &mut AffiliationRow| {
        row.position = recorded.position;
        match event {
            AffiliationEvent::AffiliationOffered { .. } => {}
            AffiliationEvent::AffiliationJoined { .. } => (row.state, row.joined_at) = (AffiliationState::Joined, Some(at)),
            AffiliationEvent::AffiliationDeclined {} => (row.state, row.ended_at) = (AffiliationState::Declined, Some(at)),
            AffiliationEvent::AffiliationEnded { .. } => (row.state, row.ended_at) = (AffiliationState::Ended, Some(at)),
        }
    });
}
