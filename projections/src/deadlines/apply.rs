use super::{DeadlineKind, DeadlineRow};
use crate::rows::Rows;
use chrono::{Days, NaiveDate};
use domain::AnyEvent;
use domain::licensing::application::ApplicationEvent;
use domain::licensing::licence::LicenceEvent;
use domain::licensing::vehicle::VehicleEvent;
use domain::rewards::account::{Holder, RewardAccountEvent};
use event_store::Recorded;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let mut deadlines = Deadlines { recorded, rows };
    match event {
        AnyEvent::Licence(event) => licence(event, &mut deadlines),
        AnyEvent::Application(event) => application(event, &mut deadlines),
        AnyEvent::Vehicle(VehicleEvent::ThresholdAgeSet { on, .. }) => deadlines.set_on(DeadlineKind::VehicleThreshold, *on),
        AnyEvent::Vehicle(VehicleEvent::VehicleReachedThresholdAge { .. }) => deadlines.end(DeadlineKind::VehicleThreshold),
        AnyEvent::RewardAccount(event) => rewards(event, &mut deadlines),
        _ => {}
    }
}

fn licence(event: &LicenceEvent, deadlines: &mut Deadlines<'_>) {
    match event {
        LicenceEvent::LicenceIssued { expires_on, application_id, .. } => {
            deadlines.set_after(DeadlineKind::LicenceExpiry, *expires_on);
            // Of a licence that an officer recorded no account is known that could be reminded.
            if application_id.is_some() {
                deadlines.set_on(DeadlineKind::RenewalReminder, *expires_on);
            }
        }
        LicenceEvent::LicenceRenewed { expires_on, .. } => {
            deadlines.set_after(DeadlineKind::LicenceExpiry, *expires_on);
            deadlines.set_on(DeadlineKind::RenewalReminder, *expires_on);
        }
        // A renewal that was sent in time keeps it in force; whoever ends that renewal sees to the rest.
        LicenceEvent::LicenceKeptInForce { .. } | LicenceEvent::LicenceRevoked { .. } | LicenceEvent::LicenceExpired { .. } => {
            deadlines.end(DeadlineKind::LicenceExpiry);
            deadlines.end(DeadlineKind::RenewalReminder);
        }
        LicenceEvent::RenewalEnded { .. } => {
            deadlines.resume(DeadlineKind::LicenceExpiry);
            deadlines.resume(DeadlineKind::RenewalReminder);
        }
        LicenceEvent::VehicleReplaced { .. } | LicenceEvent::LicenceImported { .. } | LicenceEvent::LicenceSuspended { .. } | LicenceEvent::SuspensionLifted { .. } => {}
    }
}

fn application(event: &ApplicationEvent, deadlines: &mut Deadlines<'_>) {
    match event {
        ApplicationEvent::InformationRequested { answer_by: last, .. } | ApplicationEvent::FeeAssessed { due_on: last, .. } => {
            deadlines.set_after(DeadlineKind::ApplicationLapse, *last);
        }
        ApplicationEvent::InformationSupplied { .. }
        | ApplicationEvent::ApplicationGranted { .. }
        | ApplicationEvent::ApplicationRefused { .. }
        | ApplicationEvent::ApplicationWithdrawn {}
        | ApplicationEvent::ApplicationNotTakenUp {} => deadlines.end(DeadlineKind::ApplicationLapse),
        ApplicationEvent::ApplicationStarted { .. }
        | ApplicationEvent::ApplicationTakenUpAtCounter { .. }
        | ApplicationEvent::QuestionAnswered { .. }
        | ApplicationEvent::ApplicationPrefilled { .. }
        | ApplicationEvent::AnswerCarriedOver { .. }
        | ApplicationEvent::VehicleNamed { .. }
        | ApplicationEvent::ConsentGiven { .. }
        | ApplicationEvent::ConsentWithdrawn { .. }
        | ApplicationEvent::DocumentUploaded(_)
        | ApplicationEvent::ApplicationSubmitted { .. }
        | ApplicationEvent::RenewalExamined { .. }
        | ApplicationEvent::DocumentAccepted { .. }
        | ApplicationEvent::DocumentRejected { .. }
        | ApplicationEvent::ApplicationAgreedInPrinciple { .. } => {}
    }
}

/// One row a kind for all points of an account: when the next of them are due.
fn rewards(event: &RewardAccountEvent, deadlines: &mut Deadlines<'_>) {
    match event {
        RewardAccountEvent::RewardAccountOpened { holder: Holder::Waiting { until, .. } } => {
            deadlines.set_after(DeadlineKind::PointsLapse, *until);
        }
        RewardAccountEvent::RewardAccountOpened { holder: Holder::Account { .. } } | RewardAccountEvent::GiftHandedOver { .. } => {}
        RewardAccountEvent::RewardAccountClaimed { .. } => deadlines.end(DeadlineKind::PointsLapse),
        RewardAccountEvent::PointsAccrued { active_on, expires_on, claim_until, .. } => {
            deadlines.set_earlier(DeadlineKind::PointsActivation, *active_on);
            deadlines.set_earlier(DeadlineKind::PointsExpiry, *expires_on + Days::new(1));
            if let Some(until) = claim_until {
                deadlines.set_later(DeadlineKind::PointsLapse, *until + Days::new(1));
            }
        }
        RewardAccountEvent::PointsReceived { lots, .. } => {
            for lot in lots {
                if !lot.active {
                    deadlines.set_earlier(DeadlineKind::PointsActivation, lot.active_on);
                }
                deadlines.set_earlier(DeadlineKind::PointsExpiry, lot.expires_on + Days::new(1));
            }
        }
        RewardAccountEvent::PointsActivated { next_on, .. } => match next_on {
            Some(day) => deadlines.set_on(DeadlineKind::PointsActivation, *day),
            None => deadlines.end(DeadlineKind::PointsActivation),
        },
        RewardAccountEvent::PointsExpired { next_on: last, .. } | RewardAccountEvent::PointsRedeemed { next_expiry: last, .. } => match last {
            Some(last) => deadlines.set_after(DeadlineKind::PointsExpiry, *last),
            None => deadlines.end(DeadlineKind::PointsExpiry),
        },
        RewardAccountEvent::WaitingPointsLapsed { .. } | RewardAccountEvent::WaitingPointsHandedOver { .. } => {
            for kind in [DeadlineKind::PointsLapse, DeadlineKind::PointsActivation, DeadlineKind::PointsExpiry] {
                deadlines.end(kind);
            }
        }
    }
}

/// The deadlines of the event's own aggregate.
struct Deadlines<'r> {
    recorded: &'r Recorded,
    rows: &'r mut Rows,
}

impl Deadlines<'_> {
    /// Due from the day after a last day on; what the kind was due on before is moot.
    fn set_after(&mut self, kind: DeadlineKind, last: NaiveDate) {
        self.set_on(kind, last + Days::new(1));
    }

    /// Due from a day on; what the kind was due on before is moot.
    fn set_on(&mut self, kind: DeadlineKind, due_on: NaiveDate) {
        let (subject_id, position) = (self.recorded.aggregate(), self.recorded.position);
        self.rows.put(DeadlineRow { subject_id, kind, due_on, open: true, position });
    }

    /// The same, where nothing of the kind is due before.
    fn set_earlier(&mut self, kind: DeadlineKind, due_on: NaiveDate) {
        let known = self.rows.get::<DeadlineRow>((self.recorded.aggregate(), kind));
        if known.is_none_or(|known| !known.open || known.due_on > due_on) {
            self.set_on(kind, due_on);
        }
    }

    /// The same, where nothing of the kind is due after.
    fn set_later(&mut self, kind: DeadlineKind, due_on: NaiveDate) {
        let known = self.rows.get::<DeadlineRow>((self.recorded.aggregate(), kind));
        if known.is_none_or(|known| !known.open || known.due_on < due_on) {
            self.set_on(kind, due_on);
        }
    }

    /// Done, or moot.
    fn end(&mut self, kind: DeadlineKind) {
        self.open(kind, false);
    }

    /// Due on the same day as before, after all.
    fn resume(&mut self, kind: DeadlineKind) {
        self.open(kind, true);
    }

    fn open(&mut self, kind: DeadlineKind, open: bool) {
        let position = self.recorded.position;
        self.rows.change((self.recorded.aggregate(), kind), |row: &mut DeadlineRow| {
            row.open = open;
            row.position = position;
        });
    }
}
