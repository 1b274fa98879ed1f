//! What the types of a permit kind's application cannot say by themselves.

use crate::toml_text::{self, Fault};
use domain::kernel::Rial;
use domain::licensing::application::ApplicationKind;
use domain::licensing::vehicle::Fuel;
use domain::policy::{AnswerKind, ApplicationRules, offers};
use std::collections::BTreeSet;

/// The least that a gateway takes, in Rial.
const LEAST_PAYABLE: i64 = 10_000;
/// A payment id counts in thousands of Rial.
const ROUND_TO: i64 = 1_000;

/// Refuses doubled codes, choices of nothing, no time at all, and fees that nobody can pay.
pub(super) fn check(text: &str, kind: &str, rules: &ApplicationRules) -> Result<(), Fault> {
    let wrong = |rest: &[&str], message: &str| {
        let path: Vec<&str> = ["licensing", "permit_kinds", kind, "application"].iter().chain(rest).copied().collect();
        Err(toml_text::fault(text, &path, message))
    };
    for (field, days) in
        [("review_days", rules.review_days), ("information_days", rules.information_days), ("payment_days", rules.payment_days)]
    {
        if days == 0 {
            return wrong(&[field], "must be at least 1");
        }
    }
    let codes = |list: &[String]| list.iter().collect::<BTreeSet<_>>().len() == list.len();
    let questions: Vec<String> = rules.questions.iter().map(|question| question.code.clone()).collect();
    let documents: Vec<String> = rules.documents.iter().map(|document| document.code.clone()).collect();
    let consents: Vec<String> = rules.consents.iter().map(|consent| consent.code.clone()).collect();
    let fees: Vec<String> = rules.fees.iter().map(|fee| fee.code.clone()).collect();
    for (field, list) in [("questions", questions), ("documents", documents), ("consents", consents), ("fees", fees)] {
        if !codes(&list) {
            return wrong(&[field], "names a code twice");
        }
    }
    for (index, question) in rules.questions.iter().enumerate() {
        if (question.answer == AnswerKind::Choice) == question.choices.is_empty() {
            return wrong(&["questions", &index.to_string(), "choices"], "are given where, and only where, the answer is a choice");
        }
    }
    for (field, reasons) in [
        ("agreement_reasons", &rules.agreement_reasons),
        ("refusal_reasons", &rules.refusal_reasons),
        ("rejection_reasons", &rules.rejection_reasons),
    ] {
        if reasons.is_empty() {
            return wrong(&[field], "must offer at least one choice");
        }
    }
    if let Some(renewal) = &rules.renewal {
        if renewal.window_days == 0 {
            return wrong(&["renewal", "window_days"], "must be at least 1");
        }
        if !offers(&rules.agreement_reasons, &renewal.unchanged_reason) {
            return wrong(&["renewal", "unchanged_reason"], "is one of the agreement_reasons");
        }
        if !offers(&rules.refusal_reasons, &renewal.revoked_reason) {
            return wrong(&["renewal", "revoked_reason"], "is one of the refusal_reasons");
        }
    }
    let fuels = || Fuel::ALL.into_iter().map(Some).chain([None]);
    let lates = ApplicationKind::ALL.into_iter().flat_map(|kind| [(kind, false), (kind, true)]);
    for (kind, late, fuel) in lates.flat_map(|(kind, late)| fuels().map(move |fuel| (kind, late, fuel))) {
        let total = Rial::sum(rules.fees_of(kind, late, fuel).map(|fee| fee.rial)).map_or(-1, Rial::get);
        if total % ROUND_TO != 0 || (total != 0 && total < LEAST_PAYABLE) {
            return wrong(&["fees"], "must add up to whole thousands of Rial, and to nothing or at least 10,000");
        }
    }
    Ok(())
}
