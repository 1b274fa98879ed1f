//! Things break, and nothing that was promised is lost. The real program, a database cluster that
//! waits for its disk, and clients who write down what they were promised.
//!
//! With `PARVANEH_FAULTS=long` the kills are many.

mod city;
mod claims;
mod clients;
mod clock;
mod counts;
mod disk;
mod fares;
mod figures;
mod full;
mod invariants;
mod journal;
mod kills;
mod network;
mod oracle;
mod pair;
mod payer;
mod poison;
mod private;
mod proxy;
mod slow;
mod stop;
mod taxi;
mod told;

/// Whether the long form was asked for.
fn long() -> bool {
    std::env::var("PARVANEH_FAULTS").is_ok_and(|form| form == "long")
}
