-- Notices: who is to be told what, and whether it went out. Where one goes stays sealed.
CREATE TABLE notices{next} (
    notice_id      uuid PRIMARY KEY,
    -- None for a passenger who left a number.
    account_id     uuid,
    licence_id     uuid,
    application_id uuid,
    invoice_id     uuid,
    template       text NOT NULL,
    content        json NOT NULL,
    -- The number that it goes to, where that is not the account's own.
    mobile         json,
    state          text NOT NULL,
    -- Attempts so far.
    attempts       integer NOT NULL,
    -- By which way the last attempt went, and why it was in vain.
    channel        text,
    reason         text,
    prepared_at    timestamptz NOT NULL,
    -- When it is sent; none once that is over.
    next_at        timestamptz,
    closed_at      timestamptz,
    position       bigint NOT NULL
);
CREATE INDEX notices_due{next} ON notices{next} (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX notices_by_licence{next} ON notices{next} (licence_id);
CREATE INDEX notices_by_application{next} ON notices{next} (application_id);
CREATE INDEX notices_given_up{next} ON notices{next} (closed_at) WHERE state = 'undeliverable';
