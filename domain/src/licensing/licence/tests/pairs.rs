use super::*;
use crate::kernel::pairs::{Pairs, Verdict, cases, check};

cases!(State {
    Absent, Issued, ImportedValid, Lifted, Suspended, SuspensionAhead, ImportedSuspended, SuspensionRunOut,
    Kept, KeptSuspended, Renewed, Expired, ExpiredSuspended, Revoked, ImportedSurrendered, ImportedRevoked, ImportedTerminated,
});
cases!(Asked {
    Issue, Import, Suspend, LiftSuspension, Revoke, ExpireToday, ExpireLater, KeepInForce, EndRenewal, EndRenewalLater, RenewInTime, RenewLate, ReplaceVehicle,
});

struct Table;

impl Pairs for Table {
    type Aggregate = Licence;
    type State = State;
    type Command = Asked;
    const STATES: &'static [State] = State::ALL;
    const COMMANDS: &'static [Asked] = Asked::ALL;

    fn history(state: State) -> Vec<LicenceEvent> {
        match state {
            State::Absent => vec![],
            State::Issued => vec![issued()],
            State::ImportedValid => vec![imported(ImportedStanding::Valid)],
            State::Lifted => vec![issued(), suspended(today(), None), lifted()],
            State::Suspended => vec![issued(), suspended(yesterday(), Some(today() + Days::new(30)))],
            State::SuspensionAhead => vec![issued(), suspended(today() + Days::new(9), None)],
            State::ImportedSuspended => vec![imported(ImportedStanding::Suspended)],
            State::SuspensionRunOut => vec![issued(), suspended(yesterday(), Some(yesterday()))],
            State::Kept => vec![issued(), kept()],
            State::KeptSuspended => vec![issued(), suspended(yesterday(), None), kept()],
            State::Renewed => vec![issued(), kept(), renewed(false)],
            State::Expired => vec![issued(), expired()],
            State::ExpiredSuspended => vec![issued(), suspended(yesterday(), None), expired()],
            State::Revoked => vec![issued(), revoked()],
            State::ImportedSurrendered => vec![imported(ImportedStanding::Surrendered)],
            State::ImportedRevoked => vec![imported(ImportedStanding::Revoked)],
            State::ImportedTerminated => vec![imported(ImportedStanding::Terminated)],
        }
    }

    fn is(state: State, licence: &Licence) -> bool {
        use State::*;
        match licence {
            Licence::Absent => state == Absent,
            Licence::Valid(term) if term.renewal.is_some() => state == Kept,
            Licence::Valid(term) if term.expires_on > Some(last()) => state == Renewed,
            Licence::Valid(_) => matches!(state, Issued | ImportedValid | Lifted),
            Licence::Suspended(_, term) if term.renewal.is_some() => state == KeptSuspended,
            Licence::Suspended(running, _) if !running.lasts(today()) => state == SuspensionRunOut,
            Licence::Suspended(..) => matches!(state, Suspended | SuspensionAhead | ImportedSuspended),
            Licence::Expired(None, _) => state == Expired,
            Licence::Expired(Some(_), _) => state == ExpiredSuspended,
            Licence::Ended => {
                matches!(state, Revoked | ImportedSurrendered | ImportedRevoked | ImportedTerminated)
            }
        }
    }

    fn command(asked: Asked) -> LicenceCommand {
        match asked {
            Asked::Issue => LicenceCommand::Issue(issue()),
            Asked::Import => LicenceCommand::Import(import(ImportedStanding::Valid)),
            Asked::Suspend => LicenceCommand::Suspend(suspend()),
            Asked::LiftSuspension => LicenceCommand::LiftSuspension(lift()),
            Asked::Revoke => LicenceCommand::Revoke(revoke()),
            Asked::ExpireToday => LicenceCommand::Expire { today: today() },
            Asked::ExpireLater => LicenceCommand::Expire { today: after() },
            Asked::KeepInForce => LicenceCommand::KeepInForce { application_id: RENEWAL },
            Asked::EndRenewal => LicenceCommand::EndRenewal { application_id: RENEWAL, today: last() },
            Asked::EndRenewalLater => LicenceCommand::EndRenewal { application_id: RENEWAL, today: after() },
            Asked::RenewInTime => renew(true),
            Asked::RenewLate => renew(false),
            Asked::ReplaceVehicle => LicenceCommand::ReplaceVehicle { application_id: RENEWAL, vehicle_id: Uuid::from_u128(9) },
        }
    }

    fn asked(command: &LicenceCommand) -> Asked {
        match command {
            LicenceCommand::Issue(_) => Asked::Issue,
            LicenceCommand::Import(_) => Asked::Import,
            LicenceCommand::Suspend(_) => Asked::Suspend,
            LicenceCommand::LiftSuspension(_) => Asked::LiftSuspension,
            LicenceCommand::Revoke(_) => Asked::Revoke,
            LicenceCommand::Expire { today: on } if *on == today() => Asked::ExpireToday,
            LicenceCommand::Expire { .. } => Asked::ExpireLater,
            LicenceCommand::KeepInForce { .. } => Asked::KeepInForce,
            LicenceCommand::EndRenewal { today, .. } if *today == last() => Asked::EndRenewal,
            LicenceCommand::EndRenewal { .. } => Asked::EndRenewalLater,
            LicenceCommand::Renew(renew) if renew.in_time => Asked::RenewInTime,
            LicenceCommand::Renew(_) => Asked::RenewLate,
            LicenceCommand::ReplaceVehicle { .. } => Asked::ReplaceVehicle,
        }
    }

    fn expected(state: State, asked: Asked) -> Verdict<Self> {
        use State::*;
        match (state, asked) {
            (Absent, Asked::Issue) => Ok((&["LicenceIssued"], Issued)),
            (Absent, Asked::Import) => Ok((&["LicenceImported"], ImportedValid)),
            (Absent, _) => Err(LicenceError::Absent),

            (
                Expired | ExpiredSuspended | Revoked | ImportedSurrendered | ImportedRevoked | ImportedTerminated,
                Asked::Issue | Asked::Import,
            ) => Err(LicenceError::AlreadyIssued),
            (Revoked | ImportedSurrendered | ImportedRevoked | ImportedTerminated, _) => Err(LicenceError::Ended),
            (Expired, Asked::RenewInTime | Asked::RenewLate) => Ok((&["LicenceRenewed"], Renewed)),
            (ExpiredSuspended, Asked::RenewInTime | Asked::RenewLate) => Err(LicenceError::SuspendedAtExpiry),
            (Expired | ExpiredSuspended, _) => Err(LicenceError::Expired),
            // Those that live; an operating licence is its vehicle's own.
            (_, Asked::ReplaceVehicle) => Err(LicenceError::NotReplaceable),
            (_, Asked::Issue | Asked::Import) => Err(LicenceError::AlreadyIssued),
            (_, Asked::Revoke) => Ok((&["LicenceRevoked"], Revoked)),

            (Kept | KeptSuspended, Asked::ExpireToday | Asked::ExpireLater | Asked::KeepInForce) => Err(LicenceError::RenewalUnderWay),
            (Issued | Lifted, Asked::ExpireLater) => Ok((&["LicenceExpired"], Expired)),
            (Suspended | SuspensionAhead | SuspensionRunOut, Asked::ExpireLater) => Ok((&["LicenceExpired"], ExpiredSuspended)),
            (_, Asked::ExpireToday | Asked::ExpireLater) => Err(LicenceError::NotDue),

            (ImportedValid | ImportedSuspended, Asked::KeepInForce | Asked::RenewInTime | Asked::RenewLate) => {
                Err(LicenceError::NotRenewable)
            }
            (Issued | Lifted | Renewed, Asked::KeepInForce) => Ok((&["LicenceKeptInForce"], Kept)),
            (Suspended | SuspensionAhead | SuspensionRunOut, Asked::KeepInForce) => Ok((&["LicenceKeptInForce"], KeptSuspended)),
            (Kept, Asked::EndRenewal) => Ok((&["RenewalEnded"], Issued)),
            (Kept, Asked::EndRenewalLater) => Ok((&["RenewalEnded", "LicenceExpired"], Expired)),
            (KeptSuspended, Asked::EndRenewal) => Ok((&["RenewalEnded"], Suspended)),
            (KeptSuspended, Asked::EndRenewalLater) => Ok((&["RenewalEnded", "LicenceExpired"], ExpiredSuspended)),
            (_, Asked::EndRenewal | Asked::EndRenewalLater) => Err(LicenceError::NoSuchRenewal),
            (Issued | Lifted | Kept | Renewed, Asked::RenewInTime | Asked::RenewLate) => Ok((&["LicenceRenewed"], Renewed)),
            (Suspended | SuspensionAhead | KeptSuspended, Asked::RenewInTime | Asked::RenewLate) => {
                Ok((&["LicenceRenewed"], Suspended))
            }
            (SuspensionRunOut, Asked::RenewInTime | Asked::RenewLate) => Ok((&["LicenceRenewed"], SuspensionRunOut)),

            (Kept, Asked::Suspend) => Ok((&["LicenceSuspended"], KeptSuspended)),
            (Issued | ImportedValid | Lifted | Renewed | SuspensionRunOut, Asked::Suspend) => Ok((&["LicenceSuspended"], Suspended)),
            (Suspended | SuspensionAhead | ImportedSuspended | KeptSuspended, Asked::Suspend) => Err(LicenceError::AlreadySuspended),
            (KeptSuspended, Asked::LiftSuspension) => Ok((&["SuspensionLifted"], Kept)),
            (Suspended | SuspensionAhead | ImportedSuspended | SuspensionRunOut, Asked::LiftSuspension) => {
                Ok((&["SuspensionLifted"], Lifted))
            }
            (Issued | ImportedValid | Lifted | Kept | Renewed, Asked::LiftSuspension) => Err(LicenceError::NotSuspended),
        }
    }
}

#[test]
fn every_state_answers_every_command() {
    check::<Table>();
}
