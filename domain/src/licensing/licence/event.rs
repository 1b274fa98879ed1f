use crate::kernel::event::{event_types, optional};
use crate::kernel::{ClaimChange, Pii};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The source's own word for a status, kept and shown.
pub type SourceStatus = String;

/// Who or what a licence lets serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LicenceSubject {
    /// A vehicle may be operated as a taxi.
    Vehicle {
        /// The vehicle.
        vehicle_id: Uuid,
    },
    /// A person may drive one named vehicle.
    Driver {
        /// The driver.
        person_id: Uuid,
        /// The vehicle that the permit names.
        vehicle_id: Uuid,
    },
    /// An agency may send taxis.
    Agency {
        /// The agency.
        agency_id: Uuid,
        /// Who answers for it.
        person_id: Uuid,
    },
}

impl LicenceSubject {
    /// The vehicle that the licence names, where it names one.
    pub fn vehicle_id(&self) -> Option<Uuid> {
        match *self {
            Self::Vehicle { vehicle_id } | Self::Driver { vehicle_id, .. } => Some(vehicle_id),
            Self::Agency { .. } => None,
        }
    }

    /// The person that holds it, where one does.
    pub fn person_id(&self) -> Option<Uuid> {
        match *self {
            Self::Driver { person_id, .. } | Self::Agency { person_id, .. } => Some(person_id),
            Self::Vehicle { .. } => None,
        }
    }

    /// What holds one living licence at a time, a car, a driver or an agency: the scope of its claim,
    /// and the value.
    pub fn claimed(&self) -> (&'static str, String) {
        match *self {
            Self::Vehicle { vehicle_id } => (VEHICLE, vehicle_id.to_string()),
            Self::Driver { person_id, .. } => ("licence.driver", person_id.to_string()),
            Self::Agency { agency_id, .. } => ("licence.agency", agency_id.to_string()),
        }
    }

    fn claim(&self) -> ClaimChange {
        let (scope, value) = self.claimed();
        ClaimChange::Take { scope, value }
    }
}

const VEHICLE: &str = "licence.vehicle";

/// What happened to a licence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum LicenceEvent {
    /// It was issued and is valid from its first day.
    LicenceIssued {
        /// Who or what may serve.
        subject: LicenceSubject,
        /// Its number.
        number: String,
        /// The permit kind's code.
        permit_kind: String,
        /// The first valid day.
        starts_on: NaiveDate,
        /// The last valid day.
        expires_on: NaiveDate,
        /// The application that was granted; none where an officer recorded the licence.
        application_id: Option<Uuid>,
        /// The policy version that set the term.
        policy_version: String,
    },
    /// Another register told of it; policy does not judge it.
    LicenceImported {
        /// The vehicle.
        vehicle_id: Uuid,
        /// The register.
        source: String,
        /// The number in that register.
        number: String,
        /// The kind of permit.
        permit_kind: String,
        /// The standing in our words.
        standing: ImportedStanding,
        /// The source's own word.
        source_status: SourceStatus,
    },
    /// The right to serve stopped.
    LicenceSuspended {
        /// The ground's code.
        ground: String,
        /// What the officer noted.
        note: Option<Pii>,
        /// The first day of it.
        from: NaiveDate,
        /// The last day of it; open where not given.
        until: Option<NaiveDate>,
        /// The policy version that offered the ground.
        policy_version: String,
    },
    /// The suspension ended.
    SuspensionLifted {
        /// The reason's code.
        reason: String,
        /// What the officer noted.
        note: Option<Pii>,
        /// The policy version that offered the reason.
        policy_version: String,
    },
    /// The right to serve ended for good.
    LicenceRevoked {
        /// The ground's code.
        ground: String,
        /// What the officer noted.
        note: Option<Pii>,
        /// The policy version that offered the ground.
        policy_version: String,
    },
    /// A renewal was sent in time: it outlives its last valid day until that is decided and paid.
    LicenceKeptInForce {
        /// The application for a further term.
        application_id: Uuid,
        /// The last valid day, which does not count for now.
        expires_on: NaiveDate,
    },
    /// The renewal came to nothing; the last valid day counts again.
    RenewalEnded {
        /// The application for a further term.
        application_id: Uuid,
    },
    /// It got a further term.
    LicenceRenewed {
        /// Who or what may serve.
        subject: LicenceSubject,
        /// The application that was granted.
        application_id: Uuid,
        /// The last valid day until now.
        previous_expires_on: NaiveDate,
        /// The first day of the further term.
        starts_on: NaiveDate,
        /// The last valid day from now on.
        expires_on: NaiveDate,
        /// The day on which the fee was paid.
        paid_on: NaiveDate,
        /// Whether it was asked for when the last valid day was past.
        late: bool,
        /// The policy version that set the term.
        policy_version: String,
    },
    /// It names another vehicle from now on.
    VehicleReplaced {
        /// The driver, and the vehicle that it names now.
        subject: LicenceSubject,
        /// The vehicle that it named.
        previous_vehicle_id: Uuid,
        /// The application that was granted.
        application_id: Uuid,
    },
    /// Its last valid day passed. The dates alone say so from the next day on; this says that it was
    /// noticed.
    LicenceExpired {
        /// The last valid day.
        on: NaiveDate,
    },
}

/// The standing that an imported licence begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportedStanding {
    /// May serve.
    Valid,
    /// May not serve for now.
    Suspended,
    /// Given back.
    Surrendered,
    /// Taken away.
    Revoked,
    /// Ended otherwise.
    Terminated,
}

event_types! { LicenceEvent of "licence" {
    LicenceIssued: "1",
    LicenceImported: "1",
    LicenceSuspended: "1",
    SuspensionLifted: "1",
    LicenceRevoked: "1",
    LicenceKeptInForce: "1",
    RenewalEnded: "1",
    LicenceRenewed: "1",
    VehicleReplaced: "1",
    LicenceExpired: "1",
}
    fn personal(&mut self) -> Vec<(&'static str, &mut Pii)> {
        match self {
            Self::LicenceSuspended { note, .. }
            | Self::SuspensionLifted { note, .. }
            | Self::LicenceRevoked { note, .. } => optional("note", note).into_iter().collect(),
            Self::LicenceIssued { .. }
            | Self::LicenceImported { .. }
            | Self::LicenceKeptInForce { .. }
            | Self::RenewalEnded { .. }
            | Self::LicenceRenewed { .. }
            | Self::VehicleReplaced { .. }
            | Self::LicenceExpired { .. } => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<ClaimChange> {
        match self {
            Self::LicenceIssued { subject, number, .. } => {
                vec![ClaimChange::Take { scope: "licence.number", value: number.clone() }, subject.claim()]
            }
            Self::LicenceImported { vehicle_id, source, number, permit_kind, standing, .. } => {
                let mut claims = vec![ClaimChange::Take {
                    scope: "licence.number",
                    value: format!("{source}:{permit_kind}:{number}"),
                }];
                if matches!(standing, ImportedStanding::Valid | ImportedStanding::Suspended) {
                    claims.push(ClaimChange::Take { scope: VEHICLE, value: vehicle_id.to_string() });
                }
                claims
            }
            // What expired meanwhile had given it up.
            Self::LicenceRenewed { subject, .. } => vec![subject.claim()],
            Self::LicenceRevoked { .. } | Self::LicenceExpired { .. } => {
                // What it did not hold is not released either.
                [VEHICLE, "licence.driver", "licence.agency"].map(|scope| ClaimChange::Release { scope }).to_vec()
            }
            Self::LicenceSuspended { .. }
            | Self::SuspensionLifted { .. }
            | Self::LicenceKeptInForce { .. }
            | Self::VehicleReplaced { .. }
            | Self::RenewalEnded { .. } => Vec::new(),
        }
    }
}
