//! The log, on a real PostgreSQL, under a random city's name.

mod append_only;
mod commands;
mod personal;
mod stock;
mod support;
