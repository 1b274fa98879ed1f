use super::{RideRow, TimelineRow, VehicleOfRow};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::audit::access::AccessEvent;
use domain::feedback::complaint::ComplaintEvent;
use domain::feedback::poll_answer::PollAnswerEvent;
use domain::feedback::rating::{RatingEvent, Ride};
use domain::fleet::code::FleetCodeEvent;
use domain::fleet::shift::ShiftEvent;
use domain::identity::person::PersonEvent;
use domain::licensing::affiliation::AffiliationEvent;
use domain::licensing::agency::AgencyEvent;
use domain::licensing::application::ApplicationEvent;
use domain::licensing::assignment::AssignmentEvent;
use domain::licensing::inspection::InspectionEvent;
use domain::licensing::licence::LicenceEvent;
use domain::licensing::vehicle::VehicleEvent;
use domain::notices::notice::{NoticeEvent, NoticeSubject};
use domain::payments::invoice::{InvoiceEvent, InvoicePurpose};
use domain::payments::payment::{PaymentEvent, PaymentPurpose};
use domain::rewards::account::{Holder, RewardAccountEvent};
use domain::rewards::programme::RewardProgrammeEvent;
use event_store::Recorded;
use uuid::Uuid;

/// Whatever the event speaks of beside its own aggregate and a ride.
pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    let position = recorded.position;
    for subject_id in spoken_of(event) {
        rows.put(TimelineRow { subject_id, position });
    }
    if let Some(ride) = ride(event) {
        let Ride { code_id, vehicle_id, licence_id, driver_id, .. } = *ride;
        rows.put(RideRow { vehicle_id, position, code_id, licence_id, driver_id });
    }
    if let Some(vehicle_id) = vehicle(event) {
        rows.put(VehicleOfRow { subject_id: recorded.aggregate(), vehicle_id });
    }
}

/// The ride that an event speaks of.
fn ride(event: &AnyEvent) -> Option<&Ride> {
    match event {
        AnyEvent::Rating(RatingEvent::RideRated { ride, .. })
        | AnyEvent::Complaint(ComplaintEvent::ComplaintLodged { ride, .. })
        | AnyEvent::Payment(
            PaymentEvent::PaymentCreated { purpose: PaymentPurpose::Fare { ride }, .. }
            | PaymentEvent::PaymentSucceeded { purpose: PaymentPurpose::Fare { ride }, .. },
        ) => Some(ride),
        _ => None,
    }
}

/// The vehicle that the event's licence or code stands for from now on.
fn vehicle(event: &AnyEvent) -> Option<Uuid> {
    match event {
        AnyEvent::Licence(LicenceEvent::LicenceIssued { subject, .. } | LicenceEvent::VehicleReplaced { subject, .. }) => subject.vehicle_id(),
        AnyEvent::Licence(LicenceEvent::LicenceImported { vehicle_id, .. })
        | AnyEvent::FleetCode(FleetCodeEvent::FleetCodeIssued { vehicle_id, .. }) => Some(*vehicle_id),
        _ => None,
    }
}

fn spoken_of(event: &AnyEvent) -> Vec<Uuid> {
    match event {
        AnyEvent::Licence(LicenceEvent::LicenceIssued { subject, application_id, .. }) => {
            [subject.vehicle_id(), subject.person_id(), *application_id].into_iter().flatten().collect()
        }
        AnyEvent::Licence(LicenceEvent::LicenceImported { vehicle_id, .. })
        | AnyEvent::FleetCode(FleetCodeEvent::FleetCodeIssued { vehicle_id, .. }) => vec![*vehicle_id],
        AnyEvent::Application(ApplicationEvent::ApplicationStarted { account_id, person_id, licence_id, .. }) => {
            [Some(*account_id), Some(*person_id), *licence_id].into_iter().flatten().collect()
        }
        AnyEvent::Licence(
            LicenceEvent::LicenceKeptInForce { application_id, .. }
            | LicenceEvent::RenewalEnded { application_id }
            | LicenceEvent::LicenceRenewed { application_id, .. },
        ) => vec![*application_id],
        AnyEvent::Licence(LicenceEvent::VehicleReplaced { subject, previous_vehicle_id, application_id }) => {
            subject.vehicle_id().into_iter().chain([*previous_vehicle_id, *application_id]).collect()
        }
        AnyEvent::Application(ApplicationEvent::ApplicationPrefilled { from_application, .. }) => vec![*from_application],
        AnyEvent::Application(ApplicationEvent::VehicleNamed { vehicle_id }) => vec![*vehicle_id],
        AnyEvent::Application(ApplicationEvent::FeeAssessed { invoice_id, .. } | ApplicationEvent::ApplicationGranted { invoice_id, .. }) => {
            vec![*invoice_id]
        }
        AnyEvent::PollAnswer(PollAnswerEvent::PollAnswered { poll_id, .. }) => vec![*poll_id],
        AnyEvent::Shift(ShiftEvent::ShiftStarted { assignment_id, vehicle_id, person_id }) => vec![*assignment_id, *vehicle_id, *person_id],
        AnyEvent::Complaint(ComplaintEvent::DriverAsked { driver_id, .. }) => vec![*driver_id],
        AnyEvent::Assignment(AssignmentEvent::DriverAssigned { vehicle_id, licence_id, person_id, .. }) => {
            vec![*vehicle_id, *licence_id, *person_id]
        }
        AnyEvent::Inspection(
            InspectionEvent::InspectionScheduled { vehicle_id, .. }
            | InspectionEvent::InspectionPassed { vehicle_id, .. }
            | InspectionEvent::InspectionFailed { vehicle_id, .. }
            | InspectionEvent::InspectionNoShow { vehicle_id, .. },
        ) => vec![*vehicle_id],
        AnyEvent::Inspection(InspectionEvent::LegacyInspectionImported(legacy)) => vec![legacy.vehicle_id],
        AnyEvent::Vehicle(VehicleEvent::VehicleFlaggedWornOut { failed, .. }) => failed.clone(),
        AnyEvent::Agency(AgencyEvent::AgencyRegistered { licence_id, person_id, account_id, .. }) => vec![*licence_id, *person_id, *account_id],
        AnyEvent::Affiliation(
            AffiliationEvent::AffiliationOffered { agency_id, member, .. }
            | AffiliationEvent::AffiliationJoined { agency_id, member, .. }
            | AffiliationEvent::AffiliationEnded { agency_id, member },
        ) => vec![*agency_id, member.id()],
        AnyEvent::Person(PersonEvent::PersonRegistered { account_id: Some(account_id), .. }) => vec![*account_id],
        AnyEvent::Access(AccessEvent::RecordViewed { subject_id, .. }) => vec![*subject_id],
        AnyEvent::Invoice(event) => of_invoice(event),
        AnyEvent::Notice(event) => of_notice(event),
        AnyEvent::Payment(
            PaymentEvent::PaymentCreated { purpose: PaymentPurpose::Invoice { invoice_id }, .. }
            | PaymentEvent::PaymentSucceeded { purpose: PaymentPurpose::Invoice { invoice_id }, .. },
        ) => vec![*invoice_id],
        AnyEvent::Payment(PaymentEvent::DuplicatePaymentDetected { paid_by, .. }) => vec![*paid_by],
        AnyEvent::RewardAccount(event) => of_rewards(event),
        AnyEvent::RewardProgramme(RewardProgrammeEvent::RewardGranted { payment_id, driver_id, passenger_id, .. }) => {
            [Some(*payment_id), Some(*driver_id), *passenger_id].into_iter().flatten().collect()
        }
        AnyEvent::Licence(_)
        | AnyEvent::FleetCode(_)
        | AnyEvent::Access(_)
        | AnyEvent::Account(_)
        | AnyEvent::Vehicle(_)
        | AnyEvent::Person(_)
        | AnyEvent::Application(_)
        | AnyEvent::Assignment(_)
        | AnyEvent::Complaint(_)
        | AnyEvent::Rating(_)
        | AnyEvent::Affiliation(AffiliationEvent::AffiliationDeclined {})
        | AnyEvent::Poll(_)
        | AnyEvent::Shift(_)
        | AnyEvent::Payment(_)
        | AnyEvent::Subject(_) => Vec::new(),
    }
}

fn of_invoice(event: &InvoiceEvent) -> Vec<Uuid> {
    match event {
        InvoiceEvent::InvoiceIssued { purpose: InvoicePurpose::Application { application_id }, account_id, person_id, .. } => {
            vec![*application_id, *account_id, *person_id]
        }
        InvoiceEvent::VoucherApplied { voucher_id, .. } | InvoiceEvent::VoucherReturned { voucher_id, .. } => vec![*voucher_id],
        InvoiceEvent::InvoicePaid { purpose: InvoicePurpose::Application { application_id }, payment_id, .. } => {
            [Some(*application_id), *payment_id].into_iter().flatten().collect()
        }
        InvoiceEvent::InvoiceCancelled { purpose: InvoicePurpose::Application { application_id }, .. } => vec![*application_id],
    }
}

fn of_notice(event: &NoticeEvent) -> Vec<Uuid> {
    let NoticeSubject { account_id, licence_id, application_id, invoice_id, complaint_id, .. } = match event {
        NoticeEvent::NoticePrepared { account_id, content, .. } => content.about(*account_id),
        NoticeEvent::NoticeDelivered { about, .. }
        | NoticeEvent::NoticeDeliveryFailed { about, .. }
        | NoticeEvent::NoticeUndeliverable { about, .. } => about.clone(),
    };
    [account_id, licence_id, application_id, invoice_id, complaint_id].into_iter().flatten().collect()
}

fn of_rewards(event: &RewardAccountEvent) -> Vec<Uuid> {
    match event {
        RewardAccountEvent::RewardAccountOpened { holder: Holder::Account { account_id } }
        | RewardAccountEvent::RewardAccountClaimed { account_id }
        | RewardAccountEvent::WaitingPointsHandedOver { account_id, .. } => vec![*account_id],
        RewardAccountEvent::PointsReceived { from, .. } => vec![*from],
        RewardAccountEvent::PointsAccrued { payment_id, .. } => vec![*payment_id],
        RewardAccountEvent::PointsRedeemed { redemption_id, account_id, .. }
        | RewardAccountEvent::GiftHandedOver { redemption_id, account_id, .. } => vec![*redemption_id, *account_id],
        RewardAccountEvent::RewardAccountOpened { holder: Holder::Waiting { .. } }
        | RewardAccountEvent::PointsActivated { .. }
        | RewardAccountEvent::PointsExpired { .. }
        | RewardAccountEvent::WaitingPointsLapsed { .. } => Vec::new(),
    }
}
