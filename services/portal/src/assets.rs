//! Static files, part of the binary.

/// A static file.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Its name under `/assets/`.
    pub name: &'static str,
    /// The value of its `Content-Type` header.
    pub content_type: &'static str,
    /// Its text.
    pub body: &'static str,
}

/// Every static file of the portal.
pub const ASSETS: &[Asset] = &[
    Asset {
        name: "tokens.css",
        content_type: "text/css; charset=utf-8",
        body: include_str!("assets/tokens.css"),
    },
    Asset {
        name: "parvaneh.css",
        content_type: "text/css; charset=utf-8",
        body: include_str!("assets/parvaneh.css"),
    },
    Asset {
        name: "mark.svg",
        content_type: "image/svg+xml",
        body: include_str!("assets/mark.svg"),
    },
    Asset {
        name: "live.js",
        content_type: "text/javascript; charset=utf-8",
        body: include_str!("assets/live.js"),
    },
];
