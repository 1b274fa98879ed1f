use crate::{Actor, CommandKey, Context, Failure};
use domain::kernel::event::derived_id;
use domain::payments::payment::{Payment, PaymentCommand};
use event_store::ExecuteError;
use uuid::Uuid;

/// A command whose id follows from the payment and from what it does: given by many at once, it is
/// done once. A refusal says that others were faster, or that it does not fit any more, and is no
/// failure. Answers with the log position, where something was written.
pub(super) async fn give(
    ctx: &Context,
    actor: &Actor,
    payment_id: Uuid,
    (name, what): (&'static str, &str),
    command: PaymentCommand,
) -> Result<Option<i64>, Failure> {
    let key = CommandKey { id: derived_id(payment_id, what), request: Vec::new() };
    match ctx.store.execute::<Payment>(payment_id, command, actor.envelope(ctx, name, &key)).await {
        Ok(executed) => Ok(Some(executed.last_position)),
        Err(ExecuteError::Refused(refusal)) => {
            tracing::debug!(%payment_id, name, %refusal, "a payment was ahead of its command");
            Ok(None)
        }
        Err(other) => Err(other.into()),
    }
}
