-- What auditors filter by. Aggregates are found by the table's unique key.
DO $$
BEGIN
    CREATE INDEX events_by_type ON events (event_type, position);
    CREATE INDEX events_by_actor ON events (actor_id, position);
    CREATE INDEX events_by_correlation ON events (correlation_id);
    CREATE INDEX events_by_time ON events (recorded_at);
    CREATE INDEX claims_by_holder ON claims (aggregate_id);
END $$;
