//! The public face of the service: pages, and the JSON API over the same use cases.
//!
//! **Architecture invariant.** A handler extracts, calls one use case and maps its answer; it holds
//! no SQL and no business rule. Every route stands in [`routes::all`], with who may call it, so
//! that a test can try each as everybody.

pub mod api;
pub mod assets;
pub mod pages;
pub mod routes;
pub mod views;
pub mod web;

pub use web::metrics::{Figures, Rendering, serve_metrics};
pub use web::server::{Options, serve};
