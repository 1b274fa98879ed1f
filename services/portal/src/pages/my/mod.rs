//! What belongs to the caller: the desk (کارتابل), licences, their certificates.

mod certificate;
mod desk;
mod fares;
mod licence;
mod shift;

pub use certificate::sheet;

use crate::routes::Endpoint;
use crate::views::my::CodeSquares;
use crate::views::LicenceStatus;
use application::applications::DocumentBytes;
use application::fleet_codes::DrawnCode;
use application::licences::HeldLicence;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use uuid::Uuid;

/// The pages of one's own.
pub fn endpoints() -> Vec<Endpoint> {
    [desk::endpoints(), fares::endpoints(), licence::endpoints(), certificate::endpoints(), shift::endpoints()].into_iter().flatten().collect()
}

/// The id in an address.
#[derive(Debug, Deserialize)]
struct IdPath {
    id: Uuid,
}

/// What a licence is worth, with what its holder is to notice in time.
fn status(held: &HeldLicence) -> LicenceStatus {
    if held.runs_out { LicenceStatus::Expiring } else { super::map::status(held.standing) }
}

/// A picture as an address that holds it whole: it goes with the page, onto paper and where there is
/// no network.
fn picture(photo: &DocumentBytes) -> String {
    format!("data:{};base64,{}", photo.media_type, STANDARD.encode(&photo.bytes))
}

fn squares(code: &DrawnCode) -> CodeSquares {
    CodeSquares { side: code.qr.side(), path: code.qr.path().to_owned() }
}
