//! Reading the register.

use super::{LicenceRow, LicenceStateRow, VehicleRow};
use crate::ProjectionError;
use crate::model::fetch;
use chrono::{DateTime, NaiveDate, Utc};
use domain::kernel::text::canonical;
use domain::licensing::licence::Standing;
use sqlx::{PgPool, QueryBuilder};
use uuid::Uuid;

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words that must all occur in number, plate, make, model, company or agency.
    pub text: String,
    /// The standing on the day.
    pub standing: Option<Standing>,
    /// The permit kind.
    pub permit_kind: Option<String>,
    /// The agency, whole.
    pub agency: Option<String>,
}

/// On which day the register is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The civil day that dates are compared with.
    pub day: NaiveDate,
    /// The moment whose last state counts; the newest state where not given.
    pub until: Option<DateTime<Utc>>,
}

/// A place in the list, after which the next page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// The last row's number.
    pub number: String,
    /// The last row's id.
    pub licence_id: Uuid,
}

/// The standing of a row on the day `$day`: the SQL twin of `RecordedStanding::on`, which a test
/// holds it against.
const STANDING_ON: &str = "CASE
    WHEN s.standing NOT IN ('valid', 'suspended') THEN s.standing
    WHEN s.expires_on < d.day AND s.renewal_id IS NULL THEN 'expired'
    WHEN s.standing = 'suspended' AND coalesce(s.suspended_from <= d.day, true) AND coalesce(d.day <= s.suspended_until, true) THEN 'suspended'
    WHEN d.day < s.starts_on THEN 'not_yet_valid'
    ELSE 'valid' END";

/// A page of licences with their vehicles, by number.
///
/// # Errors
/// Where the database does not answer.
pub async fn search(
    pool: &PgPool,
    search: &Search,
    as_of: AsOf,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<(LicenceRow, VehicleRow, Standing)>, ProjectionError> {
    let mut sql = QueryBuilder::new("/* register::search */ SELECT to_json(l)::text, to_json(v)::text, ");
    sql.push(STANDING_ON).push(" AS standing_on ");
    from_where(&mut sql, search, as_of);
    if let Some(after) = after {
        sql.push(" AND (l.number, l.licence_id) > (").push_bind(after.number.clone()).push(", ").push_bind(after.licence_id).push(")");
    }
    sql.push(" ORDER BY l.number, l.licence_id LIMIT ").push_bind(limit);
    let rows: Vec<(String, String, String)> = sql.build_query_as().fetch_all(pool).await?;
    rows.iter()
        .map(|(licence, vehicle, standing)| {
            let licence = serde_json::from_str(licence).map_err(|source| ProjectionError::Row { table: "licences", source })?;
            let vehicle = serde_json::from_str(vehicle).map_err(|source| ProjectionError::Row { table: "vehicles", source })?;
            Ok((licence, vehicle, Standing::parse(standing).unwrap_or(Standing::Terminated)))
        })
        .collect()
}

/// Vehicles that are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FleetGroup {
    /// The permit kind.
    pub permit_kind: String,
    /// What they run on.
    pub fuel: Option<String>,
    /// The year of manufacture.
    pub year: Option<i32>,
    /// How many.
    pub vehicles: i64,
}

/// The vehicles whose licence is valid on a day, by permit kind, fuel and year.
///
/// # Errors
/// Where the database does not answer.
pub async fn fleet(pool: &PgPool, day: NaiveDate) -> Result<Vec<FleetGroup>, ProjectionError> {
    let mut sql = QueryBuilder::new("/* register::fleet */ SELECT s.permit_kind, v.fuel, v.year, count(DISTINCT v.vehicle_id) ");
    sql.push("FROM licences s JOIN vehicles v USING (vehicle_id) CROSS JOIN (SELECT ").push_bind(day).push("::date AS day) d ");
    sql.push("WHERE s.subject = 'vehicle' AND ").push(STANDING_ON).push(" = 'valid' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3");
    let rows: Vec<(String, Option<String>, Option<i32>, i64)> = sql.build_query_as().fetch_all(pool).await?;
    Ok(rows.into_iter().map(|(permit_kind, fuel, year, vehicles)| FleetGroup { permit_kind, fuel, year, vehicles }).collect())
}

/// How many licences a search finds.
///
/// # Errors
/// Where the database does not answer.
pub async fn count(pool: &PgPool, search: &Search, as_of: AsOf) -> Result<i64, ProjectionError> {
    let mut sql = QueryBuilder::new("/* register::count */ SELECT count(*) ");
    from_where(&mut sql, search, as_of);
    Ok(sql.build_query_scalar().fetch_one(pool).await?)
}

/// What each word of a text is looked for by.
fn like_words(text: &str) -> Vec<String> {
    let lower = canonical(text).to_lowercase();
    let escaped = |word: &str| word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    lower.split_whitespace().map(|word| format!("%{}%", escaped(word))).collect()
}

fn from_where(sql: &mut QueryBuilder<'_, sqlx::Postgres>, search: &Search, as_of: AsOf) {
    sql.push("FROM licences l JOIN vehicles v USING (vehicle_id) CROSS JOIN (SELECT ").push_bind(as_of.day).push("::date AS day) d ");
    match as_of.until {
        None => sql.push("JOIN licences s USING (licence_id) "),
        Some(until) => sql
            .push("JOIN LATERAL (SELECT * FROM licence_states p WHERE p.licence_id = l.licence_id AND p.recorded_at <= ")
            .push_bind(until)
            .push(" ORDER BY p.position DESC LIMIT 1) s ON true "),
    };
    // A driver's permit or an agency's licence is in the same table, and not everyone's to search.
    sql.push("WHERE l.subject = 'vehicle'");
    for word in like_words(&search.text) {
        sql.push(" AND l.words LIKE ").push_bind(word);
    }
    if let Some(kind) = &search.permit_kind {
        sql.push(" AND l.permit_kind = ").push_bind(kind.clone());
    }
    if let Some(agency) = &search.agency {
        sql.push(" AND l.agency = ").push_bind(agency.clone());
    }
    if let Some(standing) = search.standing {
        sql.push(" AND ").push(STANDING_ON).push(" = ").push_bind(standing.code());
    }
}

/// One licence.
///
/// # Errors
/// Where the database does not answer.
pub async fn licence(pool: &PgPool, licence_id: Uuid) -> Result<Option<LicenceRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* register::licence */ SELECT to_json(t)::text FROM licences t WHERE licence_id = $1").bind(licence_id);
    Ok(fetch(pool, query).await?.pop())
}

/// A vehicle's licences, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn licences_of(pool: &PgPool, vehicle_id: Uuid) -> Result<Vec<LicenceRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* register::licences_of */ SELECT to_json(t)::text FROM licences t
         WHERE vehicle_id = $1 AND subject = 'vehicle' ORDER BY issued_at DESC, licence_id",
    )
    .bind(vehicle_id);
    fetch(pool, query).await
}

/// A person's permits and licences, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn licences_held_by(pool: &PgPool, person_id: Uuid) -> Result<Vec<LicenceRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* register::licences_held_by */ SELECT to_json(t)::text FROM licences t WHERE person_id = $1 ORDER BY issued_at DESC, licence_id",
    )
    .bind(person_id);
    fetch(pool, query).await
}

/// The driver's permit of a number.
///
/// # Errors
/// Where the database does not answer.
pub async fn driver_permit(pool: &PgPool, number: &str) -> Result<Option<LicenceRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* register::driver_permit */ SELECT to_json(t)::text FROM licences t
         WHERE number = $1 AND subject = 'driver' ORDER BY issued_at DESC, licence_id LIMIT 1",
    )
    .bind(number);
    Ok(fetch(pool, query).await?.pop())
}

/// Vehicles that never had a licence, the newest first: they stand in no list of licences.
///
/// # Errors
/// Where the database does not answer.
pub async fn unlicensed(pool: &PgPool, text: &str, limit: i64) -> Result<Vec<VehicleRow>, ProjectionError> {
    let mut sql = QueryBuilder::new(
        "/* register::unlicensed */ SELECT to_json(v)::text FROM vehicles v
         WHERE NOT EXISTS (SELECT 1 FROM licences l WHERE l.vehicle_id = v.vehicle_id AND l.subject = 'vehicle')",
    );
    for word in like_words(text) {
        sql.push(" AND lower(concat_ws(' ', v.plate, v.vin, v.number, v.make, v.model, v.company, v.agency)) LIKE ").push_bind(word);
    }
    sql.push(" ORDER BY v.registered_at DESC, v.vehicle_id LIMIT ").push_bind(limit);
    fetch(pool, sql.build_query_scalar()).await
}

/// One vehicle.
///
/// # Errors
/// Where the database does not answer.
pub async fn vehicle(pool: &PgPool, vehicle_id: Uuid) -> Result<Option<VehicleRow>, ProjectionError> {
    let query = sqlx::query_scalar("/* register::vehicle */ SELECT to_json(t)::text FROM vehicles t WHERE vehicle_id = $1").bind(vehicle_id);
    Ok(fetch(pool, query).await?.pop())
}

/// Every state that a licence was in, the newest first.
///
/// # Errors
/// Where the database does not answer.
pub async fn states(pool: &PgPool, licence_id: Uuid) -> Result<Vec<LicenceStateRow>, ProjectionError> {
    let query = sqlx::query_scalar(
        "/* register::states */ SELECT to_json(t)::text FROM licence_states t WHERE licence_id = $1 ORDER BY position DESC",
    )
    .bind(licence_id);
    fetch(pool, query).await
}

/// The permit kinds that occur, sorted.
///
/// # Errors
/// Where the database does not answer.
pub async fn permit_kinds(pool: &PgPool) -> Result<Vec<String>, ProjectionError> {
    Ok(sqlx::query_scalar("/* register::permit_kinds */ SELECT DISTINCT permit_kind FROM licences WHERE subject = 'vehicle' ORDER BY permit_kind").fetch_all(pool).await?)
}
