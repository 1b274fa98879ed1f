-- What may be lost: losing it costs new sign-ins and nothing else. Replay ignores it.
CREATE TABLE sessions (
    secret_sha256 bytea PRIMARY KEY,
    session_id    uuid NOT NULL,
    account_id    uuid NOT NULL,
    csrf          text NOT NULL,
    bearer        boolean NOT NULL,
    expires_at    timestamptz NOT NULL
);

-- One-time codes by the HMAC of the address that they went to.
CREATE TABLE one_time_codes (
    address_hmac bytea PRIMARY KEY,
    code_hmac    bytea NOT NULL,
    attempts     integer NOT NULL,
    expires_at   timestamptz NOT NULL,
    locked_until timestamptz
);

-- How often something was done in a window, by an HMAC of who did it.
CREATE TABLE rate_limits (
    bucket     text NOT NULL,
    key_hmac   bytea NOT NULL,
    window_start timestamptz NOT NULL,
    uses       integer NOT NULL,
    PRIMARY KEY (bucket, key_hmac)
);
