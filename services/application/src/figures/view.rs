use super::fleet::{FleetGroup, fleet};
use crate::{Context, Failure};
use domain::kernel::calendar::SolarDate;
use projections::figures::{PaymentFigureRow, PermitFigureRow, RatingFigureRow, query};

/// A Solar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthOf {
    /// The year, such as 1405.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
}

impl MonthOf {
    /// As figures are kept by: `1405-09`.
    pub fn code(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }

    fn before(self) -> Self {
        if self.month == 1 { Self { year: self.year - 1, month: 12 } } else { Self { month: self.month - 1, ..self } }
    }
}

/// So many months are shown.
const SHOWN: usize = 12;

/// The figures.
#[derive(Debug, Clone)]
pub struct Figures {
    /// The months that are shown, this one last.
    pub months: Vec<MonthOf>,
    /// The fleet of today.
    pub fleet: Vec<FleetGroup>,
    /// Permits by month.
    pub permits: Vec<PermitFigureRow>,
    /// Payments by month.
    pub payments: Vec<PaymentFigureRow>,
    /// Ratings by month, those months only that have enough of them.
    pub ratings: Vec<RatingFigureRow>,
    /// From how many ratings on they are published.
    pub published_from: i64,
}

/// Everything that is counted, for everyone.
///
/// # Errors
/// Where the database does not answer.
pub async fn view(ctx: &Context) -> Result<Figures, Failure> {
    let solar = SolarDate::of(ctx.today());
    let this = MonthOf { year: solar.year, month: solar.month };
    let mut months: Vec<_> = std::iter::successors(Some(this), |month| Some(month.before())).take(SHOWN).collect();
    months.reverse();
    Ok(Figures {
        months,
        fleet: fleet(ctx).await?,
        permits: query::permits(ctx.pool()).await?,
        payments: query::payments(ctx.pool()).await?,
        ratings: ratings(ctx).await?,
        published_from: ctx.policy_now().feedback.published_from.into(),
    })
}

/// Ratings of months that have enough of them.
pub(super) async fn ratings(ctx: &Context) -> Result<Vec<RatingFigureRow>, Failure> {
    let enough = i64::from(ctx.policy_now().feedback.published_from);
    Ok(query::ratings(ctx.pool()).await?.into_iter().filter(|row| row.ratings() >= enough).collect())
}
