//! What people who apply hand in, and drivers of whom nothing else is known.

use super::TestApp;
use application::CommandKey;
use domain::kernel::Pii;
use domain::licensing::agency::{Agency, AgencyCommand, RegisterAgency};
use domain::licensing::affiliation::{Affiliation, AffiliationCommand, Member};
use domain::licensing::inspection::{Inspection, InspectionCommand};
use domain::licensing::assignment::{Assignment, AssignmentCommand};
use domain::policy::{AnswerKind, Question};
use image::{DynamicImage, ImageFormat};
use std::io::Cursor;
use uuid::Uuid;

/// The permit that is applied for.
pub(super) const KIND: &str = "taxi_driver";

impl TestApp {
    /// An inspection of this vehicle that is appointed for today; its id.
    pub async fn inspection_of(&self, vehicle_id: &str) -> Uuid {
        let inspection_id = Uuid::new_v4();
        let today = self.ctx.today();
        let command = InspectionCommand::Schedule { vehicle_id: vehicle_id.parse().expect("an id"), on: today, today };
        let envelope = self.operator().envelope(&self.ctx, "ScheduleInspection", &CommandKey::fresh());
        self.ctx.store.execute::<Inspection>(inspection_id, command, envelope).await.expect("is appointed");
        inspection_id
    }

    /// A place that some agency offers this vehicle; the affiliation's id.
    pub async fn affiliation_of(&self, vehicle_id: &str) -> Uuid {
        let affiliation_id = Uuid::new_v4();
        let command = AffiliationCommand::Offer {
            agency_id: Uuid::new_v4(),
            agency_name: "تاکسی تلفنی مینودر".to_owned(),
            member: Member::Vehicle { vehicle_id: vehicle_id.parse().expect("an id") },
        };
        let envelope = self.operator().envelope(&self.ctx, "OfferAffiliation", &CommandKey::fresh());
        self.ctx.store.execute::<Affiliation>(affiliation_id, command, envelope).await.expect("is offered");
        affiliation_id
    }

    /// An agency of which nothing else is known, managed by this account; its id and its
    /// licence's.
    pub async fn agency_of(&self, account_id: Uuid) -> (Uuid, Uuid) {
        let (agency_id, licence_id) = (Uuid::new_v4(), Uuid::new_v4());
        let command = AgencyCommand::Register(RegisterAgency {
            licence_id,
            person_id: Uuid::new_v4(),
            account_id,
            name: "تاکسی تلفنی مینودر".to_owned(),
            premises: Pii::clear(agency_id, "قزوین، مینودر"),
        });
        let envelope = self.operator().envelope(&self.ctx, "RegisterAgency", &CommandKey::fresh());
        self.ctx.store.execute::<Agency>(agency_id, command, envelope).await.expect("is registered");
        (agency_id, licence_id)
    }

    /// A driver of this vehicle, of whom nothing else is known; the assignment's id.
    pub async fn driver_of(&self, vehicle_id: &str) -> Uuid {
        let assignment_id = Uuid::new_v4();
        let shifts = self.ctx.policy_now().licensing.shifts.clone();
        let command = AssignmentCommand::Assign {
            vehicle_id: vehicle_id.parse().expect("an id"),
            licence_id: Uuid::new_v4(),
            person_id: Uuid::new_v4(),
            shift: shifts[0].code.clone(),
            shifts,
        };
        let envelope = self.operator().envelope(&self.ctx, "AssignDriver", &CommandKey::fresh());
        self.ctx.store.execute::<Assignment>(assignment_id, command, envelope).await.expect("is assigned");
        assignment_id
    }
}

pub(super) fn answer_to(question: &Question) -> String {
    match question.answer {
        AnswerKind::Text => "قزوین، خیابان فلسطین".to_owned(),
        AnswerKind::Choice => question.choices[0].code.clone(),
        AnswerKind::Sheba => "IR062960000000100324200001".to_owned(),
        AnswerKind::Date => "2020-01-01".to_owned(),
    }
}

/// A picture as a phone takes it, only smaller.
pub fn picture() -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(64, 80).write_to(&mut png, ImageFormat::Png).expect("writes");
    png.into_inner()
}
