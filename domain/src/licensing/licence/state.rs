use super::{ImportedStanding, IssueLicence, LicenceCommand, LicenceError, LicenceEvent, LicenceSubject, RenewLicence, SuspendLicence};
use crate::kernel::calendar::years_later;
use crate::kernel::event::aggregate;
use crate::policy::{Choice, offers};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A licence's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Licence {
    /// Nothing happened yet.
    #[default]
    Absent,
    /// In force from its first day on.
    Valid(Term),
    /// Suspended, perhaps from a later day. Once the suspension's last day is past, the licence stands
    /// as valid again without an event, and can be suspended anew.
    Suspended(Suspension, Term),
    /// Past its last valid day, with the suspension that ran then.
    Expired(Option<Suspension>, Term),
    /// Ended for good.
    Ended,
}

/// For whom or what a licence is, and how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Who or what may serve.
    pub subject: LicenceSubject,
    /// The last valid day; an imported licence has none.
    pub expires_on: Option<NaiveDate>,
    /// The renewal that keeps it in force beyond that day.
    pub renewal: Option<Uuid>,
}

/// A suspension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// Its last day; open where not given.
    pub until: Option<NaiveDate>,
}

impl Suspension {
    /// Whether it has not run out on a day.
    pub fn lasts(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|last| day <= last)
    }
}

impl Licence {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`LicenceError`].
    pub fn decide(&self, command: LicenceCommand) -> Result<Vec<LicenceEvent>, LicenceError> {
        match command {
            LicenceCommand::Issue(issue) => self.issue(issue),
            LicenceCommand::Import(import) => {
                self.must_be_absent()?;
                Ok(vec![LicenceEvent::LicenceImported {
                    vehicle_id: import.vehicle_id,
                    source: import.source,
                    number: import.number,
                    permit_kind: import.permit_kind,
                    standing: import.standing,
                    source_status: import.source_status,
                }])
            }
            LicenceCommand::Suspend(suspend) => self.suspend(suspend),
            LicenceCommand::LiftSuspension(lift) => {
                self.must_live()?;
                if !matches!(self, Self::Suspended(..)) {
                    return Err(LicenceError::NotSuspended);
                }
                must_offer(&lift.reasons, &lift.reason)?;
                Ok(vec![LicenceEvent::SuspensionLifted {
                    reason: lift.reason,
                    note: lift.note,
                    policy_version: lift.policy_version,
                }])
            }
            LicenceCommand::Revoke(revoke) => {
                self.must_live()?;
                must_offer(&revoke.grounds, &revoke.ground)?;
                Ok(vec![LicenceEvent::LicenceRevoked {
                    ground: revoke.ground,
                    note: revoke.note,
                    policy_version: revoke.policy_version,
                }])
            }
            LicenceCommand::KeepInForce { application_id } => self.keep(application_id),
            LicenceCommand::EndRenewal { application_id, today } => self.end_renewal(application_id, today),
            LicenceCommand::Renew(renew) => self.renew(renew),
            LicenceCommand::ReplaceVehicle { application_id, vehicle_id } => match self.must_live()?.subject {
                LicenceSubject::Driver { person_id, vehicle_id: previous } if previous != vehicle_id => {
                    let subject = LicenceSubject::Driver { person_id, vehicle_id };
                    Ok(vec![LicenceEvent::VehicleReplaced { subject, previous_vehicle_id: previous, application_id }])
                }
                _ => Err(LicenceError::NotReplaceable),
            },
            LicenceCommand::Expire { today } => {
                let term = self.must_live()?;
                if term.renewal.is_some() {
                    return Err(LicenceError::RenewalUnderWay);
                }
                let past = term.expires_on.filter(|last| *last < today).ok_or(LicenceError::NotDue)?;
                Ok(vec![LicenceEvent::LicenceExpired { on: past }])
            }
        }
    }

    fn issue(&self, issue: IssueLicence) -> Result<Vec<LicenceEvent>, LicenceError> {
        self.must_be_absent()?;
        let earliest = issue.today - Days::new(issue.backdating_days.into());
        let latest = issue.today + Days::new(issue.forward_days.into());
        if !(earliest..=latest).contains(&issue.starts_on) {
            return Err(LicenceError::StartOutOfRange);
        }
        Ok(vec![LicenceEvent::LicenceIssued {
            subject: issue.subject,
            number: issue.number,
            permit_kind: issue.permit_kind,
            starts_on: issue.starts_on,
            expires_on: years_later(issue.starts_on, issue.term_years),
            application_id: issue.application_id,
            policy_version: issue.policy_version,
        }])
    }

    fn suspend(&self, suspend: SuspendLicence) -> Result<Vec<LicenceEvent>, LicenceError> {
        self.must_live()?;
        if matches!(self, Self::Suspended(running, _) if running.lasts(suspend.today)) {
            return Err(LicenceError::AlreadySuspended);
        }
        must_offer(&suspend.grounds, &suspend.ground)?;
        if suspend.from < suspend.today {
            return Err(LicenceError::FromInThePast);
        }
        if suspend.until.is_some_and(|until| until < suspend.from) {
            return Err(LicenceError::UntilBeforeFrom);
        }
        Ok(vec![LicenceEvent::LicenceSuspended {
            ground: suspend.ground,
            note: suspend.note,
            from: suspend.from,
            until: suspend.until,
            policy_version: suspend.policy_version,
        }])
    }

    fn keep(&self, application_id: Uuid) -> Result<Vec<LicenceEvent>, LicenceError> {
        let term = self.must_live()?;
        if term.renewal.is_some() {
            return Err(LicenceError::RenewalUnderWay);
        }
        let expires_on = term.expires_on.ok_or(LicenceError::NotRenewable)?;
        Ok(vec![LicenceEvent::LicenceKeptInForce { application_id, expires_on }])
    }

    /// Where the last valid day went by meanwhile, the licence expires at once.
    fn end_renewal(&self, application_id: Uuid, today: NaiveDate) -> Result<Vec<LicenceEvent>, LicenceError> {
        let term = self.must_live()?;
        if term.renewal != Some(application_id) {
            return Err(LicenceError::NoSuchRenewal);
        }
        let past = term.expires_on.filter(|last| *last < today);
        let expired = past.map(|on| LicenceEvent::LicenceExpired { on });
        Ok(std::iter::once(LicenceEvent::RenewalEnded { application_id }).chain(expired).collect())
    }

    /// In time, the further term follows the one before without a gap; late, it begins when the fee is
    /// paid.
    fn renew(&self, renew: RenewLicence) -> Result<Vec<LicenceEvent>, LicenceError> {
        let term = match self {
            Self::Absent => return Err(LicenceError::Absent),
            Self::Ended => return Err(LicenceError::Ended),
            Self::Expired(Some(suspension), _) if suspension.lasts(renew.paid_on) => return Err(LicenceError::SuspendedAtExpiry),
            Self::Valid(term) | Self::Suspended(_, term) | Self::Expired(_, term) => term,
        };
        if term.renewal.is_some_and(|other| other != renew.application_id) {
            return Err(LicenceError::RenewalUnderWay);
        }
        let previous = term.expires_on.ok_or(LicenceError::NotRenewable)?;
        let (starts_on, counted_from) = match renew.in_time {
            true => (previous + Days::new(1), previous),
            false => (renew.paid_on, renew.paid_on),
        };
        Ok(vec![LicenceEvent::LicenceRenewed {
            subject: term.subject,
            application_id: renew.application_id,
            previous_expires_on: previous,
            starts_on,
            expires_on: years_later(counted_from, renew.term_years),
            paid_on: renew.paid_on,
            late: !renew.in_time,
            policy_version: renew.policy_version,
        }])
    }

    fn must_be_absent(&self) -> Result<(), LicenceError> {
        if *self == Self::Absent { Ok(()) } else { Err(LicenceError::AlreadyIssued) }
    }

    fn must_live(&self) -> Result<&Term, LicenceError> {
        match self {
            Self::Absent => Err(LicenceError::Absent),
            Self::Ended => Err(LicenceError::Ended),
            Self::Expired(..) => Err(LicenceError::Expired),
            Self::Valid(term) | Self::Suspended(_, term) => Ok(term),
        }
    }

    pub(super) fn fold(&mut self, event: LicenceEvent) {
        *self = match (std::mem::take(self), event) {
            (_, LicenceEvent::LicenceIssued { subject, expires_on, .. }) => {
                Self::Valid(Term { subject, expires_on: Some(expires_on), renewal: None })
            }
            (_, LicenceEvent::LicenceImported { vehicle_id, standing, .. }) => {
                let term = Term { subject: LicenceSubject::Vehicle { vehicle_id }, expires_on: None, renewal: None };
                match standing {
                    ImportedStanding::Valid => Self::Valid(term),
                    ImportedStanding::Suspended => Self::Suspended(Suspension { until: None }, term),
                    ImportedStanding::Surrendered | ImportedStanding::Revoked | ImportedStanding::Terminated => Self::Ended,
                }
            }
            (_, LicenceEvent::LicenceRevoked { .. }) => Self::Ended,
            (Self::Valid(term) | Self::Suspended(_, term), LicenceEvent::SuspensionLifted { .. }) => Self::Valid(term),
            (Self::Valid(term) | Self::Suspended(_, term), LicenceEvent::LicenceSuspended { until, .. }) => {
                Self::Suspended(Suspension { until }, term)
            }
            (Self::Valid(term), LicenceEvent::LicenceExpired { on }) => Self::Expired(None, Term { expires_on: Some(on), ..term }),
            (Self::Suspended(suspension, term), LicenceEvent::LicenceExpired { on }) => {
                Self::Expired(Some(suspension), Term { expires_on: Some(on), ..term })
            }
            (Self::Expired(_, term), LicenceEvent::LicenceRenewed { expires_on, .. }) => {
                Self::Valid(Term { expires_on: Some(expires_on), renewal: None, ..term })
            }
            (Self::Valid(term), event) => Self::Valid(term.after(&event)),
            (Self::Suspended(suspension, term), event) => Self::Suspended(suspension, term.after(&event)),
            // Nothing else happens to what is not or has ended.
            (state, _) => state,
        };
    }
}

impl Term {
    /// The term of a living licence after an event of a renewal.
    fn after(self, event: &LicenceEvent) -> Self {
        match *event {
            LicenceEvent::LicenceKeptInForce { application_id, .. } => Self { renewal: Some(application_id), ..self },
            LicenceEvent::RenewalEnded { .. } => Self { renewal: None, ..self },
            LicenceEvent::LicenceRenewed { expires_on, .. } => Self { expires_on: Some(expires_on), renewal: None, ..self },
            LicenceEvent::VehicleReplaced { subject, .. } => Self { subject, ..self },
            _ => self,
        }
    }
}

fn must_offer(choices: &[Choice], code: &str) -> Result<(), LicenceError> {
    if offers(choices, code) { Ok(()) } else { Err(LicenceError::UnknownGround) }
}

aggregate!(Licence, LicenceCommand, LicenceEvent, LicenceError);
