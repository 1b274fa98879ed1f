//! What the API promises, asked over HTTP of the whole service.

mod access;
mod deadlines;
mod failures;
mod feedback;
mod health;
mod history;
mod licensing;
mod register;
mod sign_in;
