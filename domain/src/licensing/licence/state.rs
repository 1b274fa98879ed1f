use super::{ImportedStanding, IssueLicence, LicenceCommand, LicenceError, LicenceEvent, SuspendLicence};
use crate::kernel::calendar::years_later;
use crate::kernel::event::aggregate;
use crate::policy::{Choice, offers};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A licence's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Licence {
    /// Nothing happened yet.
    #[default]
    Absent,
    /// In force from its first day on.
    Valid {
        /// The last valid day; an imported licence has none.
        expires_on: Option<NaiveDate>,
    },
    /// Suspended, perhaps from a later day.
    Suspended {
        /// The last day of it; open where not given. Once it is past, the licence stands as valid
        /// again without an event, and can be suspended anew.
        until: Option<NaiveDate>,
        /// The last valid day; an imported licence has none.
        expires_on: Option<NaiveDate>,
    },
    /// Past its last valid day.
    Expired,
    /// Ended for good.
    Ended,
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
                if !matches!(self, Self::Suspended { .. }) {
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
            LicenceCommand::Expire { today } => {
                self.must_live()?;
                let past = self.expires_on().filter(|last| *last < today).ok_or(LicenceError::NotDue)?;
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
        if matches!(self, Self::Suspended { until, .. } if until.is_none_or(|last| suspend.today <= last)) {
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

    fn must_be_absent(&self) -> Result<(), LicenceError> {
        if *self == Self::Absent { Ok(()) } else { Err(LicenceError::AlreadyIssued) }
    }

    fn must_live(&self) -> Result<(), LicenceError> {
        match self {
            Self::Absent => Err(LicenceError::Absent),
            Self::Ended => Err(LicenceError::Ended),
            Self::Expired => Err(LicenceError::Expired),
            Self::Valid { .. } | Self::Suspended { .. } => Ok(()),
        }
    }

    fn expires_on(&self) -> Option<NaiveDate> {
        match *self {
            Self::Valid { expires_on } | Self::Suspended { expires_on, .. } => expires_on,
            Self::Absent | Self::Expired | Self::Ended => None,
        }
    }

    pub(super) fn fold(&mut self, event: LicenceEvent) {
        *self = match event {
            LicenceEvent::LicenceIssued { expires_on, .. } => Self::Valid { expires_on: Some(expires_on) },
            LicenceEvent::SuspensionLifted { .. } => Self::Valid { expires_on: self.expires_on() },
            LicenceEvent::LicenceSuspended { until, .. } => Self::Suspended { until, expires_on: self.expires_on() },
            LicenceEvent::LicenceRevoked { .. } => Self::Ended,
            LicenceEvent::LicenceExpired { .. } => Self::Expired,
            LicenceEvent::LicenceImported { standing, .. } => match standing {
                ImportedStanding::Valid => Self::Valid { expires_on: None },
                ImportedStanding::Suspended => Self::Suspended { until: None, expires_on: None },
                ImportedStanding::Surrendered | ImportedStanding::Revoked | ImportedStanding::Terminated => Self::Ended,
            },
        };
    }
}

fn must_offer(choices: &[Choice], code: &str) -> Result<(), LicenceError> {
    if offers(choices, code) { Ok(()) } else { Err(LicenceError::UnknownGround) }
}

aggregate!(Licence, LicenceCommand, LicenceEvent, LicenceError);

/// What a licence is worth on a day, as everyone sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Its subject may serve.
    Valid,
    /// Not yet: its first day is ahead.
    NotYetValid,
    /// Not for now.
    Suspended,
    /// Its last day is past.
    Expired,
    /// Given back.
    Surrendered,
    /// Taken away.
    Revoked,
    /// Ended otherwise.
    Terminated,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 7] = [
        Self::Valid,
        Self::NotYetValid,
        Self::Suspended,
        Self::Expired,
        Self::Surrendered,
        Self::Revoked,
        Self::Terminated,
    ];

    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::NotYetValid => "not_yet_valid",
            Self::Suspended => "suspended",
            Self::Expired => "expired",
            Self::Surrendered => "surrendered",
            Self::Revoked => "revoked",
            Self::Terminated => "terminated",
        }
    }

    /// The standing of a stable word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.code() == word)
    }
}

impl From<ImportedStanding> for Standing {
    fn from(standing: ImportedStanding) -> Self {
        match standing {
            ImportedStanding::Valid => Self::Valid,
            ImportedStanding::Suspended => Self::Suspended,
            ImportedStanding::Surrendered => Self::Surrendered,
            ImportedStanding::Revoked => Self::Revoked,
            ImportedStanding::Terminated => Self::Terminated,
        }
    }
}

/// A licence's standing as recorded, with the dates that bend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordedStanding {
    /// What the last event said.
    pub standing: Standing,
    /// The first valid day, where known.
    pub starts_on: Option<NaiveDate>,
    /// The last valid day, where known.
    pub expires_on: Option<NaiveDate>,
    /// The first day of a suspension, where one is recorded with a day.
    pub suspended_from: Option<NaiveDate>,
    /// Its last day, where set.
    pub suspended_until: Option<NaiveDate>,
}

impl RecordedStanding {
    /// The standing on a civil day. A suspension ahead or past its last day does not count, nor does
    /// one of a licence that has expired; what ended stays ended.
    pub fn on(&self, day: NaiveDate) -> Standing {
        let suspended = self.standing == Standing::Suspended
            && self.suspended_from.is_none_or(|from| from <= day)
            && self.suspended_until.is_none_or(|until| day <= until);
        match self.standing {
            Standing::Valid | Standing::Suspended => {
                if self.expires_on.is_some_and(|last| last < day) {
                    Standing::Expired
                } else if suspended {
                    Standing::Suspended
                } else if self.starts_on.is_some_and(|first| day < first) {
                    Standing::NotYetValid
                } else {
                    Standing::Valid
                }
            }
            ended => ended,
        }
    }
}
