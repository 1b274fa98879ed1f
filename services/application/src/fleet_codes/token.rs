use crate::{Context, Failure};
use domain::fleet::code::Purpose;
use projections::fleet_codes::FleetCodeRow;
use qr_templates::FleetToken;
use uuid::Uuid;

fn printed(purpose: Purpose) -> qr_templates::Purpose {
    match purpose {
        Purpose::Inside => qr_templates::Purpose::Inside,
    }
}

pub(crate) fn derive(ctx: &Context, code_id: Uuid, purpose: Purpose, generation: u32) -> FleetToken {
    FleetToken::derive(ctx.store.keys().codes(), code_id, printed(purpose), generation)
}

/// Lower-case hex, as the log keeps hashes.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The token of a code's good generation, drawn again from the key.
pub fn token_of(ctx: &Context, code: &FleetCodeRow) -> FleetToken {
    derive(ctx, code.code_id, code.purpose, code.generation.unsigned_abs())
}

/// The address that a sticker carries.
///
/// # Errors
/// [`Failure::Internal`] where the configured public address cannot stand in a code.
pub fn sticker_address(ctx: &Context, token: &FleetToken) -> Result<String, Failure> {
    qr_templates::sticker_url(&ctx.public_url, token).map_err(|error| Failure::Internal(format!("PARVANEH_PUBLIC_URL: {error}")))
}
