//! The log, on a real PostgreSQL, under a random city's name.

mod append_only;
mod applicants;
mod commands;
mod earlier;
mod full;
mod inspections;
mod model;
mod notices;
mod payers;
mod personal;
mod points;
mod remembered;
mod silent;
mod stock;
mod support;
mod voices;
