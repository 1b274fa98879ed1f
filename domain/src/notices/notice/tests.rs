use super::*;
use crate::identity::account::Channel;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};
use crate::kernel::{LogEvent, Pii, Rial};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use cqrs_es::test::TestFramework;
use uuid::Uuid;

const ACCOUNT: Uuid = Uuid::from_u128(81);
const INVOICE: Uuid = Uuid::from_u128(82);
const APPLICATION: Uuid = Uuid::from_u128(83);
const PAUSES: [u16; 3] = [1, 5, 60];

fn noon() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_780) + TimeDelta::minutes(510)
}

fn content() -> NoticeContent {
    NoticeContent::PaymentDue {
        invoice_id: INVOICE,
        application_id: APPLICATION,
        number: "F-1405-000123".into(),
        total: Rial::new(6_200_000).expect("not negative"),
        due_on: NaiveDate::from_ymd_opt(2026, 12, 9).expect("a real day"),
    }
}

fn about() -> NoticeSubject {
    NoticeSubject { template: "payment-due".into(), account_id: Some(ACCOUNT), licence_id: None, application_id: Some(APPLICATION), invoice_id: Some(INVOICE), complaint_id: None }
}

fn prepare() -> NoticeCommand {
    NoticeCommand::Prepare { to: Recipient::Account(ACCOUNT), content: content() }
}

fn prepared() -> NoticeEvent {
    NoticeEvent::NoticePrepared { account_id: Some(ACCOUNT), content: content(), mobile: None }
}

fn address() -> Pii {
    Pii::clear(ACCOUNT, "driver@example.org")
}

fn record_delivery() -> NoticeCommand {
    NoticeCommand::RecordDelivery { channel: Channel::Email, address: address(), reference: None }
}

fn delivered(attempt: u32) -> NoticeEvent {
    NoticeEvent::NoticeDelivered { about: about(), attempt, channel: Channel::Email, address: address(), reference: None }
}

fn record_failure(reason: &str, is_final: bool) -> NoticeCommand {
    NoticeCommand::RecordFailure(FailedAttempt {
        channel: Channel::Email,
        reason: reason.into(),
        is_final,
        at: noon(),
        retry_minutes: PAUSES.to_vec(),
        policy_version: "1405-01".into(),
    })
}

fn failed(attempt: u32, minutes: i64) -> NoticeEvent {
    NoticeEvent::NoticeDeliveryFailed {
        about: about(),
        attempt,
        channel: Channel::Email,
        reason: "unreachable".into(),
        again_at: noon() + TimeDelta::minutes(minutes),
        policy_version: "1405-01".into(),
    }
}

fn undeliverable(attempts: u32, reason: &str) -> NoticeEvent {
    NoticeEvent::NoticeUndeliverable {
        about: about(),
        attempts,
        channel: Channel::Email,
        reason: reason.into(),
        policy_version: "1405-01".into(),
    }
}

fn notice() -> TestFramework<Notice> {
    TestFramework::with(())
}

mod stories {
    use super::*;

    #[test]
    fn what_is_to_be_told_is_written_first_and_then_how_it_went() {
        notice().given_no_previous_events().when(prepare()).then_expect_events(vec![prepared()]);
        notice().given(vec![prepared()]).when(record_delivery()).then_expect_events(vec![delivered(1)]);
    }

    #[test]
    fn pauses_grow_and_after_the_last_it_is_given_up() {
        let mut history = vec![prepared()];
        for (attempt, minutes) in [(1, 1), (2, 5), (3, 60)] {
            notice().given(history.clone()).when(record_failure("unreachable", false)).then_expect_events(vec![failed(attempt, minutes)]);
            history.push(failed(attempt, minutes));
        }
        notice().given(history.clone()).when(record_delivery()).then_expect_events(vec![delivered(4)]);
        notice().given(history).when(record_failure("unreachable", false)).then_expect_events(vec![undeliverable(4, "unreachable")]);
    }

    #[test]
    fn what_trying_again_cannot_mend_is_given_up_at_once() {
        notice().given(vec![prepared()]).when(record_failure("no-sms-provider", true)).then_expect_events(vec![undeliverable(1, "no-sms-provider")]);
    }

    #[test]
    fn who_has_no_account_is_told_at_the_number_that_was_left() {
        let (complaint_id, number) = (Uuid::from_u128(84), Pii::clear(Uuid::from_u128(84), "09121234567"));
        let content = NoticeContent::ComplaintAnswered { complaint_id };
        let to_a_number = NoticeEvent::NoticePrepared { account_id: None, content: content.clone(), mobile: Some(number.clone()) };
        let prepare = NoticeCommand::Prepare { to: Recipient::Number(number), content: content.clone() };
        notice().given_no_previous_events().when(prepare).then_expect_events(vec![to_a_number]);
        assert_eq!((content.about(None).account_id, content.about(None).complaint_id), (None, Some(complaint_id)));
    }

    #[test]
    fn where_it_went_is_personal_and_what_it_says_is_not() {
        let fields = |mut event: NoticeEvent| event.personal().into_iter().map(|(field, _)| field).collect::<Vec<_>>();
        let elsewhere = NoticeEvent::NoticePrepared { account_id: Some(ACCOUNT), content: content(), mobile: Some(Pii::clear(ACCOUNT, "09120000000")) };
        assert_eq!(fields(elsewhere), ["mobile"]);
        assert_eq!(fields(delivered(1)), ["address"]);
        for event in [prepared(), failed(1, 1), undeliverable(1, "refused")] {
            assert!(fields(event).is_empty());
        }
    }
}

cases!(State { Absent, Waiting, Tried, Delivered, Undeliverable });
cases!(Asked { Prepare, RecordDelivery, RecordFailure });

struct Table;

impl Pairs for Table {
    type Aggregate = Notice;
    type State = State;
    type Command = Asked;
    const STATES: &'static [State] = State::ALL;
    const COMMANDS: &'static [Asked] = Asked::ALL;

    fn history(state: State) -> Vec<NoticeEvent> {
        match state {
            State::Absent => vec![],
            State::Waiting => vec![prepared()],
            State::Tried => vec![prepared(), failed(1, 1)],
            State::Delivered => vec![prepared(), failed(1, 1), delivered(2)],
            State::Undeliverable => vec![prepared(), undeliverable(1, "refused")],
        }
    }

    fn is(state: State, notice: &Notice) -> bool {
        match notice {
            Notice::Absent => state == State::Absent,
            Notice::Waiting { attempts: 0, .. } => state == State::Waiting,
            Notice::Waiting { .. } => state == State::Tried,
            Notice::Delivered => state == State::Delivered,
            Notice::Undeliverable => state == State::Undeliverable,
        }
    }

    fn command(asked: Asked) -> NoticeCommand {
        match asked {
            Asked::Prepare => prepare(),
            Asked::RecordDelivery => record_delivery(),
            Asked::RecordFailure => record_failure("unreachable", false),
        }
    }

    fn asked(command: &NoticeCommand) -> Asked {
        match command {
            NoticeCommand::Prepare { .. } => Asked::Prepare,
            NoticeCommand::RecordDelivery { .. } => Asked::RecordDelivery,
            NoticeCommand::RecordFailure(_) => Asked::RecordFailure,
        }
    }

    fn expected(state: State, asked: Asked) -> Verdict<Self> {
        use State::*;
        match (state, asked) {
            (Absent, Asked::Prepare) => Ok((&["NoticePrepared"], Waiting)),
            (Absent, Asked::RecordDelivery | Asked::RecordFailure) => Err(NoticeError::Absent),
            (Waiting | Tried | Delivered | Undeliverable, Asked::Prepare) => Err(NoticeError::AlreadyPrepared),
            (Waiting | Tried, Asked::RecordDelivery) => Ok((&["NoticeDelivered"], Delivered)),
            (Waiting | Tried, Asked::RecordFailure) => Ok((&["NoticeDeliveryFailed"], Tried)),
            (Delivered, Asked::RecordDelivery | Asked::RecordFailure) => Err(NoticeError::AlreadyDelivered),
            (Undeliverable, Asked::RecordDelivery | Asked::RecordFailure) => Err(NoticeError::AlreadyGivenUp),
        }
    }
}

#[test]
fn every_state_answers_every_command() {
    check::<Table>();
}
