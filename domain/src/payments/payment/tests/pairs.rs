use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};

cases!(State {
    Absent, SessionRequested, Started, CalledBack, Verifying, InDoubt, Mismatched, Referred,
    Succeeded, Duplicate, Late, Unopened, Rejected, Cancelled, Expired,
});
cases!(Asked {
    Create, OpenSession, ReceiveCallback, RequestVerification, NoteTimeout, Succeed, Fail, Expire,
    DetectAmountMismatch, ReferForReview, HoldInSuspense,
});

struct Table;

impl Pairs for Table {
    type Aggregate = Payment;
    type State = State;
    type Command = Asked;
    const STATES: &'static [State] = State::ALL;
    const COMMANDS: &'static [Asked] = Asked::ALL;

    fn history(state: State) -> Vec<PaymentEvent> {
        let late = PaymentEvent::LatePaymentDetected { amount: rial(6_200_000), gateway: GatewayName::Zarinpal, split: split() };
        match state {
            State::Absent => vec![],
            State::SessionRequested => created(),
            State::Started => begun([opened()]),
            State::CalledBack => begun([opened(), heard(Claimed::Ok)]),
            State::Verifying => begun([opened(), heard(Claimed::Ok), asked()]),
            State::InDoubt => begun([opened(), heard(Claimed::Ok), asked(), in_vain(1)]),
            State::Mismatched => begun([opened(), heard(Claimed::Ok), asked(), mismatch()]),
            State::Referred => begun([opened(), heard(Claimed::Ok), asked(), in_vain(1), PaymentEvent::PaymentReferredForReview { asked: 1 }]),
            State::Succeeded => begun([opened(), asked(), succeeded()]),
            State::Duplicate => begun([opened(), asked(), succeeded(), duplicate()]),
            State::Late => begun([opened(), asked(), succeeded(), late]),
            State::Unopened => begun([PaymentEvent::PaymentExpired {}]),
            State::Rejected => begun([opened(), asked(), rejected()]),
            State::Cancelled => begun([opened(), asked(), PaymentEvent::PaymentCancelledByUser {}]),
            State::Expired => begun([opened(), PaymentEvent::PaymentExpired {}]),
        }
    }

    fn is(state: State, payment: &Payment) -> bool {
        match payment {
            Payment::Absent => state == State::Absent,
            Payment::SessionRequested(_) => state == State::SessionRequested,
            Payment::Open { stage, .. } => match stage {
                Stage::Started => state == State::Started,
                Stage::CallbackReceived => state == State::CalledBack,
                Stage::Verifying => state == State::Verifying,
                Stage::InDoubt { .. } => state == State::InDoubt,
                Stage::NeedsReview => matches!(state, State::Mismatched | State::Referred),
            },
            Payment::Succeeded(_) => state == State::Succeeded,
            Payment::InSuspense(_) => matches!(state, State::Duplicate | State::Late),
            Payment::Ended { session: None, .. } => state == State::Unopened,
            Payment::Ended { session: Some(_), ending } => match ending {
                Ending::Rejected => state == State::Rejected,
                Ending::Cancelled => state == State::Cancelled,
                Ending::Expired => state == State::Expired,
            },
        }
    }

    fn command(asked: Asked) -> PaymentCommand {
        match asked {
            Asked::Create => PaymentCommand::Create(create()),
            Asked::OpenSession => open_session(),
            Asked::ReceiveCallback => PaymentCommand::ReceiveCallback { claims: Claimed::Ok },
            Asked::RequestVerification => PaymentCommand::RequestVerification,
            Asked::NoteTimeout => PaymentCommand::NoteTimeout,
            Asked::Succeed => PaymentCommand::Succeed(receipt()),
            Asked::Fail => fail(false),
            Asked::Expire => PaymentCommand::Expire,
            Asked::DetectAmountMismatch => PaymentCommand::DetectAmountMismatch { found: None },
            Asked::ReferForReview => PaymentCommand::ReferForReview,
            Asked::HoldInSuspense => PaymentCommand::HoldInSuspense(Suspense::Duplicate { paid_by: OTHER }),
        }
    }

    fn asked(command: &PaymentCommand) -> Asked {
        match command {
            PaymentCommand::Create(_) => Asked::Create,
            PaymentCommand::OpenSession { .. } => Asked::OpenSession,
            PaymentCommand::ReceiveCallback { .. } => Asked::ReceiveCallback,
            PaymentCommand::RequestVerification => Asked::RequestVerification,
            PaymentCommand::NoteTimeout => Asked::NoteTimeout,
            PaymentCommand::Succeed(_) => Asked::Succeed,
            PaymentCommand::Fail { .. } => Asked::Fail,
            PaymentCommand::Expire => Asked::Expire,
            PaymentCommand::DetectAmountMismatch { .. } => Asked::DetectAmountMismatch,
            PaymentCommand::ReferForReview => Asked::ReferForReview,
            PaymentCommand::HoldInSuspense(_) => Asked::HoldInSuspense,
        }
    }

    fn expected(state: State, asked: Asked) -> Verdict<Self> {
        use State::*;
        let then = |event: &'static [&'static str], after| Ok((event, after));
        match (state, asked) {
            (Absent, Asked::Create) => then(&["PaymentCreated", "GatewaySessionRequested"], SessionRequested),
            (Absent, _) => Err(PaymentError::Absent),
            (_, Asked::Create) => Err(PaymentError::AlreadyCreated),

            (SessionRequested, Asked::OpenSession) => then(&["GatewaySessionOpened"], Started),
            (SessionRequested, Asked::Fail) => then(&["PaymentRejected"], Unopened),
            (SessionRequested, Asked::Expire) => then(&["PaymentExpired"], Unopened),
            (SessionRequested, Asked::HoldInSuspense) => Err(PaymentError::NotSucceeded),
            (SessionRequested, _) => Err(PaymentError::NoSession),

            (Started | CalledBack | Verifying | InDoubt | Mismatched | Referred, Asked::OpenSession) => Err(PaymentError::SessionAlreadyOpen),
            (Started | CalledBack | Verifying | InDoubt | Mismatched | Referred, Asked::HoldInSuspense) => Err(PaymentError::NotSucceeded),
            (Started | CalledBack | Verifying | InDoubt | Mismatched | Referred, Asked::Fail) => then(&["PaymentRejected"], Rejected),
            (Started, Asked::ReceiveCallback) => then(&["CallbackReceived"], CalledBack),
            (CalledBack | Verifying | InDoubt | Mismatched | Referred, Asked::ReceiveCallback) => Err(PaymentError::CallbackKnown),
            (Started | CalledBack, Asked::RequestVerification) => then(&["VerificationRequested"], Verifying),
            (Verifying | InDoubt | Mismatched | Referred, Asked::RequestVerification) => Err(PaymentError::AlreadyVerifying),
            (Started | CalledBack, Asked::NoteTimeout | Asked::Succeed | Asked::DetectAmountMismatch) => Err(PaymentError::NotVerifying),
            (Verifying | InDoubt, Asked::NoteTimeout) => then(&["GatewayTimeoutDuringVerification"], InDoubt),
            (Verifying | InDoubt, Asked::DetectAmountMismatch) => then(&["AmountMismatchDetected"], Mismatched),
            (Mismatched | Referred, Asked::NoteTimeout | Asked::DetectAmountMismatch | Asked::ReferForReview) => {
                Err(PaymentError::AlreadyInReview)
            }
            (Verifying | InDoubt | Mismatched | Referred, Asked::Succeed) => then(&["PaymentSucceeded"], Succeeded),
            (Started | CalledBack | Verifying, Asked::Expire) => then(&["PaymentExpired"], Expired),
            (InDoubt | Mismatched | Referred, Asked::Expire) => Err(PaymentError::MoneyInDoubt),
            (Started | CalledBack | Verifying, Asked::ReferForReview) => Err(PaymentError::NotInDoubt),
            (InDoubt, Asked::ReferForReview) => then(&["PaymentReferredForReview"], Referred),

            (Succeeded, Asked::HoldInSuspense) => then(&["DuplicatePaymentDetected"], Duplicate),
            (Duplicate | Late, Asked::HoldInSuspense) => Err(PaymentError::AlreadyInSuspense),
            (Succeeded | Duplicate | Late, Asked::OpenSession) => Err(PaymentError::SessionAlreadyOpen),
            (Succeeded | Duplicate | Late, _) => Err(PaymentError::AlreadySucceeded),

            (Unopened | Rejected | Cancelled | Expired, Asked::HoldInSuspense) => Err(PaymentError::NotSucceeded),
            (Unopened, Asked::ReceiveCallback | Asked::Succeed) => Err(PaymentError::NoSession),
            (Rejected | Cancelled | Expired, Asked::ReceiveCallback) => then(&["CallbackReceived"], state),
            (Rejected | Cancelled | Expired, Asked::Succeed) => then(&["PaymentSucceeded"], Succeeded),
            (Unopened | Rejected | Cancelled | Expired, _) => Err(PaymentError::AlreadyEnded),
        }
    }
}

#[test]
fn every_state_answers_every_command() {
    check::<Table>();
}
