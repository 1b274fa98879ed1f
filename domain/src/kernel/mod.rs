//! Values that every slice shares: numbers, marks and names that are checked once, at the edge.

pub mod bill;
pub mod calendar;
pub mod event;
pub mod mobile;
pub mod national_id;
#[cfg(test)]
pub(crate) mod pairs;
pub mod pii;
pub mod plate;
pub mod refusal;
pub mod rial;
pub mod sheba;
pub mod text;
pub mod upcast;
pub mod vin;

pub use bill::{BillId, PaymentId};
pub use event::{ClaimChange, LogEvent};
pub use mobile::Mobile;
pub use national_id::NationalId;
pub use pii::{Pii, Sealed};
pub use plate::Plate;
pub use refusal::Refusal;
pub use rial::Rial;
pub use sheba::Sheba;
pub use upcast::{DecodeError, Earlier};
pub use vin::Vin;
