//! What the types of a policy cannot say by themselves.

use crate::toml_text::{self, Fault};
use domain::feedback::complaint::Outcome;
use domain::policy::{Choice, Policy};
use std::collections::{BTreeSet, HashSet};

/// Refuses empty lists, doubled codes, nameless choices and limits of nought.
pub(super) fn check(text: &str, policy: &Policy) -> Result<(), Fault> {
    let wrong = |path: &[&str], message: &str| Err(toml_text::fault(text, path, message));

    if policy.version.trim().is_empty() {
        return wrong(&["version"], "must not be empty");
    }
    if policy.calendar.weekend.iter().collect::<HashSet<_>>().len() >= 7 {
        return wrong(&["calendar", "weekend"], "must leave a working day");
    }
    let licensing = &policy.licensing;
    let feedback = &policy.feedback;
    let kinds: Vec<Choice> = licensing
        .permit_kinds
        .iter()
        .map(|kind| Choice { code: kind.code.clone(), fa: kind.fa.clone(), en: kind.en.clone() })
        .collect();
    let resolutions = feedback.resolution_reasons.iter();
    let resolutions: Vec<Choice> = resolutions.map(|reason| Choice { code: reason.code.clone(), fa: reason.fa.clone(), en: reason.en.clone() }).collect();
    for (section, list, choices) in [
        ("licensing", "permit_kinds", &kinds),
        ("licensing", "shifts", &licensing.shifts),
        ("licensing", "suspension_grounds", &licensing.suspension_grounds),
        ("licensing", "lifting_reasons", &licensing.lifting_reasons),
        ("licensing", "revocation_grounds", &licensing.revocation_grounds),
        ("licensing", "code_reissue_reasons", &licensing.code_reissue_reasons),
        ("licensing", "vehicle_life.defects", &licensing.vehicle_life.defects),
        ("feedback", "tags", &feedback.tags),
        ("feedback", "complaint_categories", &feedback.complaint_categories),
        ("privacy", "erasure_reasons", &policy.privacy.erasure_reasons),
        ("feedback", "resolution_reasons", &resolutions),
    ] {
        check_choices(text, section, list, choices)?;
    }
    // Whatever an officer finds must have a reason to be found for.
    if !Outcome::ALL.iter().all(|outcome| feedback.resolution_reasons.iter().any(|reason| reason.outcome == *outcome)) {
        return wrong(&["feedback", "resolution_reasons"], "must offer a reason for every outcome");
    }

    let mut prefixes = BTreeSet::new();
    for (index, kind) in licensing.permit_kinds.iter().enumerate() {
        let at = index.to_string();
        let path = |field| ["licensing", "permit_kinds", at.as_str(), field];
        if kind.number_prefix.is_empty() || !kind.number_prefix.bytes().all(|b| b.is_ascii_uppercase()) {
            return wrong(&path("number_prefix"), "is one or more capital letters A to Z");
        }
        // Two kinds that share a prefix would share numbers.
        if !prefixes.insert(&kind.number_prefix) {
            return wrong(&path("number_prefix"), "is another permit kind's already");
        }
        if kind.term_years == 0 {
            return wrong(&path("term_years"), "must be at least 1");
        }
        if let Some(rules) = &kind.application {
            super::application::check(text, &at, rules)?;
        }
    }

    for (section, field, value) in [
        ("licensing", "vehicle_life", u16::from(licensing.vehicle_life.worn_out_after_failures)),
        ("feedback", "text_limit", feedback.text_limit),
        ("feedback", "form_minutes", feedback.form_minutes),
        ("feedback", "answer_days", feedback.answer_days),
        ("feedback", "driver_answer_days", feedback.driver_answer_days),
        ("location", "kept_days", policy.location.kept_days),
        ("sign_in", "code_minutes", policy.sign_in.code_minutes),
        ("sign_in", "attempts", policy.sign_in.attempts),
        ("sign_in", "lock_minutes", policy.sign_in.lock_minutes),
        ("sign_in", "codes_per_hour", policy.sign_in.codes_per_hour),
        ("sign_in", "session_hours", policy.sign_in.session_hours),
    ] {
        if value == 0 {
            return wrong(&[section, field], "must be at least 1");
        }
    }
    super::fares::check(text, &policy.fares)?;
    if !policy.notices.reminder_days.is_sorted_by(|before, after| before > after) {
        return wrong(&["notices", "reminder_days"], "is a falling list of days");
    }
    let pauses = &policy.notices.retry_minutes;
    if pauses.is_empty() || pauses.contains(&0) || !pauses.is_sorted() {
        return wrong(&["notices", "retry_minutes"], "is at least one pause, each of a minute or more and none shorter than the one before");
    }
    super::rewards::check(text, &policy.rewards)?;
    if policy.payments.bill_organisation > 999 {
        return wrong(&["payments", "bill_organisation"], "has three digits at most");
    }
    for (field, value) in [("basis_fa", &policy.audit.basis_fa), ("basis_en", &policy.audit.basis_en)] {
        if value.trim().is_empty() {
            return wrong(&["audit", field], "must not be empty");
        }
    }
    if policy.privacy.erasure_basis.trim().is_empty() {
        return wrong(&["privacy", "erasure_basis"], "must not be empty");
    }
    Ok(())
}

fn check_choices(text: &str, section: &str, list: &str, choices: &[Choice]) -> Result<(), Fault> {
    if choices.is_empty() {
        return Err(toml_text::fault(text, &[section, list], "must offer at least one choice"));
    }
    let mut codes = BTreeSet::new();
    for (index, choice) in choices.iter().enumerate() {
        let at = index.to_string();
        let wrong = |field: &str, message: String| Err(toml_text::fault(text, &[section, list, &at, field], message));
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
        if choice.code.is_empty() || !choice.code.bytes().all(plain) {
            return wrong("code", "is small letters a to z, digits, hyphens and underscores".to_owned());
        }
        if !codes.insert(&choice.code) {
            return wrong("code", format!("{} is in this list already", choice.code));
        }
        for (field, name) in [("fa", &choice.fa), ("en", &choice.en)] {
            if name.trim().is_empty() {
                return wrong(field, "must not be empty".to_owned());
            }
        }
    }
    Ok(())
}
