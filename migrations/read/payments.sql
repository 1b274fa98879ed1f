-- Payments, one an attempt, and what was last heard of them.
CREATE TABLE payments{next} (
    payment_id  uuid PRIMARY KEY,
    invoice_id  uuid,
    account_id  uuid,
    -- Sealed.
    mobile      json,
    -- Rial.
    amount      bigint NOT NULL,
    gateway     text NOT NULL,
    state       text NOT NULL,
    -- How often the gateway was asked in vain.
    asked       integer NOT NULL,
    -- When it was first asked in vain.
    doubted_at  timestamptz,
    reference   text,
    -- Sealed.
    card_masked json,
    -- Rial.
    fee         bigint,
    -- Why it was rejected, in the gateway's words.
    code        text,
    created_at  timestamptz NOT NULL,
    -- When anything was last heard of it.
    news_at     timestamptz NOT NULL,
    position    bigint NOT NULL
);
CREATE INDEX payments_by_invoice{next} ON payments{next} (invoice_id, created_at);
CREATE INDEX payments_by_account{next} ON payments{next} (account_id, created_at);
CREATE INDEX payments_by_news{next} ON payments{next} (state, news_at);
