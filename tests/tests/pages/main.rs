//! Pages for people, as a browser without a screen gets them.

mod history;
mod install;
mod links;
mod platform;
