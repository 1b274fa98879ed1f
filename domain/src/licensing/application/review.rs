//! What officers do, and what follows from a decision.

use super::{
    AgreeUnchanged, ApplicationError, ApplicationEvent, ApplicationKind, AssessFee, Case, Decision, FeeItem, Officer, RefuseRevoked,
    RequestInformation, Stage, Verdict,
};
use crate::kernel::Rial;
use crate::policy::{ApplicationRules, Choice, offers};
use chrono::NaiveDate;
use uuid::Uuid;

impl Officer {
    /// Whether the officer is the applicant.
    pub(super) fn is(self, account_id: Uuid, person_id: Uuid) -> bool {
        self.account_id == account_id || self.person_id == Some(person_id)
    }
}

pub(super) fn must_offer(choices: &[Choice], code: &str) -> Result<(), ApplicationError> {
    if offers(choices, code) { Ok(()) } else { Err(ApplicationError::UnknownReason) }
}

impl Case {
    pub(super) fn request_information(&self, request: RequestInformation) -> Result<Vec<ApplicationEvent>, ApplicationError> {
        self.must_review(request.officer)?;
        let rules = &request.rules;
        let known = request.questions.iter().all(|code| rules.questions.iter().any(|asked| asked.code == *code))
            && request.documents.iter().all(|code| rules.documents.iter().any(|asked| asked.code == *code));
        if !known || (request.questions.is_empty() && request.documents.is_empty()) {
            return Err(ApplicationError::UnknownQuestion);
        }
        Ok(vec![ApplicationEvent::InformationRequested {
            questions: request.questions,
            documents: request.documents,
            message: request.message,
            answer_by: request.answer_by,
            policy_version: request.policy_version,
        }])
    }

    pub(super) fn agree(&self, decision: Decision) -> Result<Vec<ApplicationEvent>, ApplicationError> {
        self.must_review(decision.officer)?;
        self.must_be_in_order(&decision.rules, &decision.reason, decision.today)?;
        Ok(vec![ApplicationEvent::ApplicationAgreedInPrinciple {
            reason: decision.reason,
            note: decision.note,
            policy_version: decision.policy_version,
        }])
    }

    /// Of a renewal that needs no officer: what carries it was accepted before.
    pub(super) fn agree_unchanged(&self, agreement: AgreeUnchanged) -> Result<Vec<ApplicationEvent>, ApplicationError> {
        if self.stage != Stage::UnderReview {
            return Err(ApplicationError::NotUnderReview);
        }
        if self.renewal.is_none_or(|renewal| renewal.needs_officer) {
            return Err(ApplicationError::OfficerNeeded);
        }
        self.must_be_in_order(&agreement.rules, &agreement.reason, agreement.today)?;
        Ok(vec![ApplicationEvent::ApplicationAgreedInPrinciple {
            reason: agreement.reason,
            note: None,
            policy_version: agreement.policy_version,
        }])
    }

    /// Whether it can be agreed to for this reason: every needed document accepted and good.
    fn must_be_in_order(&self, rules: &ApplicationRules, reason: &str, today: NaiveDate) -> Result<(), ApplicationError> {
        must_offer(&rules.agreement_reasons, reason)?;
        self.must_be_good(today)?;
        let accepted = |code: &String| self.documents.get(code).is_some_and(|document| document.verdict == Verdict::Accepted);
        if rules.documents.iter().filter(|asked| asked.required).all(|asked| accepted(&asked.code)) {
            Ok(())
        } else {
            Err(ApplicationError::DocumentsNotAccepted)
        }
    }

    pub(super) fn refuse(&self, decision: Decision) -> Result<Vec<ApplicationEvent>, ApplicationError> {
        self.must_review(decision.officer)?;
        must_offer(&decision.rules.refusal_reasons, &decision.reason)?;
        Ok(vec![ApplicationEvent::ApplicationRefused {
            reason: decision.reason,
            note: decision.note,
            policy_version: decision.policy_version,
        }])
    }

    /// Of a renewal whose licence was revoked, wherever it stands: nothing is left to be renewed.
    pub(super) fn refuse_revoked(&self, refusal: RefuseRevoked) -> Result<Vec<ApplicationEvent>, ApplicationError> {
        if !matches!(self.kind, ApplicationKind::Renewal | ApplicationKind::Replacement) {
            return Err(ApplicationError::NotRenewable);
        }
        must_offer(&refusal.rules.refusal_reasons, &refusal.reason)?;
        Ok(vec![ApplicationEvent::ApplicationRefused { reason: refusal.reason, note: None, policy_version: refusal.policy_version }])
    }

    pub(super) fn assess(&self, assess: AssessFee) -> Result<Vec<ApplicationEvent>, ApplicationError> {
        if self.stage != Stage::Agreed {
            return Err(ApplicationError::NotAgreed);
        }
        let items: Vec<FeeItem> = assess.items.into_iter().map(|(code, amount)| FeeItem { code, amount }).collect();
        let total = Rial::sum(items.iter().map(|item| item.amount)).ok_or(ApplicationError::FeeTooLarge)?;
        Ok(vec![ApplicationEvent::FeeAssessed {
            invoice_id: assess.invoice_id,
            items,
            total,
            due_on: assess.due_on,
            tariff_version: assess.tariff_version,
        }])
    }

    /// Whether an officer may judge this document now.
    pub(super) fn must_judge(&self, officer: Officer, document_id: Uuid) -> Result<(), ApplicationError> {
        self.must_review(officer)?;
        let counts = self.documents.values().any(|document| document.document_id == document_id);
        if counts { Ok(()) } else { Err(ApplicationError::UnknownDocument) }
    }

    fn must_review(&self, officer: Officer) -> Result<(), ApplicationError> {
        if officer.is(self.account_id, self.person_id) {
            return Err(ApplicationError::OwnApplication);
        }
        // Four eyes: who wrote it does not find it good.
        if self.taken_up_by.contains(&officer.account_id) {
            return Err(ApplicationError::EnteredAtCounter);
        }
        if self.stage == Stage::UnderReview { Ok(()) } else { Err(ApplicationError::NotUnderReview) }
    }
}
