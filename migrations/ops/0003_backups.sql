-- When a backup was taken, so that somebody notices when none is. Losing it costs the notice only.
CREATE TABLE backups (
    taken_at timestamptz PRIMARY KEY,
    position bigint NOT NULL
);
