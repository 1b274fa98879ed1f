use super::{AnswerRow, ApplicationRow, DocumentRow, PersonRow, Stage};
use crate::rows::Rows;
use domain::AnyEvent;
use domain::identity::person::PersonEvent;
use domain::identity::subject::SubjectEvent;
use domain::licensing::application::{ApplicationEvent, ApplicationKind, DocumentFile, PORTRAIT, PUBLIC_DISPLAY};
use event_store::Recorded;
use std::collections::BTreeMap;

pub(super) fn fold(recorded: &Recorded, event: &AnyEvent, rows: &mut Rows) {
    match event {
        AnyEvent::Person(event) => person(recorded, event, rows),
        AnyEvent::Application(event) => application(recorded, event, rows),
        // Whoever is erased is shown to nobody.
        AnyEvent::Subject(SubjectEvent::SubjectErased {}) => {
            rows.change::<PersonRow>(recorded.aggregate(), |row| {
                row.public_display = false;
                (row.photo_address, row.photo_media_type) = (None, None);
            });
        }
        _ => {}
    }
}

fn person(recorded: &Recorded, event: &PersonEvent, rows: &mut Rows) {
    let person_id = recorded.aggregate();
    match event.clone() {
        PersonEvent::PersonRegistered { account_id, national_id, first_name, last_name, birth_date } => rows.put(PersonRow {
            person_id,
            account_id,
            national_id,
            first_name,
            last_name,
            birth_date,
            declared: false,
            public_display: false,
            photo_address: None,
            photo_media_type: None,
        }),
        PersonEvent::PersonCorrected { national_id, first_name, last_name, birth_date } => {
            rows.change::<PersonRow>(person_id, |row| {
                (row.national_id, row.first_name, row.last_name, row.birth_date) = (national_id, first_name, last_name, birth_date);
            });
        }
        PersonEvent::PersonDetailsDeclared { .. } => rows.change::<PersonRow>(person_id, |row| row.declared = true),
    }
}

fn application(recorded: &Recorded, event: &ApplicationEvent, rows: &mut Rows) {
    let application_id = recorded.aggregate();
    if let ApplicationEvent::ApplicationStarted { number, permit_kind, kind, account_id, person_id, licence_id, policy_version } = event {
        rows.put(ApplicationRow {
            application_id,
            number: number.clone(),
            permit_kind: permit_kind.clone(),
            kind: *kind,
            account_id: *account_id,
            person_id: *person_id,
            licence_id: *licence_id,
            vehicle_id: None,
            stage: Stage::Draft,
            policy_version: policy_version.clone(),
            consents: Vec::new(),
            documents: BTreeMap::new(),
            renews_after: None,
            in_time: None,
            unchanged: (*kind == ApplicationKind::Renewal).then_some(true),
            needs_officer: None,
            requested_questions: Vec::new(),
            requested_documents: Vec::new(),
            message: None,
            answer_by: None,
            review_by: None,
            reason: None,
            note: None,
            invoice_id: None,
            total: None,
            due_on: None,
            started_at: recorded.recorded_at,
            submitted_at: None,
            decided_at: None,
            ended_at: None,
            position: recorded.position,
        });
        return;
    }
    let Some(mut row) = rows.get::<ApplicationRow>(application_id) else { return };
    change(&mut row, recorded, event);
    match event {
        ApplicationEvent::QuestionAnswered { question, answer } => {
            rows.put(AnswerRow { application_id, question: question.clone(), answer: answer.clone() });
        }
        ApplicationEvent::AnswerCarriedOver { question, answer } => {
            rows.put(AnswerRow { application_id, question: question.clone(), answer: answer.clone() });
        }
        ApplicationEvent::DocumentUploaded(file) => rows.put(document(recorded, file, "pending")),
        ApplicationEvent::ApplicationPrefilled { documents, .. } => {
            for carried in documents {
                // It was accepted where it comes from.
                rows.put(DocumentRow { carried_from: Some(carried.from_document), ..document(recorded, &carried.file, "accepted") });
            }
        }
        ApplicationEvent::DocumentAccepted { document_id } => rows.change::<DocumentRow>(*document_id, |document| {
            (document.verdict, document.reason, document.note) = ("accepted".to_owned(), None, None);
        }),
        ApplicationEvent::DocumentRejected { document_id, reason, note } => rows.change::<DocumentRow>(*document_id, |document| {
            (document.verdict, document.reason, document.note) = ("rejected".to_owned(), Some(reason.clone()), note.clone());
        }),
        ApplicationEvent::ApplicationGranted { .. } => show_driver(&row, rows),
        _ => {}
    }
    rows.put(row);
}

fn document(recorded: &Recorded, file: &DocumentFile, verdict: &str) -> DocumentRow {
    DocumentRow {
        document_id: file.document_id,
        application_id: recorded.aggregate(),
        kind: file.kind.clone(),
        valid_until: file.valid_until,
        media_type: file.media_type.clone(),
        bytes: file.bytes.into(),
        address: file.address.clone(),
        uploaded_at: recorded.recorded_at,
        carried_from: None,
        verdict: verdict.to_owned(),
        reason: None,
        note: None,
    }
}

/// What passengers may see of a person follows the last application that was granted.
fn show_driver(row: &ApplicationRow, rows: &mut Rows) {
    let portrait = row.documents.get(PORTRAIT).and_then(|document_id| rows.get::<DocumentRow>(*document_id));
    let public_display = row.consents.iter().any(|consent| consent == PUBLIC_DISPLAY);
    rows.change::<PersonRow>(row.person_id, |person| {
        person.public_display = public_display;
        if let Some(portrait) = portrait {
            person.photo_address = Some(portrait.address);
            person.photo_media_type = Some(portrait.media_type);
        }
    });
}

fn change(row: &mut ApplicationRow, recorded: &Recorded, event: &ApplicationEvent) {
    row.position = recorded.position;
    let is_new = matches!(event, ApplicationEvent::QuestionAnswered { .. } | ApplicationEvent::DocumentUploaded(_));
    if is_new && row.stage == Stage::Draft {
        row.unchanged = row.unchanged.map(|_| false);
    }
    match event.clone() {
        ApplicationEvent::ApplicationStarted { .. }
        | ApplicationEvent::ApplicationTakenUpAtCounter { .. }
        | ApplicationEvent::QuestionAnswered { .. }
        | ApplicationEvent::AnswerCarriedOver { .. }
        | ApplicationEvent::DocumentAccepted { .. }
        | ApplicationEvent::DocumentRejected { .. } => {}
        ApplicationEvent::ApplicationPrefilled { consents, documents, .. } => {
            row.consents = consents;
            row.consents.sort();
            row.documents.extend(documents.into_iter().map(|carried| (carried.file.kind, carried.file.document_id)));
        }
        ApplicationEvent::RenewalExamined { expires_on, in_time, unchanged, needs_officer, .. } => {
            (row.renews_after, row.in_time) = (Some(expires_on), Some(in_time));
            (row.unchanged, row.needs_officer) = (Some(unchanged), Some(needs_officer));
        }
        ApplicationEvent::VehicleNamed { vehicle_id } => row.vehicle_id = Some(vehicle_id),
        ApplicationEvent::ConsentGiven { consent } => {
            row.consents.push(consent);
            row.consents.sort();
        }
        ApplicationEvent::ConsentWithdrawn { consent } => row.consents.retain(|given| *given != consent),
        ApplicationEvent::DocumentUploaded(file) => {
            row.documents.insert(file.kind, file.document_id);
        }
        ApplicationEvent::ApplicationSubmitted { review_by, .. } => {
            row.stage = Stage::UnderReview;
            row.review_by = Some(review_by);
            row.submitted_at = Some(recorded.recorded_at);
        }
        ApplicationEvent::InformationRequested { questions, documents, message, answer_by, .. } => {
            row.stage = Stage::InformationRequested;
            (row.requested_questions, row.requested_documents) = (questions, documents);
            (row.message, row.answer_by) = (Some(message), Some(answer_by));
        }
        ApplicationEvent::InformationSupplied { review_by } => {
            row.stage = Stage::UnderReview;
            row.review_by = Some(review_by);
            row.answer_by = None;
        }
        ApplicationEvent::ApplicationAgreedInPrinciple { reason, note, .. } => {
            row.stage = Stage::Agreed;
            (row.reason, row.note, row.decided_at) = (Some(reason), note, Some(recorded.recorded_at));
        }
        ApplicationEvent::ApplicationRefused { reason, note, .. } => {
            row.stage = Stage::Refused;
            (row.reason, row.note, row.decided_at) = (Some(reason), note, Some(recorded.recorded_at));
        }
        ApplicationEvent::FeeAssessed { invoice_id, total, due_on, .. } => {
            row.stage = Stage::PaymentDue;
            (row.invoice_id, row.total, row.due_on) = (Some(invoice_id), Some(total), Some(due_on));
        }
        ApplicationEvent::ApplicationGranted { .. } => row.stage = Stage::Granted,
        ApplicationEvent::ApplicationWithdrawn {} => row.stage = Stage::Withdrawn,
        ApplicationEvent::ApplicationNotTakenUp {} => row.stage = Stage::NotTakenUp,
    }
    if row.stage.is_closed() {
        row.ended_at = Some(recorded.recorded_at);
    }
}
