//! A notice in words.

use crate::Context;
use crate::ports::NoticeFact;
use chrono::NaiveDate;
use domain::notices::notice::NoticeContent;
use domain::policy::{Choice, Policy};
use i18n::Locale;

/// What a notice says and the page that tells more.
pub(super) struct Words {
    pub facts: Vec<NoticeFact>,
    pub link: String,
}

/// Puts a notice into words.
pub(super) fn words(ctx: &Context, locale: Locale, content: &NoticeContent) -> Words {
    let policy = ctx.policy_now();
    let say = Say { policy, locale };
    let (facts, page) = match content {
        NoticeContent::LicenceIssued { licence_id, number, permit_kind, expires_on, .. } => {
            (vec![say.kind(permit_kind), say.number(number), say.day("expires-on", *expires_on)], format!("licences/{licence_id}"))
        }
        NoticeContent::LicenceRenewed { licence_id, number, permit_kind, expires_on, .. } => {
            (vec![say.kind(permit_kind), say.number(number), say.day("expires-on", *expires_on)], format!("licences/{licence_id}"))
        }
        NoticeContent::RenewalDue { licence_id, number, permit_kind, expires_on, .. } => {
            (vec![say.kind(permit_kind), say.number(number), say.day("expires-on", *expires_on)], format!("licences/{licence_id}/renewal"))
        }
        NoticeContent::PaymentDue { invoice_id, number, total, due_on, .. } => {
            let amount = say.words("amount", i18n::money_toman(locale, total.get()));
            (vec![say.number(number), amount, say.day("due-on", *due_on)], format!("invoices/{invoice_id}"))
        }
        NoticeContent::InformationRequested { application_id, number, permit_kind, answer_by } => {
            (vec![say.kind(permit_kind), say.number(number), say.day("answer-by", *answer_by)], format!("applications/{application_id}"))
        }
        NoticeContent::MobileChanged {} => (Vec::new(), String::new()),
        NoticeContent::ComplaintPut { complaint_id, answer_by } => {
            (vec![say.day("answer-by", *answer_by)], format!("account/complaints/{complaint_id}"))
        }
        // The tracking code is the passenger's to type: it stands in no address.
        NoticeContent::ComplaintAnswered { .. } => (Vec::new(), "complaints".to_owned()),
        NoticeContent::ApplicationRefused { application_id, number, permit_kind, reason } => {
            (vec![say.kind(permit_kind), say.number(number), say.refusal(permit_kind, reason)], format!("applications/{application_id}"))
        }
    };
    Words { facts, link: format!("{}/{}/{page}", ctx.public_url, locale.code()) }
}

struct Say<'p> {
    policy: &'p Policy,
    locale: Locale,
}

impl Say<'_> {
    fn words(&self, name: &'static str, value: String) -> NoticeFact {
        NoticeFact { name, value, is_reference: false }
    }

    fn number(&self, number: &str) -> NoticeFact {
        NoticeFact { name: "number", value: i18n::digits(self.locale, number), is_reference: true }
    }

    fn day(&self, name: &'static str, day: NaiveDate) -> NoticeFact {
        self.words(name, i18n::date(self.locale, day))
    }

    /// The code itself where policy has forgotten the kind.
    fn kind(&self, code: &str) -> NoticeFact {
        let known = self.policy.permit_kind(code).map(|kind| self.either(&kind.fa, &kind.en));
        self.words("kind", known.unwrap_or_else(|| code.to_owned()))
    }

    fn refusal(&self, permit_kind: &str, code: &str) -> NoticeFact {
        let rules = self.policy.permit_kind(permit_kind).and_then(|kind| kind.application.as_ref());
        let known = rules.and_then(|rules| rules.refusal_reasons.iter().find(|reason| reason.code == code));
        let said = known.map(|Choice { fa, en, .. }| self.either(fa, en));
        self.words("reason", said.unwrap_or_else(|| code.to_owned()))
    }

    fn either(&self, fa: &str, en: &str) -> String {
        match self.locale {
            Locale::Fa => fa.to_owned(),
            Locale::En => en.to_owned(),
        }
    }
}
