//! A code as SVG: one path over a white ground, in units of one module.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode, Version};

/// Light modules that a reader needs on every side.
pub const QUIET_ZONE: usize = 4;

/// How much of a code may be unreadable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// About 7 %.
    L,
    /// About 15 %.
    M,
    /// About 25 %: stickers inside the car, inspectors' codes.
    Q,
    /// About 30 %: stickers on the outside.
    H,
}

/// Why a code was not drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// The text is longer than the largest code holds.
    #[error(
        "{bytes} bytes do not fit into a code at this level: shorten the text or choose a lower level"
    )]
    TooLong {
        /// The text's length.
        bytes: usize,
    },
}

/// A drawn code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrSvg {
    /// A standalone SVG document without size: it fills what it is put into.
    /// It carries no label; whoever shows it alone adds one beside it.
    pub svg: String,
    /// The code's version, 1 to 40.
    pub version: u8,
    /// Modules on each side, the quiet zone not counted.
    pub modules: usize,
    path: String,
}

impl QrSvg {
    /// Modules on each side of the drawing, the quiet zone included.
    pub const fn side(&self) -> usize {
        self.modules + 2 * QUIET_ZONE
    }

    /// The dark modules as the `d` of a path that begins at the quiet zone's corner.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The same document at a real size: millimetres for one module.
    pub fn with_module_mm(&self, module_mm: f64) -> String {
        let side = trim(module_mm * self.side() as f64);
        document(
            &self.path,
            self.side(),
            &format!(r#" width="{side}mm" height="{side}mm""#),
        )
    }
}

/// Draws `payload` in the smallest version that holds it at `level`.
///
/// Segments are mixed: the lower-case scheme in bytes, the rest alphanumeric.
pub fn qr_svg(payload: &str, level: Level) -> Result<QrSvg, RenderError> {
    let code = QrCode::with_error_correction_level(payload, level.into()).map_err(|_| {
        RenderError::TooLong {
            bytes: payload.len(),
        }
    })?;
    let modules = code.width();
    let version = match code.version() {
        Version::Normal(version) | Version::Micro(version) => version as u8,
    };
    let path = path(&code.into_colors(), modules);
    let svg = document(&path, modules + 2 * QUIET_ZONE, "");
    Ok(QrSvg {
        svg,
        version,
        modules,
        path,
    })
}

impl From<Level> for EcLevel {
    fn from(level: Level) -> Self {
        match level {
            Level::L => Self::L,
            Level::M => Self::M,
            Level::Q => Self::Q,
            Level::H => Self::H,
        }
    }
}

/// One rectangle for every run of dark modules in a row, all in one path, so
/// that a printer that smooths edges leaves no seams between rows.
fn path(colors: &[Color], modules: usize) -> String {
    let mut path = String::new();
    for (y, row) in colors.chunks(modules).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                write!(
                    path,
                    "M{} {}h{}v1h-{}z",
                    x + QUIET_ZONE,
                    y + QUIET_ZONE,
                    run.len(),
                    run.len()
                )
                .expect("a String takes everything that is written to it");
            }
            x += run.len();
        }
    }
    path
}

fn document(path: &str, side: usize, size: &str) -> String {
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg"{size} viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/><path d="{path}"/></svg>"##
    )
}

/// Millimetres with at most two decimals, without trailing zeros.
pub(crate) fn trim(millimetres: f64) -> String {
    let text = format!("{millimetres:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "8S6HXKDX1X7GYK6W";

    fn sticker(host: &str, level: Level) -> QrSvg {
        qr_svg(&format!("https://{host}/V/{CODE}"), level).unwrap()
    }

    #[test]
    fn a_short_host_gives_version_3_and_30_millimetres() {
        for host in [
            "QR.TAXI.IR",
            "TAXI.CITY.X",
            "TAXI.QAZVIN.IR",
            "TAXIS.QAZVIN.IR",
        ] {
            let qr = sticker(host, Level::Q);
            assert_eq!((qr.version, qr.modules, qr.side()), (3, 29, 37), "{host}");
            assert!(
                qr.with_module_mm(0.8)
                    .contains(r#"width="29.6mm" height="29.6mm" viewBox="0 0 37 37""#)
            );
        }
        assert_eq!(sticker("QR.TAXI.IR", Level::H).version, 4);
    }

    #[test]
    fn a_longer_host_gives_version_4() {
        let qr = sticker("TAXI.QAZVINCITY.IR", Level::Q);
        assert_eq!((qr.version, qr.modules, qr.side()), (4, 33, 41));
    }

    #[test]
    fn mixed_segments_are_used() {
        // In bytes alone a text of that length needs version 4.
        assert_eq!(sticker("TAXIS.QAZVIN.IR", Level::Q).version, 3);
        assert_eq!(qr_svg(&"x".repeat(42), Level::Q).unwrap().version, 4);
    }

    #[test]
    fn one_path_and_no_size() {
        let qr = sticker("QR.TAXI.IR", Level::Q);
        assert_eq!(qr.svg.matches("<path").count(), 1);
        assert!(!qr.svg.contains("mm\""));
        assert!(qr.svg.contains(qr.path()) && qr.path().starts_with("M4 4h7v1h-7z"));
    }

    #[test]
    fn too_much_is_refused() {
        assert_eq!(
            qr_svg(&"x".repeat(3000), Level::H),
            Err(RenderError::TooLong { bytes: 3000 })
        );
    }
}
