//! What people who apply hand in, and drivers of whom nothing else is known.

use super::TestApp;
use application::CommandKey;
use domain::licensing::assignment::{Assignment, AssignmentCommand};
use domain::policy::{AnswerKind, Question};
use image::{DynamicImage, ImageFormat};
use std::io::Cursor;
use uuid::Uuid;

/// The permit that is applied for.
pub(super) const KIND: &str = "taxi_driver";

impl TestApp {
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
