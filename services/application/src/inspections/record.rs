use super::INSPECTORS;
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::kernel::Pii;
use domain::licensing::inspection::{Inspection, InspectionCommand, InspectionOutcome, RecordInspection};
use uuid::Uuid;

/// The longest note, in characters.
const NOTE_LIMIT: usize = 1_000;

/// How an inspection went, checked.
#[derive(Debug, Clone)]
pub struct RecordInput {
    outcome: InspectionOutcome,
    note: Option<String>,
}

impl RecordInput {
    /// Checks result (`passed`, `failed` or `no_show`) and note; what is wrong the policy knows.
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(result: &str, defects: &[String], note: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let outcome = match result {
            "passed" => Some(InspectionOutcome::Passed),
            "failed" => Some(InspectionOutcome::Failed { defects: defects.to_vec() }),
            "no_show" => Some(InspectionOutcome::NoShow),
            _ => {
                faults.add("/result", "choose-one");
                None
            }
        };
        if !defects.is_empty() && result != "failed" {
            faults.add("/defects", "unexpected");
        }
        let note = faults.free_text("/note", note, NOTE_LIMIT);
        faults.all(outcome).map(|outcome| Self { outcome, note })
    }
}

/// Tells how an inspection went; answers with the log position that it reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no inspector, [`Failure::NotFound`] where there is no such
/// appointment; refused where it is over, or what failed names no defect.
pub async fn record(ctx: &Context, actor: &Actor, inspection_id: Uuid, input: RecordInput, key: &CommandKey) -> Result<i64, Failure> {
    actor.must_have(INSPECTORS)?;
    let policy = ctx.policy_now();
    let command = InspectionCommand::Record(RecordInspection {
        outcome: input.outcome,
        note: input.note.map(|note| Pii::clear(inspection_id, note)),
        offered: policy.licensing.vehicle_life.defects.clone(),
        today: ctx.today(),
        policy_version: policy.version.clone(),
    });
    let executed = ctx.store.execute::<Inspection>(inspection_id, command, actor.envelope(ctx, "RecordInspection", key)).await;
    match executed.map_err(Failure::from) {
        Ok(executed) => Ok(executed.last_position),
        Err(Failure::Refused { code: "inspection-absent", .. }) => Err(Failure::NotFound),
        Err(other) => Err(other),
    }
}
