//! The lie that the fault tests must find out: an answer before the commit. No build for use has it.

use crate::StoreError;
use crate::append::{Care, append_with};
use crate::request::{Outcome, Request};
use sqlx::{Connection as _, PgConnection};

/// Appends a batch, answers, and only then commits.
pub(crate) async fn append(db: &mut PgConnection, batch: &mut [Request]) -> Result<Vec<Outcome>, StoreError> {
    let mut tx = db.begin().await?;
    let outcomes = append_with(Care::Looking, &mut tx, batch).await?;
    for (request, outcome) in batch.iter_mut().zip(&outcomes) {
        request.answer(Ok(*outcome));
    }
    tx.commit().await?;
    Ok(outcomes)
}
