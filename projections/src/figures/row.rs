use crate::model::{Row, Table};
use crate::register::SubjectKind;
use serde::{Deserialize, Serialize};

/// Permits of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermitFigureRow {
    /// The Solar month, such as `1405-09`.
    pub month: String,
    /// What they let serve.
    pub subject: SubjectKind,
    /// How many were issued.
    pub issued: i32,
    /// How many were renewed.
    pub renewed: i32,
}

impl Row for PermitFigureRow {
    const TABLE: Table = Table { name: "figure_permits", key: &["month", "subject"] };
    type Key = (String, SubjectKind);
    fn key(&self) -> Self::Key {
        (self.month.clone(), self.subject)
    }
}

/// Electronic payments of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentFigureRow {
    /// The Solar month.
    pub month: String,
    /// What was paid for: `invoice` or `fare`.
    pub purpose: String,
    /// How many succeeded.
    pub payments: i32,
    /// Their sum, in Rial.
    pub amount: i64,
}

impl Row for PaymentFigureRow {
    const TABLE: Table = Table { name: "figure_payments", key: &["month", "purpose"] };
    type Key = (String, String);
    fn key(&self) -> Self::Key {
        (self.month.clone(), self.purpose.clone())
    }
}

/// Ratings of a month, by their stars.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingFigureRow {
    /// The Solar month.
    pub month: String,
    /// How many gave one star.
    pub one: i32,
    /// ... two.
    pub two: i32,
    /// ... three.
    pub three: i32,
    /// ... four.
    pub four: i32,
    /// ... five.
    pub five: i32,
}

impl RatingFigureRow {
    /// How many gave so many stars, from one to five.
    pub fn by_stars(&self) -> [i64; 5] {
        [self.one, self.two, self.three, self.four, self.five].map(i64::from)
    }

    /// How many there are.
    pub fn ratings(&self) -> i64 {
        self.by_stars().iter().sum()
    }
}

impl Row for RatingFigureRow {
    const TABLE: Table = Table { name: "figure_ratings", key: &["month"] };
    type Key = String;
    fn key(&self) -> String {
        self.month.clone()
    }
}
