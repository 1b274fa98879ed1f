use crate::kernel::Refusal;

/// Nothing refuses the record of a look: the type has no values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccessError {}

impl Refusal for AccessError {
    fn code(&self) -> &'static str {
        match *self {}
    }
}
