//! A code as its sticker shows it: the same drawing for the API, the pages and the print sheets.

use super::{DrawnCode, drawn};
use crate::{Context, Failure};
use domain::fleet::code::Purpose;
use i18n::{Locale, text};
use projections::fleet_codes::FleetCodeRow;
use projections::register::{LicenceRow, VehicleRow};
use qr_templates::{Plate, PurposeWords, SheetWords, Sticker, StickerWords};

/// What the sticker of a vehicle's code shows.
///
/// # Errors
/// [`Failure::Internal`] where the configured public address cannot stand in a code.
pub fn sticker(ctx: &Context, vehicle: &VehicleRow, licence: &LicenceRow, code: &FleetCodeRow) -> Result<Sticker, Failure> {
    let DrawnCode { token, qr } = drawn(ctx, code)?;
    let persian = |text: &str| i18n::digits(Locale::Fa, text);
    let words = [&vehicle.make, &vehicle.model, &vehicle.colour].into_iter().flatten().cloned();
    Ok(Sticker {
        number: vehicle.number.as_ref().unwrap_or(&licence.number).clone(),
        plate: vehicle.plate.as_ref().map(|plate| Plate {
            two_digits: persian(plate.two()),
            letter: plate.letter().to_owned(),
            three_digits: persian(plate.three()),
            region: persian(plate.region()),
        }),
        licence_number: licence.number.clone(),
        vehicle: words.collect::<Vec<_>>().join(" "),
        purpose: match code.purpose {
            Purpose::Inside => qr_templates::Purpose::Inside,
        },
        generation: code.generation.unsigned_abs(),
        qr,
        code_shown: token.grouped(),
    })
}

/// The words on every sticker and sheet: Persian, with one English line.
pub fn sticker_words() -> StickerWords {
    let fa = |key: &str| text(Locale::Fa, key);
    let en = |key: &str| text(Locale::En, key);
    let purpose = |name: &str| PurposeWords {
        brand: fa(&format!("sticker-{name}-brand")),
        title: fa(&format!("sticker-{name}-title")),
        text: fa(&format!("sticker-{name}-text")),
        line_en: en(&format!("sticker-{name}-line")),
        place: fa(&format!("sticker-{name}-place")),
    };
    StickerWords {
        organisation: fa("organisation"),
        telephone: fa("sticker-telephone"),
        iran: fa("sticker-iran"),
        plate: fa("sticker-plate"),
        number: fa("sticker-number"),
        licence: fa("sticker-licence"),
        generation: fa("sticker-generation"),
        inside: purpose("inside"),
        outside: purpose("outside"),
        sheet: SheetWords {
            title: fa("sheet-title"),
            title_en: en("sheet-title"),
            file: fa("sheet-file"),
            page: fa("sheet-page"),
            scale: fa("sheet-scale"),
            scale_en: en("sheet-scale"),
        },
    }
}
