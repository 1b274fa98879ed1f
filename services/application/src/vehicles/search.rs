use super::READERS;
use crate::register::{self, SearchInput, SearchPage};
use crate::{Actor, Context, Failure};
use projections::register::{VehicleRow, query};

/// Vehicles that wait for a licence are few; more than these are found by typing.
const WAITING: i64 = 25;

/// A page of the desk.
#[derive(Debug, Clone)]
pub struct DeskPage {
    /// Vehicles that never had a licence, the newest first; on the first page only.
    pub unlicensed: Vec<VehicleRow>,
    /// Licences with their vehicles, by number.
    pub licensed: SearchPage,
}

/// Finds vehicles as staff do: with those that have no licence yet.
///
/// # Errors
/// [`Failure::Forbidden`] for who is no staff of that kind.
pub async fn search(ctx: &Context, actor: &Actor, input: &SearchInput) -> Result<DeskPage, Failure> {
    actor.must_have(READERS)?;
    let licensed = register::search(ctx, input).await?;
    let unlicensed = match input.is_first_page() {
        true => query::unlicensed(ctx.pool(), input.text(), WAITING).await?,
        false => Vec::new(),
    };
    Ok(DeskPage { unlicensed, licensed })
}
