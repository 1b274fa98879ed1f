use super::{AskDriver, ComplaintCommand, ComplaintError, ComplaintEvent, HearDriver, LodgeComplaint, Outcome, ResolveComplaint};
use crate::kernel::event::aggregate;
use crate::policy::offers;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A complaint's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Complaint {
    /// Not lodged yet.
    #[default]
    Absent,
    /// Waits for a decision.
    Open(OpenComplaint),
    /// Decided.
    Resolved,
}

/// What a decision must know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenComplaint {
    /// Who drove, where that is known.
    pub driver_id: Option<Uuid>,
    /// How far the driver was heard.
    pub hearing: Hearing,
}

/// How far a driver was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hearing {
    /// Nobody asked yet.
    NotAsked,
    /// Asked, with a last day.
    Asked {
        /// The last day to answer.
        answer_by: NaiveDate,
    },
    /// The driver answered.
    Heard,
}

impl OpenComplaint {
    /// Whether a finding against the driver may be made: heard, or given the time to be. Where nobody
    /// knows who drove, nothing is found against anybody.
    fn may_be_upheld(&self, today: NaiveDate) -> bool {
        self.driver_id.is_none()
            || match self.hearing {
                Hearing::NotAsked => false,
                Hearing::Asked { answer_by } => today > answer_by,
                Hearing::Heard => true,
            }
    }
}

impl Complaint {
    /// Decides a command, purely.
    ///
    /// # Errors
    /// See [`ComplaintError`].
    pub fn decide(&self, command: ComplaintCommand) -> Result<Vec<ComplaintEvent>, ComplaintError> {
        match command {
            ComplaintCommand::Lodge(lodge) => self.lodge(lodge),
            ComplaintCommand::AnswerPassenger(answer) => {
                self.open_for(answer.officer_person_id)?;
                Ok(vec![ComplaintEvent::PassengerAnswered { text: answer.text }])
            }
            ComplaintCommand::AskDriver(ask) => self.ask_driver(ask),
            ComplaintCommand::HearDriver(hear) => self.hear_driver(hear),
            ComplaintCommand::Resolve(resolve) => self.resolve(resolve),
        }
    }

    fn lodge(&self, lodge: LodgeComplaint) -> Result<Vec<ComplaintEvent>, ComplaintError> {
        if *self != Self::Absent {
            return Err(ComplaintError::AlreadyLodged);
        }
        if !offers(&lodge.categories, &lodge.category) {
            return Err(ComplaintError::UnknownCategory);
        }
        if lodge.occurred_at.is_some_and(|then| then > lodge.at) {
            return Err(ComplaintError::OccurredInTheFuture);
        }
        Ok(vec![ComplaintEvent::ComplaintLodged {
            ride: lodge.ride,
            category: lodge.category,
            text: lodge.text,
            occurred_at: lodge.occurred_at,
            mobile: lodge.mobile,
            tracking_sha256: lodge.tracking_sha256,
            answer_by: lodge.answer_by,
            policy_version: lodge.policy_version,
        }])
    }

    fn ask_driver(&self, ask: AskDriver) -> Result<Vec<ComplaintEvent>, ComplaintError> {
        let open = self.open_for(ask.officer_person_id)?;
        let driver_id = open.driver_id.ok_or(ComplaintError::NoDriver)?;
        match open.hearing {
            Hearing::NotAsked => Ok(vec![ComplaintEvent::DriverAsked {
                driver_id,
                account: ask.account,
                answer_by: ask.answer_by,
                policy_version: ask.policy_version,
            }]),
            Hearing::Asked { .. } | Hearing::Heard => Err(ComplaintError::DriverAskedAlready),
        }
    }

    fn hear_driver(&self, hear: HearDriver) -> Result<Vec<ComplaintEvent>, ComplaintError> {
        let open = self.open()?;
        if open.driver_id != Some(hear.person_id) {
            return Err(ComplaintError::OtherDriver);
        }
        match open.hearing {
            Hearing::NotAsked => Err(ComplaintError::DriverNotAsked),
            Hearing::Heard => Err(ComplaintError::DriverHeardAlready),
            Hearing::Asked { answer_by } if hear.today > answer_by => Err(ComplaintError::DriverTooLate),
            Hearing::Asked { .. } => Ok(vec![ComplaintEvent::DriverHeard { text: hear.text }]),
        }
    }

    fn resolve(&self, resolve: ResolveComplaint) -> Result<Vec<ComplaintEvent>, ComplaintError> {
        let open = self.open_for(resolve.officer_person_id)?;
        let offered = |reason: &crate::policy::ResolutionReason| reason.outcome == resolve.outcome && reason.code == resolve.reason;
        if !resolve.reasons.iter().any(offered) {
            return Err(ComplaintError::UnknownReason);
        }
        if resolve.outcome == Outcome::Upheld && !open.may_be_upheld(resolve.today) {
            return Err(ComplaintError::DriverNotHeard);
        }
        Ok(vec![ComplaintEvent::ComplaintResolved {
            outcome: resolve.outcome,
            reason: resolve.reason,
            note: resolve.note,
            policy_version: resolve.policy_version,
        }])
    }

    fn open(&self) -> Result<&OpenComplaint, ComplaintError> {
        match self {
            Self::Absent => Err(ComplaintError::Absent),
            Self::Open(open) => Ok(open),
            Self::Resolved => Err(ComplaintError::Resolved),
        }
    }

    /// The same, for an officer who is not the driver.
    fn open_for(&self, officer: Option<Uuid>) -> Result<&OpenComplaint, ComplaintError> {
        let open = self.open()?;
        if officer.is_some() && open.driver_id == officer { Err(ComplaintError::AboutOneself) } else { Ok(open) }
    }

    pub(super) fn fold(&mut self, event: ComplaintEvent) {
        match event {
            ComplaintEvent::ComplaintLodged { ride, .. } => {
                *self = Self::Open(OpenComplaint { driver_id: ride.driver_id, hearing: Hearing::NotAsked });
            }
            ComplaintEvent::DriverAsked { answer_by, .. } => self.heard_so_far(Hearing::Asked { answer_by }),
            ComplaintEvent::DriverHeard { .. } => self.heard_so_far(Hearing::Heard),
            ComplaintEvent::ComplaintResolved { .. } => *self = Self::Resolved,
            ComplaintEvent::PassengerAnswered { .. } => {}
        }
    }

    fn heard_so_far(&mut self, hearing: Hearing) {
        if let Self::Open(open) = self {
            open.hearing = hearing;
        }
    }
}

aggregate!(Complaint, ComplaintCommand, ComplaintEvent, ComplaintError);
