//! What must hold of any log, by queries of our own.

use sqlx::PgConnection;

/// Looks for breaches; so many follow-ups are parked by the test itself.
pub async fn look(db: &mut PgConnection, parked: i64, breaches: &mut Vec<String>) {
    const PARKED: &str = "follow-ups were parked";
    const RULES: [(&str, &str); 9] = [
        ("positions are not dense", "SELECT count(*) FROM log_head WHERE position <> (SELECT count(*) FROM events) OR position <> (SELECT max(position) FROM events)"),
        ("sequences have gaps", "SELECT count(*) FROM (SELECT FROM events GROUP BY aggregate_type, aggregate_id HAVING min(sequence) <> 1 OR max(sequence) <> count(*)) AS gaps"),
        ("time ran back", "SELECT count(*) FROM (SELECT recorded_at < lag(recorded_at) OVER (ORDER BY position) AS back FROM events) AS told WHERE back"),
        ("commands without events, or the reverse", "SELECT count(*) FROM commands FULL JOIN (SELECT DISTINCT command_id FROM events) AS e USING (command_id) WHERE e.command_id IS NULL OR request_hmac IS NULL"),
        ("licensed cars without exactly one code", "SELECT count(*) FROM (SELECT payload->'LicenceIssued'->'subject'->'vehicle'->>'vehicle_id' AS car FROM events WHERE event_type = 'LicenceIssued') AS l
            WHERE car IS NOT NULL AND 1 <> (SELECT count(*) FROM events e WHERE e.event_type = 'FleetCodeIssued' AND e.payload->'FleetCodeIssued'->>'vehicle_id' = l.car)"),
        (PARKED, "SELECT count(*) FROM reactor_parked"),
        ("the ledger does not sum to zero", "SELECT count(*) FROM (SELECT sum(amount) AS rest FROM ledger_entries) AS l WHERE rest <> 0"),
        // As far as the ledger has come: whoever is asked after a minute succeeds at any moment.
        ("payments that succeeded without exactly one journal", "SELECT count(*) FROM events e WHERE event_type = 'PaymentSucceeded'
            AND e.position <= (SELECT position FROM checkpoints WHERE model = 'ledger') AND 1 <> (SELECT count(*) FROM ledger_journals j WHERE j.event_id = e.event_id)"),
        ("payments that succeeded more than once", "SELECT count(*) FROM (SELECT FROM events WHERE event_type = 'PaymentSucceeded' GROUP BY aggregate_id HAVING count(*) > 1) AS paid"),
    ];
    for (breach, sql) in RULES {
        let count: i64 = sqlx::query_scalar(sql).fetch_one(&mut *db).await.expect("reads");
        let expected = if breach == PARKED { parked } else { 0 };
        if count != expected {
            breaches.push(format!("{breach}: {count}"));
        }
    }
}
