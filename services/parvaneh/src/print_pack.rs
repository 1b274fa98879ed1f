//! Stickers on print sheets, as files.

use crate::fault::Fault;
use application::Context;
use application::fleet_codes::{Printable, sticker_address};
use i18n::Locale::{En, Fa};
use i18n::{digits, text, text_with};
use qr_templates::{
    Plate, Purpose, PurposeWords, STICKERS_PER_FILE, SheetWords, Sticker, StickerWords, file_count, qr_svg, sheet, sheet_name,
};
use std::fmt::Write as _;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

/// Writes a file per hundred codes and an index; tells how many files hold codes.
///
/// # Errors
/// Where the folder cannot be written, or the public address cannot stand in a code.
pub fn write(ctx: &Context, codes: &[Printable], out: &Path) -> Result<usize, Fault> {
    let fail = |error: std::io::Error| Fault::Usage(format!("--out {}: {error}", out.display()));
    // Each sticker is the key to a car's page: others on this machine need not see them.
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(out).map_err(fail)?;
    remove_earlier(out).map_err(fail)?;
    let words = words();
    let files = file_count(codes.len());
    for (number, codes) in (1..).zip(codes.chunks(STICKERS_PER_FILE)) {
        let stickers = codes.iter().map(|code| sticker(ctx, code)).collect::<Result<Vec<_>, _>>()?;
        std::fs::write(out.join(sheet_name(number)), sheet(&stickers, &words, number, files)).map_err(fail)?;
    }
    std::fs::write(out.join("index.html"), index(codes)).map_err(fail)?;
    Ok(files)
}

/// Sheets of an earlier run: left over, they would be printed again.
fn remove_earlier(out: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(out)? {
        let entry = entry?;
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix("stickers-")?.strip_suffix(".html"));
        if number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit())) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn sticker(ctx: &Context, printable: &Printable) -> Result<Sticker, Fault> {
    let Printable { token, code, vehicle, licence } = printable;
    let purpose = match code.purpose {
        domain::fleet::code::Purpose::Inside => Purpose::Inside,
    };
    let address = sticker_address(ctx, token)?;
    let qr = qr_svg(&address, purpose.level()).map_err(|error| Fault::Usage(format!("PARVANEH_PUBLIC_URL: {error}")))?;
    let known = [&vehicle.make, &vehicle.model, &vehicle.colour];
    let known: Vec<&str> = known.into_iter().flatten().map(String::as_str).collect();
    let fa = |text: &str| digits(Fa, text);
    Ok(Sticker {
        number: fa(vehicle.number.as_deref().unwrap_or(&licence.number)),
        plate: vehicle.plate.as_ref().map(|plate| Plate {
            two_digits: fa(plate.two()),
            letter: plate.letter().to_owned(),
            three_digits: fa(plate.three()),
            region: fa(plate.region()),
        }),
        licence_number: fa(&licence.number),
        // A Latin name such as RAV4 keeps its digits.
        vehicle: known.join(" "),
        purpose,
        generation: code.generation.unsigned_abs(),
        qr,
        code_shown: token.grouped(),
    })
}

fn words() -> StickerWords {
    let fa = |key: &str| text(Fa, key);
    let purpose = |which: &str| PurposeWords {
        brand: fa(&format!("sticker-{which}-brand")),
        title: fa(&format!("sticker-{which}-title")),
        text: fa(&format!("sticker-{which}-text")),
        line_en: text(En, &format!("sticker-{which}-line")),
        place: fa(&format!("sticker-{which}-place")),
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
            title_en: text(En, "sheet-title"),
            file: fa("sheet-file"),
            page: fa("sheet-page"),
            scale: fa("sheet-scale"),
            scale_en: text(En, "sheet-scale"),
        },
    }
}

/// What lies in the folder: every file with its first and last number.
fn index(codes: &[Printable]) -> String {
    let title = text(Fa, "sheet-index-title");
    let count = |n: usize| text_with(Fa, "sheet-index-count", &[("n", i64::try_from(n).unwrap_or(i64::MAX).into())]);
    let mut html = format!(
        "<!doctype html>\n<html lang=\"fa\" dir=\"rtl\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n\
         <style>body{{font:16px/1.8 Vazirmatn,'Noto Sans Arabic',Tahoma,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n<p><strong>{}</strong></p>\n<ol>\n",
        count(codes.len()),
        text(Fa, "sheet-index-private"),
    );
    for (number, codes) in (1..).zip(codes.chunks(STICKERS_PER_FILE)) {
        let shown = |code: Option<&Printable>| code.map(|code| escape(&digits(Fa, &code.licence.number))).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(
            html,
            "<li><a href=\"{}\">{}</a>: <bdi>{}</bdi> – <bdi>{}</bdi></li>",
            sheet_name(number),
            count(codes.len()),
            shown(codes.first()),
            shown(codes.last()),
        );
    }
    html.push_str("</ol>\n</body>\n</html>\n");
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
