//! Points for fares that are paid by code: who has how many, and what the programme may still give.

pub mod account;
pub mod programme;
