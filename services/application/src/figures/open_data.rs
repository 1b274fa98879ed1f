//! The files of open data: their names, their columns, and their rows as CSV.

use super::fleet::fleet;
use super::view::ratings;
use crate::{Context, Failure};
use domain::kernel::calendar::SolarDate;
use projections::figures::query;
use projections::register::query::{After, AsOf, Search, search};

/// A file of open data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dataset {
    /// Its name, `fleet` for `/data/fleet.csv`.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: &'static [&'static str],
}

/// Every file.
pub const DATASETS: [Dataset; 5] = [
    Dataset {
        name: "register",
        columns: &[
            "licence_number", "permit_kind", "status", "plate", "make", "model", "year", "colour", "fuel", "company", "agency", "expires_on",
            "expires_on_jalali",
        ],
    },
    Dataset { name: "fleet", columns: &["permit_kind", "fuel", "year", "age", "past_threshold_age", "vehicles"] },
    Dataset { name: "permits", columns: &["month_jalali", "subject", "issued", "renewed"] },
    Dataset { name: "payments", columns: &["month_jalali", "purpose", "payments", "sum_rial"] },
    Dataset { name: "ratings", columns: &["month_jalali", "ratings", "one_star", "two_stars", "three_stars", "four_stars", "five_stars"] },
];

/// A row as CSV.
fn line<S: AsRef<[u8]>>(cells: impl IntoIterator<Item = S>) -> Result<Vec<u8>, Failure> {
    let internal = |error: &dyn std::fmt::Display| Failure::Internal(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells).map_err(|error| internal(&error))?;
    writer.into_inner().map_err(|error| internal(&error))
}

fn or_empty(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A file that is small enough to be made at once: every one but the register.
///
/// # Errors
/// [`Failure::NotFound`] where there is no such file.
pub async fn table(ctx: &Context, name: &str) -> Result<Vec<u8>, Failure> {
    let dataset = DATASETS.iter().find(|dataset| dataset.name == name).ok_or(Failure::NotFound)?;
    let mut csv = line(dataset.columns)?;
    let rows: Vec<Vec<String>> = match name {
        "fleet" => {
            let row = |group: super::FleetGroup| {
                vec![
                    group.permit_kind,
                    or_empty(group.fuel.map(|fuel| fuel.code())),
                    or_empty(group.year),
                    or_empty(group.age),
                    or_empty(group.past_threshold),
                    group.vehicles.to_string(),
                ]
            };
            fleet(ctx).await?.into_iter().map(row).collect()
        }
        "permits" => {
            let rows = query::permits(ctx.pool()).await?;
            rows.into_iter().map(|row| vec![row.month, row.subject.code().to_owned(), row.issued.to_string(), row.renewed.to_string()]).collect()
        }
        "payments" => {
            let rows = query::payments(ctx.pool()).await?;
            rows.into_iter().map(|row| vec![row.month, row.purpose, row.payments.to_string(), row.amount.to_string()]).collect()
        }
        "ratings" => {
            let row = |row: projections::figures::RatingFigureRow| {
                let counts = std::iter::once(row.ratings()).chain(row.by_stars()).map(|count| count.to_string());
                std::iter::once(row.month.clone()).chain(counts).collect()
            };
            ratings(ctx).await?.into_iter().map(row).collect()
        }
        _ => return Err(Failure::NotFound),
    };
    for row in rows {
        csv.extend(line(row)?);
    }
    Ok(csv)
}

/// So many licences are read at once.
const PAGE: i64 = 500;

/// The register as CSV, page by page, so that memory does not grow with it.
pub struct RegisterPages {
    ctx: Context,
    after: Option<After>,
    begun: bool,
    over: bool,
}

impl RegisterPages {
    /// From its beginning.
    pub fn new(ctx: &Context) -> Self {
        Self { ctx: ctx.clone(), after: None, begun: false, over: false }
    }

    /// The next rows; none where there are no more.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        if !self.begun {
            self.begun = true;
            return line(DATASETS[0].columns).map(Some);
        }
        if self.over {
            return Ok(None);
        }
        let as_of = AsOf { day: self.ctx.today(), until: None };
        let found = search(self.ctx.pool(), &Search::default(), as_of, self.after.as_ref(), PAGE).await?;
        self.over = found.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
        self.after = found.last().map(|(licence, ..)| After { number: licence.number.clone(), licence_id: licence.licence_id });
        let mut csv = Vec::new();
        for (licence, vehicle, standing) in found {
            csv.extend(line([
                licence.number,
                licence.permit_kind,
                standing.code().to_owned(),
                or_empty(vehicle.plate),
                or_empty(vehicle.make),
                or_empty(vehicle.model),
                or_empty(vehicle.year),
                or_empty(vehicle.colour),
                or_empty(vehicle.fuel.map(|fuel| fuel.code().to_owned()).or(vehicle.source_fuel)),
                or_empty(vehicle.company),
                or_empty(vehicle.agency),
                or_empty(licence.expires_on),
                or_empty(licence.expires_on.map(SolarDate::of)),
            ])?);
        }
        Ok(Some(csv))
    }
}
