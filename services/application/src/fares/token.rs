use crate::{Context, Failure};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// Bytes of the signature that a link carries: 128 bits, which nobody guesses.
const SIGNATURE: usize = 16;

/// By which whoever paid a fare without an account reads its receipt: the payment's id, signed. Nobody
/// makes one without the key, and it says nothing of who paid.
pub fn receipt_token(ctx: &Context, payment_id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode([payment_id.as_bytes().as_slice(), &sign(ctx, payment_id)].concat())
}

/// The payment of a link.
pub(super) fn payment_of(ctx: &Context, token: &str) -> Result<Uuid, Failure> {
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| Failure::NotFound)?;
    let payment_id = bytes.get(..16).and_then(|id| Uuid::from_slice(id).ok()).ok_or(Failure::NotFound)?;
    if bytes[16..] == sign(ctx, payment_id) { Ok(payment_id) } else { Err(Failure::NotFound) }
}

fn sign(ctx: &Context, payment_id: Uuid) -> Vec<u8> {
    let mut signature = ctx.store.keys().sign("fare-receipt", payment_id.as_bytes());
    signature.truncate(SIGNATURE);
    signature
}
