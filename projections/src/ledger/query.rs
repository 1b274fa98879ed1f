//! Reading the ledger.

use crate::ProjectionError;
use domain::payments::ledger::LedgerAccount;
use sqlx::PgPool;

/// What stands on an account, in Rial: above zero a debit, below zero a credit.
///
/// # Errors
/// Where the database does not answer.
pub async fn balance(pool: &PgPool, account: &LedgerAccount) -> Result<i64, ProjectionError> {
    let sql = "/* ledger::balance */ SELECT coalesce(sum(amount), 0)::bigint FROM ledger_entries WHERE account = $1";
    Ok(sqlx::query_scalar(sql).bind(account.to_string()).fetch_one(pool).await?)
}

/// What is wrong with the ledger, in words, at most a few: journals out of balance, journals without
/// lines, lines without a journal. None where it balances, and so its sum is nothing at any position.
///
/// # Errors
/// Where the database does not answer.
pub async fn faults(pool: &PgPool) -> Result<Vec<String>, ProjectionError> {
    let sql = "/* ledger::faults */
        SELECT format('the journal of event %s is out of balance by %s Rial', event_id, sum(amount))
            FROM ledger_entries GROUP BY event_id HAVING sum(amount) <> 0
        UNION ALL
        SELECT format('the journal of event %s and its lines are not both there', event_id)
            FROM ledger_journals j FULL JOIN (SELECT DISTINCT event_id FROM ledger_entries) e USING (event_id)
            WHERE j.event_id IS NULL OR e.event_id IS NULL
        LIMIT 5";
    Ok(sqlx::query_scalar(sql).fetch_all(pool).await?)
}
