//! What must hold of any log, checked on this one.

use crate::AuditError;
use event_store::history;
use serde::Serialize;
use sqlx::{Executor, PgConnection, PgPool, Row as _};

/// Events of one read.
const BATCH: i64 = 2_000;

/// One thing that was looked into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked into.
    pub name: &'static str,
    /// Whether all is well.
    pub ok: bool,
    /// What was found, in a sentence.
    pub detail: String,
}

/// A check by a query that gives what breaks the rule, in words, at most a few.
struct Rule {
    name: &'static str,
    holds: &'static str,
    breaches: &'static str,
}

const RULES: [Rule; 6] = [
    Rule {
        name: "positions are dense",
        holds: "positions run from 1 to the head without a hole",
        breaches: "/* invariants::dense */ SELECT format('%s events, positions %s to %s, head %s', count, first, last, head)
            FROM (SELECT count(*), coalesce(min(position), 1) AS first, coalesce(max(position), 0) AS last FROM events) AS log,
                 (SELECT max(position) AS head, count(*) AS heads FROM log_head) AS head
            WHERE count <> last OR first <> 1 OR last IS DISTINCT FROM head OR heads <> 1",
    },
    Rule {
        name: "sequences are contiguous",
        holds: "every aggregate's events count from 1 in the order of the log",
        breaches: "/* invariants::contiguous */ SELECT format('position %s: %s/%s has sequence %s for %s', position, aggregate_type, aggregate_id, sequence, expected)
            FROM (SELECT *, row_number() OVER (PARTITION BY aggregate_type, aggregate_id ORDER BY position) AS expected FROM events) AS counted
            WHERE sequence <> expected ORDER BY position LIMIT 5",
    },
    Rule {
        name: "commands cover their events",
        holds: "every event stands in the range of its command, and no command claims more",
        breaches: "/* invariants::covered */ (SELECT format('position %s: command %s does not cover it', e.position, e.command_id)
            FROM events e LEFT JOIN commands c USING (command_id)
            WHERE c.command_id IS NULL OR e.position NOT BETWEEN c.first_position AND c.last_position
            ORDER BY e.position LIMIT 5)
            UNION ALL
            (SELECT format('command %s claims %s to %s and has %s events', c.command_id, c.first_position, c.last_position, count(e.position))
            FROM commands c LEFT JOIN events e USING (command_id)
            GROUP BY c.command_id
            HAVING count(e.position) <> c.last_position - c.first_position + 1
                OR c.first_position < 1 OR c.last_position > (SELECT max(position) FROM log_head)
            ORDER BY c.first_position LIMIT 5)",
    },
    Rule {
        name: "time never runs backwards",
        holds: "no event was recorded before the one at the position before",
        breaches: "/* invariants::time */ (SELECT format('position %s: recorded at %s, after %s', position, recorded_at, before)
            FROM (SELECT position, recorded_at, lag(recorded_at) OVER (ORDER BY position) AS before FROM events) AS told
            WHERE recorded_at < before ORDER BY position LIMIT 5)
            UNION ALL
            (SELECT format('the head says %s, its event %s', h.recorded_at, e.recorded_at)
            FROM log_head h JOIN events e USING (position) WHERE h.recorded_at <> e.recorded_at)",
    },
    // As sets: for a few rows in order, an anti join may be planned as one search of the log a claim.
    Rule {
        name: "claims have holders",
        holds: "whatever must be unique is held by an aggregate of the log",
        breaches: "/* invariants::claims */ SELECT format('%s is held by %s, of which the log knows nothing', scope, aggregate_id)
            FROM (SELECT aggregate_id FROM claims EXCEPT SELECT aggregate_id FROM events ORDER BY 1 LIMIT 5) AS lost
                JOIN claims USING (aggregate_id)
            ORDER BY scope, aggregate_id LIMIT 5",
    },
    Rule {
        name: "reactors stand in the log",
        holds: "no reactor claims to have seen what has not happened",
        breaches: "/* invariants::reactors */ SELECT format('%s stands at %s', reactor, position)
            FROM reactor_checkpoints WHERE position < 0 OR position > (SELECT max(position) FROM log_head)
            ORDER BY reactor LIMIT 5",
    },
];

/// Checks the log's invariants, all as of one moment, so that appends meanwhile do no harm.
///
/// # Errors
/// Where the database does not answer. A broken invariant is no error.
pub async fn check(pool: &PgPool) -> Result<Vec<Check>, AuditError> {
    let mut tx = pool.begin().await?;
    tx.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?;
    let mut checks = Vec::new();
    for rule in &RULES {
        let mut breaches: Vec<String> = Vec::new();
        for row in sqlx::query(rule.breaches).fetch_all(&mut *tx).await? {
            breaches.push(row.try_get(0)?);
        }
        checks.push(verdict(rule.name, rule.holds, &breaches));
    }
    let (read, unreadable) = decode_all(&mut tx).await?;
    checks.push(verdict("every event can be read", &format!("{read} events decode"), &unreadable));
    tx.rollback().await?;
    Ok(checks)
}

fn verdict(name: &'static str, holds: &str, breaches: &[String]) -> Check {
    let ok = breaches.is_empty();
    Check { name, ok, detail: if ok { holds.to_owned() } else { breaches.join("; ") } }
}

/// Reads every event as this version of the software does, which refuses a payload of another type
/// than the one that stands beside it.
async fn decode_all(db: &mut PgConnection) -> Result<(i64, Vec<String>), AuditError> {
    let mut position = 0;
    let mut read = 0;
    let mut unreadable = Vec::new();
    loop {
        let events = history::after(db, position, BATCH).await?;
        let Some(last) = events.last() else { return Ok((read, unreadable)) };
        position = last.position;
        for event in &events {
            read += 1;
            if let Err(error) = event.decode()
                && unreadable.len() < 5
            {
                unreadable.push(format!("position {}: {error}", event.position));
            }
        }
    }
}
