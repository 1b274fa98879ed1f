//! What every refusal of the domain can say of itself.

/// A command that was refused. Each slice's error enum implements it, so that the edge can render
/// any refusal in the reader's language.
pub trait Refusal: std::error::Error {
    /// A stable word for scripts and for the Fluent key `refusal-<code>`.
    fn code(&self) -> &'static str;
    /// The JSON pointer of the field at fault (`/ground`), where one is.
    fn pointer(&self) -> Option<&'static str> {
        None
    }
}
