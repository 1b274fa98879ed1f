//! What passengers say, what becomes of it, and what everyone may know.

mod complaint_pages;
mod complaints;
mod figures;
mod polls;
mod shifts;
