use super::{LicenceRow, LicenceStateRow, SubjectKind, VehicleRow};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::kernel::text::canonical;
use domain::licensing::affiliation::{AffiliationEvent, Member};
use domain::licensing::licence::{LicenceEvent, LicenceSubject, Standing};
use domain::licensing::vehicle::{LegacyRecord, VehicleEvent};
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    match event {
        AnyEvent::Vehicle(event) => vehicle_event(recorded, event, rows),
        AnyEvent::Licence(event) => licence(recorded, event, rows),
        AnyEvent::Affiliation(event) => affiliation(event, rows),
        _ => {}
    }
}

fn vehicle_event(recorded: &Recorded, event: &VehicleEvent, rows: &mut Rows) {
    let mut change = |to: &dyn Fn(&mut VehicleRow)| rows.change(recorded.aggregate(), |row: &mut VehicleRow| to(row));
    match event {
        VehicleEvent::ThresholdAgeSet { on, .. } => change(&|row| row.threshold_on = Some(*on)),
        VehicleEvent::VehicleReachedThresholdAge { .. } => change(&|row| row.past_threshold = true),
        VehicleEvent::VehicleFlaggedWornOut { .. } => change(&|row| row.worn_out = true),
        VehicleEvent::VehicleRegistered { .. } | VehicleEvent::LegacyRecordImported(_) => rows.put(vehicle(recorded, event)),
    }
}

/// A vehicle as the event that made it known says.
fn vehicle(recorded: &Recorded, event: &VehicleEvent) -> VehicleRow {
    let known = VehicleRow {
        vehicle_id: recorded.aggregate(),
        plate: None,
        vin: None,
        vehicle_type: String::new(),
        number: None,
        make: None,
        model: None,
        year: None,
        colour: None,
        fuel: None,
        source_fuel: None,
        wheelchair: None,
        company: None,
        address: None,
        agency: None,
        management: None,
        source: None,
        source_key: None,
        warnings: Vec::new(),
        threshold_on: None,
        past_threshold: false,
        worn_out: false,
        registered_at: recorded.recorded_at,
        position: recorded.position,
    };
    match event.clone() {
        VehicleEvent::ThresholdAgeSet { .. } | VehicleEvent::VehicleReachedThresholdAge { .. } | VehicleEvent::VehicleFlaggedWornOut { .. } => known,
        VehicleEvent::VehicleRegistered { plate, vin, make, model, year, colour, fuel, permit_kind, .. } => VehicleRow {
            plate: Some(plate),
            vin: Some(vin.into()),
            vehicle_type: permit_kind,
            make: Some(make),
            model: Some(model),
            year: Some(year.into()),
            colour: Some(colour),
            fuel: Some(fuel),
            ..known
        },
        VehicleEvent::LegacyRecordImported(record) => {
            let LegacyRecord {
                source, source_key, vehicle_type, number, make, model, year, colour, fuel, source_fuel, wheelchair, company, address, agency,
                management, warnings, ..
            } = *record;
            VehicleRow {
                vehicle_type,
                number: Some(number),
                make,
                model,
                year: year.map(Into::into),
                colour,
                fuel,
                source_fuel,
                wheelchair,
                company,
                address,
                agency,
                management,
                source: Some(source),
                source_key: Some(source_key),
                warnings,
                ..known
            }
        }
    }
}

/// The agency that a vehicle serves with stands beside it.
fn affiliation(event: &AffiliationEvent, rows: &mut Rows) {
    let (vehicle_id, agency) = match event {
        AffiliationEvent::AffiliationJoined { member: Member::Vehicle { vehicle_id }, agency_name, .. } => (*vehicle_id, Some(agency_name.clone())),
        AffiliationEvent::AffiliationEnded { member: Member::Vehicle { vehicle_id }, .. } => (*vehicle_id, None),
        _ => return,
    };
    rows.change(vehicle_id, |row: &mut VehicleRow| row.agency = agency);
}

/// What the register is searched by.
fn words(number: &str, vehicle: Option<&VehicleRow>) -> String {
    let mut words = vec![number.to_owned()];
    if let Some(vehicle) = vehicle {
        words.extend(vehicle.plate.as_ref().map(ToString::to_string));
        words.extend([&vehicle.make, &vehicle.model, &vehicle.company, &vehicle.agency].into_iter().flatten().cloned());
    }
    canonical(&words.join(" ")).to_lowercase()
}

fn licence(recorded: &Recorded, event: &LicenceEvent, rows: &mut Rows) {
    let licence_id = recorded.aggregate();
    let known = rows.get::<LicenceRow>(licence_id);
    let changed = match (event, known) {
        (LicenceEvent::LicenceIssued { subject, number, permit_kind, starts_on, expires_on, application_id, .. }, _) => {
            let vehicle = subject.vehicle_id().and_then(|vehicle_id| rows.get::<VehicleRow>(vehicle_id));
            LicenceRow {
                licence_id,
                subject: SubjectKind::of(subject),
                vehicle_id: subject.vehicle_id(),
                person_id: subject.person_id(),
                agency_id: match subject {
                    LicenceSubject::Agency { agency_id, .. } => Some(*agency_id),
                    LicenceSubject::Vehicle { .. } | LicenceSubject::Driver { .. } => None,
                },
                application_id: *application_id,
                number: number.clone(),
                permit_kind: permit_kind.clone(),
                standing: Standing::Valid,
                source: None,
                source_status: None,
                ground: None,
                note: None,
                starts_on: Some(*starts_on),
                expires_on: Some(*expires_on),
                suspended_from: None,
                suspended_until: None,
                renewal_id: None,
                issued_at: recorded.recorded_at,
                words: words(number, vehicle.as_ref()),
                agency: vehicle.and_then(|vehicle| vehicle.agency),
                position: recorded.position,
            }
        }
        (LicenceEvent::LicenceImported { vehicle_id, source, number, permit_kind, standing, source_status }, _) => {
            let vehicle = rows.get::<VehicleRow>(*vehicle_id);
            let standing = Standing::from(*standing);
            LicenceRow {
                licence_id,
                subject: SubjectKind::Vehicle,
                vehicle_id: Some(*vehicle_id),
                person_id: None,
                agency_id: None,
                application_id: None,
                number: number.clone(),
                permit_kind: permit_kind.clone(),
                standing,
                source: Some(source.clone()),
                source_status: Some(source_status.clone()),
                // The source's word is the ground of whatever is not plainly valid or given back.
                ground: (!matches!(standing, Standing::Valid | Standing::Surrendered)).then(|| source_status.clone()),
                note: None,
                starts_on: None,
                expires_on: None,
                suspended_from: None,
                suspended_until: None,
                renewal_id: None,
                issued_at: recorded.recorded_at,
                words: words(number, vehicle.as_ref()),
                agency: vehicle.and_then(|vehicle| vehicle.agency),
                position: recorded.position,
            }
        }
        (_, None) => return,
        (LicenceEvent::LicenceSuspended { ground, note, from, until, .. }, Some(known)) => LicenceRow {
            standing: Standing::Suspended,
            ground: Some(ground.clone()),
            note: note.clone(),
            suspended_from: Some(*from),
            suspended_until: *until,
            position: recorded.position,
            ..known
        },
        (LicenceEvent::SuspensionLifted { note, .. }, Some(known)) => LicenceRow {
            standing: Standing::Valid,
            ground: None,
            note: note.clone(),
            suspended_from: None,
            suspended_until: None,
            position: recorded.position,
            ..known
        },
        (LicenceEvent::LicenceRevoked { ground, note, .. }, Some(known)) => LicenceRow {
            standing: Standing::Revoked,
            ground: Some(ground.clone()),
            note: note.clone(),
            position: recorded.position,
            ..known
        },
        (LicenceEvent::LicenceKeptInForce { application_id, .. }, Some(known)) => {
            LicenceRow { renewal_id: Some(*application_id), position: recorded.position, ..known }
        }
        (LicenceEvent::RenewalEnded { .. }, Some(known)) => LicenceRow { renewal_id: None, position: recorded.position, ..known },
        (LicenceEvent::LicenceRenewed { application_id, starts_on, expires_on, late, .. }, Some(known)) => LicenceRow {
            application_id: Some(*application_id),
            standing: if known.standing == Standing::Expired { Standing::Valid } else { known.standing },
            // In time, it has been valid all along.
            starts_on: if *late { Some(*starts_on) } else { known.starts_on },
            expires_on: Some(*expires_on),
            renewal_id: None,
            position: recorded.position,
            ..known
        },
        (LicenceEvent::VehicleReplaced { subject, application_id, .. }, Some(known)) => {
            let vehicle = subject.vehicle_id().and_then(|vehicle_id| rows.get::<VehicleRow>(vehicle_id));
            LicenceRow {
                vehicle_id: subject.vehicle_id(),
                application_id: Some(*application_id),
                words: words(&known.number, vehicle.as_ref()),
                agency: vehicle.and_then(|vehicle| vehicle.agency),
                position: recorded.position,
                ..known
            }
        }
        (LicenceEvent::LicenceExpired { .. }, Some(known)) => LicenceRow {
            standing: Standing::Expired,
            ground: None,
            note: None,
            suspended_from: None,
            suspended_until: None,
            position: recorded.position,
            ..known
        },
    };
    rows.put(LicenceStateRow {
        position: recorded.position,
        licence_id,
        recorded_at: recorded.recorded_at,
        event_type: recorded.event_type.clone(),
        standing: changed.standing,
        ground: match event {
            LicenceEvent::SuspensionLifted { reason, .. } => Some(reason.clone()),
            _ => changed.ground.clone(),
        },
        source_status: changed.source_status.clone(),
        starts_on: changed.starts_on,
        expires_on: changed.expires_on,
        suspended_from: changed.suspended_from,
        suspended_until: changed.suspended_until,
        renewal_id: changed.renewal_id,
    });
    rows.put(changed);
}
