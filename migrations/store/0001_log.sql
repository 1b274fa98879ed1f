-- The log and all that shares its transaction. Names are unqualified: the connection's search_path
-- says which city's schema this is.
CREATE TABLE events (
    position       bigint PRIMARY KEY,
    aggregate_type text NOT NULL,
    aggregate_id   text NOT NULL,
    sequence       bigint NOT NULL CHECK (sequence > 0),
    event_id       uuid NOT NULL,
    command_id     uuid NOT NULL,
    event_type     text NOT NULL,
    event_version  text NOT NULL,
    -- json, not jsonb: the exact bytes are kept, since they will be hashed.
    payload        json NOT NULL,
    metadata       json NOT NULL,
    actor_id       text NOT NULL,
    correlation_id uuid NOT NULL,
    causation_id   uuid NOT NULL,
    salt           bytea NOT NULL CHECK (octet_length(salt) = 16),
    recorded_at    timestamptz NOT NULL,
    UNIQUE (aggregate_type, aggregate_id, sequence)
);

-- One row; its lock serialises appends, so positions are dense and append order is commit order.
CREATE TABLE log_head (
    single      boolean PRIMARY KEY DEFAULT true CHECK (single),
    position    bigint NOT NULL,
    recorded_at timestamptz NOT NULL
);

-- What was done, by command id: a repeat writes nothing.
CREATE TABLE commands (
    command_id     uuid PRIMARY KEY,
    request_hmac   bytea NOT NULL,
    first_position bigint NOT NULL,
    last_position  bigint NOT NULL
);

-- Uniqueness across aggregates. Values are HMACs.
CREATE TABLE claims (
    scope        text NOT NULL,
    value        bytea NOT NULL,
    aggregate_id text NOT NULL,
    PRIMARY KEY (scope, value)
);

-- A key per person, wrapped by the key-encryption key. A row without a key is an erased subject:
-- it stays, so that no new key can be minted for it.
CREATE TABLE subject_keys (
    subject uuid PRIMARY KEY,
    version integer NOT NULL,
    wrapped bytea
);

-- Numbers of a year, such as a licence's. Gaps are allowed.
CREATE TABLE counters (
    name  text PRIMARY KEY,
    value bigint NOT NULL
);

-- Who leads what, until when. The fencing number grows with every new leader.
CREATE TABLE leases (
    name       text PRIMARY KEY,
    holder     uuid NOT NULL,
    fencing    bigint NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE TABLE reactor_checkpoints (
    reactor  text PRIMARY KEY,
    position bigint NOT NULL
);

-- Commands of reactors that were refused: visible, never skipped in silence.
CREATE TABLE reactor_parked (
    reactor  text NOT NULL,
    position bigint NOT NULL,
    reason   text NOT NULL,
    PRIMARY KEY (reactor, position)
);

INSERT INTO log_head (position, recorded_at) VALUES (0, 'epoch');

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'P0A01';
END $$;
