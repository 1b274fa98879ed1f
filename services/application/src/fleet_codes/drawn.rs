use super::{sticker_address, token_of};
use crate::{Context, Failure};
use projections::fleet_codes::FleetCodeRow;
use qr_templates::{FleetToken, Level, QrSvg, qr_svg};

/// A code as a phone reads it.
#[derive(Debug, Clone)]
pub struct DrawnCode {
    /// The secret that it shows.
    pub token: FleetToken,
    /// Its squares.
    pub qr: QrSvg,
}

/// Draws a code, the same as on its sticker.
///
/// # Errors
/// [`Failure::Internal`] where the configured public address cannot stand in a code.
pub fn drawn(ctx: &Context, code: &FleetCodeRow) -> Result<DrawnCode, Failure> {
    let token = token_of(ctx, code);
    let address = sticker_address(ctx, &token)?;
    let qr = qr_svg(&address, Level::Q).map_err(|error| Failure::Internal(format!("PARVANEH_PUBLIC_URL: {error}")))?;
    Ok(DrawnCode { token, qr })
}
