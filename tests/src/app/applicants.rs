//! People who apply, made by the service's own commands.

use super::TestApp;
use application::applications::{AnswersInput, StartInput, UploadInput, answer, start, upload};
use application::persons::{PersonInput, RegisterPerson, register};
use application::{Actor, CommandKey};
use domain::licensing::assignment::{Assignment, AssignmentCommand};
use domain::policy::{AnswerKind, Question};
use image::{DynamicImage, ImageFormat};
use std::io::Cursor;
use uuid::Uuid;

/// The permit that is applied for.
pub(super) const KIND: &str = "taxi_driver";

impl TestApp {
    /// Somebody who has answered every question of a driver's application and handed in every
    /// document; the application's id.
    pub async fn applicant(&self) -> Uuid {
        let actor = Actor::Account { id: Uuid::new_v4(), roles: Vec::new(), session_id: Uuid::new_v4() };
        let person = PersonInput {
            national_id: "0012345679".to_owned(),
            first_name: "مهدی".to_owned(),
            last_name: "رستمی".to_owned(),
            birth_date: "1990-01-01".to_owned(),
        };
        let person = RegisterPerson::parse(&self.ctx, &person).expect("good input");
        register(&self.ctx, &actor, person, &CommandKey::fresh()).await.expect("is registered");
        let kind = StartInput::parse(&self.ctx, KIND, "new").expect("good input");
        let application_id = start(&self.ctx, &actor, kind, &CommandKey::fresh()).await.expect("is begun").application_id;
        self.settle().await;

        let policy = self.ctx.policy_now();
        let rules = policy.permit_kind(KIND).and_then(|kind| kind.application.as_ref()).expect("can be applied for");
        let answers = rules.questions.iter().map(|question| (question.code.clone(), answer_to(question))).collect();
        let given = AnswersInput { answers, ..AnswersInput::default() };
        answer(&self.ctx, &actor, application_id, &given, &CommandKey::fresh()).await.expect("is answered");
        for document in &rules.documents {
            let valid_until = if document.expires { "2030-01-01" } else { "" };
            let input = UploadInput { kind: document.code.clone(), valid_until: valid_until.to_owned(), file: picture() };
            upload(&self.ctx, &actor, application_id, input, &CommandKey::fresh()).await.expect("is handed in");
        }
        application_id
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
