//! What passengers say and what becomes of it, as stock readers see it.

use crate::stock::{offered, ride};
use crate::support::{Log, noon};
use domain::feedback::complaint::{
    AnswerPassenger, AskDriver, Complaint, ComplaintCommand, HearDriver, LodgeComplaint, Outcome, ResolveComplaint,
};
use domain::feedback::poll::{InTwoLanguages, OpenPoll, Poll, PollChoice, PollCommand};
use domain::feedback::poll_answer::{AnswerPoll, PollAnswer, PollAnswerCommand};
use domain::feedback::rating::Ride;
use domain::fleet::shift::{Shift, ShiftCommand, StartShift};
use domain::kernel::Pii;
use domain::policy::ResolutionReason;
use uuid::Uuid;

fn policy() -> String {
    "1405-01".to_owned()
}

impl Log {
    /// A complaint from its first word to the decision.
    pub async fn tell_of_complaints(&self) {
        let (passenger, driver) = (Uuid::new_v4(), Uuid::new_v4());
        let today = noon().date_naive();
        let officer_person_id = Some(Uuid::new_v4());
        let reason = ResolutionReason { outcome: Outcome::Upheld, code: "admitted".to_owned(), fa: "…".to_owned(), en: "…".to_owned() };
        self.tell::<Complaint>(vec![
            ComplaintCommand::Lodge(LodgeComplaint {
                ride: Ride { driver_id: Some(driver), ..ride() },
                category: "fare".to_owned(),
                categories: offered("fare"),
                text: Pii::clear(passenger, "کرایه"),
                occurred_at: None,
                mobile: None,
                tracking_sha256: "ef".repeat(32),
                answer_by: today,
                at: noon(),
                policy_version: policy(),
            }),
            ComplaintCommand::AnswerPassenger(AnswerPassenger { officer_person_id, text: Pii::clear(passenger, "بررسی می‌شود") }),
            ComplaintCommand::AskDriver(AskDriver {
                officer_person_id,
                account: Pii::clear(passenger, "کرایه دو برابر"),
                answer_by: today,
                policy_version: policy(),
            }),
            ComplaintCommand::HearDriver(HearDriver { person_id: driver, text: Pii::clear(driver, "درست است"), today }),
            ComplaintCommand::Resolve(ResolveComplaint {
                officer_person_id,
                outcome: Outcome::Upheld,
                reason: reason.code.clone(),
                reasons: vec![reason],
                note: Some(Pii::clear(passenger, "پوزش")),
                today,
                policy_version: policy(),
            }),
        ])
        .await;
    }

    /// A question that is opened and closed, and an answer to it.
    pub async fn tell_of_polls(&self) {
        let (today, text) = (noon().date_naive(), |words: &str| InTwoLanguages { fa: format!("{words}؟"), en: words.to_owned() });
        let choice = |code: &str| PollChoice { code: code.to_owned(), text: text(code) };
        let open = OpenPoll { question: text("How"), choices: vec![choice("1"), choice("2")], opens_on: today, closes_on: today, today };
        let asked = Poll::Absent.decide(PollCommand::Open(open.clone())).expect("is opened");
        let poll = asked.into_iter().fold(Poll::Absent, |mut poll, event| {
            cqrs_es::Aggregate::apply(&mut poll, event);
            poll
        });
        self.tell::<Poll>(vec![PollCommand::Open(open), PollCommand::Close { today }]).await;
        let answer = AnswerPoll { poll_id: Uuid::new_v4(), poll, choice: "1".to_owned(), today };
        self.tell::<PollAnswer>(vec![PollAnswerCommand::Answer(answer)]).await;
    }

    /// A shift with a change of mind.
    pub async fn tell_of_shifts(&self) {
        let start = StartShift {
            assignment_id: Uuid::new_v4(),
            vehicle_id: Uuid::new_v4(),
            person_id: Uuid::new_v4(),
            consent: true,
            policy_version: policy(),
        };
        self.tell::<Shift>(vec![ShiftCommand::Start(start), ShiftCommand::WithdrawConsent, ShiftCommand::End]).await;
    }
}
