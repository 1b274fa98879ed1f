use crate::input::Faults;
use crate::{Context, Failure};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{Days, NaiveDate, TimeZone};
use domain::kernel::text::canonical;
use domain::licensing::licence::Standing;
use projections::register::query::{self, After, AsOf, Search};
use projections::register::{LicenceRow, VehicleRow};
use uuid::Uuid;

/// What is looked for, checked.
#[derive(Debug, Clone)]
pub struct SearchInput {
    search: Search,
    on: Option<NaiveDate>,
    after: Option<After>,
    limit: i64,
}

impl SearchInput {
    /// Checks the words, standing, permit kind, agency, ISO day, cursor and page size (1 to 100).
    ///
    /// # Errors
    /// [`Failure::Invalid`] with every fault.
    pub fn parse(
        text: &str,
        status: &str,
        permit_kind: &str,
        agency: &str,
        on: &str,
        cursor: &str,
        limit: Option<i64>,
    ) -> Result<Self, Failure> {
        let mut faults = Faults::default();
        if text.chars().count() > 200 {
            faults.add("/search", "too-long");
        }
        let standing = match status.trim() {
            "" => None,
            word => faults.check("/status", "unknown-choice", Standing::parse(word).ok_or(())),
        };
        let on = match canonical(on).as_str() {
            "" => None,
            day => faults.check("/on", "not-a-date", day.parse()),
        };
        let after = match cursor {
            "" => None,
            cursor => faults.check("/cursor", "not-a-cursor", read_cursor(cursor).ok_or(())),
        };
        let limit = limit.unwrap_or(25);
        if !(1..=100).contains(&limit) {
            faults.add("/limit", "limit-out-of-range");
        }
        faults.refuse()?;
        let some = |text: &str| Some(canonical(text)).filter(|text| !text.is_empty());
        // People write a plate with spaces and the word ایران; the register's words hold it as 12ت345-79.
        let text = domain::kernel::Plate::parse(text).map_or_else(|_| text.to_owned(), |plate| plate.to_string());
        let search = Search { text, standing, permit_kind: some(permit_kind), agency: some(agency) };
        Ok(Self { search, on, after, limit })
    }
}

impl SearchInput {
    /// The words that are looked for.
    pub(crate) fn text(&self) -> &str {
        &self.search.text
    }

    /// Whether this is the beginning of an unfiltered list.
    pub(crate) fn is_first_page(&self) -> bool {
        self.after.is_none() && self.search.standing.is_none() && self.search.permit_kind.is_none() && self.search.agency.is_none()
    }
}

/// A licence of the register.
#[derive(Debug, Clone)]
pub struct Found {
    /// The licence.
    pub licence: LicenceRow,
    /// Its vehicle.
    pub vehicle: VehicleRow,
    /// What it is worth on the day that was asked for.
    pub standing: Standing,
}

/// A page of what was found.
#[derive(Debug, Clone)]
pub struct SearchPage {
    /// By number.
    pub found: Vec<Found>,
    /// How many there are in all.
    pub total: i64,
    /// The cursor of the next page.
    pub next: Option<String>,
    /// The day that was asked for, or today.
    pub on: NaiveDate,
}

/// Searches the register, as anyone may. With a day, every licence counts as it stood at that day's
/// end.
///
/// # Errors
/// Where the database does not answer.
pub async fn search(ctx: &Context, input: &SearchInput) -> Result<SearchPage, Failure> {
    let today = ctx.today();
    let as_of = match input.on {
        None => AsOf { day: today, until: None },
        Some(day) => AsOf { day, until: end_of(ctx, day) },
    };
    let mut found: Vec<Found> = query::search(ctx.pool(), &input.search, as_of, input.after.as_ref(), input.limit + 1)
        .await?
        .into_iter()
        .map(|(licence, vehicle, standing)| Found { licence, vehicle, standing })
        .collect();
    let total = query::count(ctx.pool(), &input.search, as_of).await?;
    let more = found.len() as i64 > input.limit;
    found.truncate(input.limit.unsigned_abs() as usize);
    let next = found.last().filter(|_| more).map(|last| write_cursor(&last.licence));
    Ok(SearchPage { found, total, next, on: as_of.day })
}

/// The last moment of a civil day.
fn end_of(ctx: &Context, day: NaiveDate) -> Option<chrono::DateTime<chrono::Utc>> {
    let midnight = day.checked_add_days(Days::new(1))?.and_hms_opt(0, 0, 0)?;
    let next = ctx.policy_now().timezone.from_local_datetime(&midnight).earliest()?;
    Some(next.to_utc() - chrono::TimeDelta::microseconds(1))
}

fn write_cursor(licence: &LicenceRow) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}\n{}", licence.licence_id, licence.number))
}

fn read_cursor(cursor: &str) -> Option<After> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (id, number) = text.split_once('\n')?;
    Some(After { number: number.to_owned(), licence_id: Uuid::parse_str(id).ok()? })
}
