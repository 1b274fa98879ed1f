use super::{derive, hex};
use crate::input::Faults;
use crate::{Actor, CommandKey, Context, Failure};
use domain::fleet::code::{FleetCode, FleetCodeCommand, Purpose};
use domain::identity::account::Role;
use event_store::keys::CODE_KEY_VERSION;
use uuid::Uuid;

/// Why a car gets a new code, checked.
#[derive(Debug, Clone)]
pub struct ReissueInput(String);

impl ReissueInput {
    /// Checks the reason.
    ///
    /// # Errors
    /// [`Failure::Invalid`], naming the field.
    pub fn parse(reason: &str) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        let reason = faults.text("/reason", reason, 60);
        faults.all(reason).map(Self)
    }
}

/// Gives a vehicle's code a new generation, which voids the one before; answers with the log
/// position that it reached.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no officer, [`Failure::NotFound`] where the vehicle has no code.
pub async fn reissue(ctx: &Context, actor: &Actor, vehicle_id: Uuid, ReissueInput(reason): ReissueInput, key: &CommandKey) -> Result<i64, Failure> {
    actor.must_have(&[Role::Officer])?;
    let purpose = Purpose::Inside;
    let code_id = purpose.code_id(vehicle_id);
    let (FleetCode::Active { generation }, _) = ctx.store.load::<FleetCode>(code_id).await? else { return Err(Failure::NotFound) };
    let policy = ctx.policy_now();
    let generation = generation + 1;
    let command = FleetCodeCommand::Reissue {
        reason,
        reasons: policy.licensing.code_reissue_reasons.clone(),
        generation,
        token_sha256: hex(&derive(ctx, code_id, purpose, generation).sha256()),
        key_version: CODE_KEY_VERSION,
        policy_version: policy.version.clone(),
    };
    let executed = ctx.store.execute::<FleetCode>(code_id, command, actor.envelope(ctx, "ReissueFleetCode", key)).await?;
    Ok(executed.last_position)
}
