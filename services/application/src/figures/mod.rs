//! What everyone may know of the city's taxis, in numbers that name nobody, and the same as files.

mod fleet;
mod open_data;
mod view;

pub use fleet::{AGES, FleetGroup};
pub use open_data::{DATASETS, Dataset, RegisterPages, table};
pub use view::{Figures, MonthOf, view};
