//! What the applicant does.

use super::{
    Answers, ApplicationError, ApplicationEvent, ApplicationKind, Case, DocumentFile, Officer, Prefill, Renews, Stage, StartApplication, SubmitApplication,
};
use crate::policy::{ApplicationRules, RenewalTiming};
use chrono::NaiveDate;

pub(super) fn start(start: StartApplication) -> Result<Vec<ApplicationEvent>, ApplicationError> {
    if start.kind == ApplicationKind::Renewal {
        start.renews.as_ref().ok_or(ApplicationError::NotRenewable)?.in_time()?;
    }
    if start.kind == ApplicationKind::Replacement && !start.replaces_worn_out {
        return Err(ApplicationError::NotWornOut);
    }
    if start.at_counter.is_some_and(|officer| officer.is(start.account_id, start.person_id)) {
        return Err(ApplicationError::OwnApplication);
    }
    let mut events = vec![ApplicationEvent::ApplicationStarted {
        number: start.number,
        permit_kind: start.permit_kind,
        kind: start.kind,
        account_id: start.account_id,
        person_id: start.person_id,
        licence_id: start.licence_id,
        policy_version: start.policy_version,
    }];
    events.extend(start.at_counter.map(|officer| ApplicationEvent::ApplicationTakenUpAtCounter { officer_id: officer.account_id }));
    events.extend(start.vehicle_id.map(|vehicle_id| ApplicationEvent::VehicleNamed { vehicle_id }));
    if let Some(Prefill { application_id: from_application, answers, consents, documents }) = start.prefill {
        events.push(ApplicationEvent::ApplicationPrefilled { from_application, consents, documents });
        events.extend(answers.into_iter().map(|(question, answer)| ApplicationEvent::AnswerCarriedOver { question, answer }));
    }
    Ok(events)
}

impl Renews {
    /// Whether a renewal that is begun or sent today comes in time.
    ///
    /// # Errors
    /// [`ApplicationError::RenewalNotOpen`], [`ApplicationError::RenewalTooLate`], and
    /// [`ApplicationError::RenewalOfSuspended`] where it is late and expired under a suspension.
    pub fn in_time(&self) -> Result<bool, ApplicationError> {
        match self.rules.timing(self.expires_on, self.today) {
            RenewalTiming::NotOpen => Err(ApplicationError::RenewalNotOpen),
            RenewalTiming::InTime => Ok(true),
            RenewalTiming::Late if self.suspended => Err(ApplicationError::RenewalOfSuspended),
            RenewalTiming::Late => Ok(false),
            RenewalTiming::TooLate => Err(ApplicationError::RenewalTooLate),
        }
    }
}

impl Case {
    /// At the counter the applicant is there and says what is to be written.
    pub(super) fn take_up(&self, officer: Officer) -> Result<Vec<ApplicationEvent>, ApplicationError> {
        self.must_be_with_applicant()?;
        if officer.is(self.account_id, self.person_id) {
            return Err(ApplicationError::OwnApplication);
        }
        if self.taken_up_by.contains(&officer.account_id) {
            return Err(ApplicationError::TakenUpAlready);
        }
        Ok(vec![ApplicationEvent::ApplicationTakenUpAtCounter { officer_id: officer.account_id }])
    }

    pub(super) fn answer(&self, given: Answers) -> Result<Vec<ApplicationEvent>, ApplicationError> {
        self.must_be_with_applicant()?;
        let rules = &given.rules;
        let mut events = Vec::new();
        for (question, answer) in given.answers {
            if !rules.questions.iter().any(|asked| asked.code == question) {
                return Err(ApplicationError::UnknownQuestion);
            }
            self.must_be_asked(|stage| matches!(stage, Stage::InformationRequested { questions, .. } if questions.contains(&question)))?;
            events.push(ApplicationEvent::QuestionAnswered { question, answer });
        }
        if let Some(vehicle_id) = given.vehicle_id.filter(|named| self.vehicle_id != Some(*named)) {
            if !rules.names_vehicle {
                return Err(ApplicationError::UnknownQuestion);
            }
            if self.kind == ApplicationKind::Renewal {
                return Err(ApplicationError::VehicleFixed);
            }
            self.must_be_asked(|_| false)?;
            events.push(ApplicationEvent::VehicleNamed { vehicle_id });
        }
        for (consent, is_given) in given.consents {
            if !rules.consents.iter().any(|asked| asked.code == consent) {
                return Err(ApplicationError::UnknownQuestion);
            }
            // A consent is the applicant's to give and to take back, whatever else was asked for.
            match (self.consents.contains(&consent), is_given) {
                (false, true) => events.push(ApplicationEvent::ConsentGiven { consent }),
                (true, false) => events.push(ApplicationEvent::ConsentWithdrawn { consent }),
                (true, true) | (false, false) => {}
            }
        }
        Ok(events)
    }

    pub(super) fn upload(&self, file: DocumentFile, rules: &ApplicationRules) -> Result<Vec<ApplicationEvent>, ApplicationError> {
        self.must_be_with_applicant()?;
        let rule = rules.documents.iter().find(|rule| rule.code == file.kind).ok_or(ApplicationError::UnknownQuestion)?;
        self.must_be_asked(|stage| matches!(stage, Stage::InformationRequested { documents, .. } if documents.contains(&file.kind)))?;
        if rule.expires && file.valid_until.is_none() {
            return Err(ApplicationError::ValidUntilNeeded);
        }
        Ok(vec![ApplicationEvent::DocumentUploaded(file)])
    }

    pub(super) fn submit(&self, submit: SubmitApplication) -> Result<Vec<ApplicationEvent>, ApplicationError> {
        if self.stage != Stage::Draft {
            return Err(ApplicationError::NotADraft);
        }
        self.must_be_complete(&submit.rules, submit.today)?;
        if !submit.declared {
            return Err(ApplicationError::NotDeclared);
        }
        if submit.facts.iter().any(|fact| !fact.met) {
            return Err(ApplicationError::NotEligible);
        }
        let examined = match self.kind {
            ApplicationKind::Renewal => Some(self.examine(submit.renews.as_ref(), submit.policy_version.clone())?),
            _ => None,
        };
        let submitted = ApplicationEvent::ApplicationSubmitted {
            facts: submit.facts,
            review_by: submit.review_by,
            policy_version: submit.policy_version,
        };
        Ok(std::iter::once(submitted).chain(examined).collect())
    }

    /// What a renewal is, on the day on which it is sent.
    fn examine(&self, renews: Option<&Renews>, policy_version: String) -> Result<ApplicationEvent, ApplicationError> {
        let renews = renews.ok_or(ApplicationError::NotRenewable)?;
        let in_time = renews.in_time()?;
        let unchanged = !self.changed;
        // What is suspended is not renewed unseen.
        let needs_officer = !unchanged || renews.suspended || renews.rules.needs_officer_when_unchanged;
        Ok(ApplicationEvent::RenewalExamined { expires_on: renews.expires_on, in_time, unchanged, needs_officer, policy_version })
    }

    pub(super) fn supply(&self, review_by: NaiveDate) -> Result<Vec<ApplicationEvent>, ApplicationError> {
        match self.stage {
            Stage::InformationRequested { .. } => Ok(vec![ApplicationEvent::InformationSupplied { review_by }]),
            _ => Err(ApplicationError::NothingRequested),
        }
    }

    /// Whether everything that is needed is there, and good on the day.
    fn must_be_complete(&self, rules: &ApplicationRules, today: NaiveDate) -> Result<(), ApplicationError> {
        let answered = rules.questions.iter().filter(|asked| asked.required).all(|asked| self.answered.contains(&asked.code));
        let consented = rules.consents.iter().filter(|asked| asked.required).all(|asked| self.consents.contains(&asked.code));
        let handed_in = rules.documents.iter().filter(|asked| asked.required).all(|asked| self.documents.contains_key(&asked.code));
        if !answered || !consented || !handed_in || (rules.names_vehicle && self.vehicle_id.is_none()) {
            return Err(ApplicationError::Incomplete);
        }
        self.must_be_good(today)
    }

    /// Whether no document has lapsed.
    pub(super) fn must_be_good(&self, today: NaiveDate) -> Result<(), ApplicationError> {
        let lapsed = self.documents.values().any(|document| document.valid_until.is_some_and(|last| last < today));
        if lapsed { Err(ApplicationError::DocumentLapsed) } else { Ok(()) }
    }

    fn must_be_with_applicant(&self) -> Result<(), ApplicationError> {
        match self.stage {
            Stage::Draft | Stage::InformationRequested { .. } => Ok(()),
            Stage::UnderReview | Stage::Agreed | Stage::PaymentDue { .. } => Err(ApplicationError::NotADraft),
        }
    }

    /// In a draft everything is asked; later only what an officer asked for.
    fn must_be_asked(&self, asked: impl Fn(&Stage) -> bool) -> Result<(), ApplicationError> {
        if self.stage == Stage::Draft || asked(&self.stage) { Ok(()) } else { Err(ApplicationError::NotRequested) }
    }
}
