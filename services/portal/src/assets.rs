//! Static files, part of the binary.

/// A static file.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Its name under `/assets/`.
    pub name: &'static str,
    /// The value of its `Content-Type` header.
    pub content_type: &'static str,
    /// Its contents.
    pub body: &'static [u8],
}

const CSS: &str = "text/css; charset=utf-8";
const SVG: &str = "image/svg+xml";
const PNG: &str = "image/png";
/// The value of a script's `Content-Type` header.
pub const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Every static file of the portal. The pictures are drawn from the marks, which a test holds them
/// against.
pub const ASSETS: &[Asset] = &[
    Asset { name: "tokens.css", content_type: CSS, body: include_bytes!("assets/tokens.css") },
    Asset { name: "parvaneh.css", content_type: CSS, body: include_bytes!("assets/parvaneh.css") },
    Asset { name: "install.js", content_type: SCRIPT, body: include_bytes!("assets/install.js") },
    Asset { name: "live.js", content_type: SCRIPT, body: include_bytes!("assets/live.js") },
    Asset { name: "shift.js", content_type: SCRIPT, body: include_bytes!("assets/shift.js") },
    Asset { name: "mark.svg", content_type: SVG, body: include_bytes!("assets/mark.svg") },
    Asset { name: "mark-maskable.svg", content_type: SVG, body: include_bytes!("assets/mark-maskable.svg") },
    Asset { name: "icon-192.png", content_type: PNG, body: include_bytes!("assets/icon-192.png") },
    Asset { name: "icon-512.png", content_type: PNG, body: include_bytes!("assets/icon-512.png") },
    Asset { name: "icon-maskable-192.png", content_type: PNG, body: include_bytes!("assets/icon-maskable-192.png") },
    Asset { name: "icon-maskable-512.png", content_type: PNG, body: include_bytes!("assets/icon-maskable-512.png") },
];
