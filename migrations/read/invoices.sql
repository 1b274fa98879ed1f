-- Invoices: what is owed, by whom, and whether it is paid.
CREATE TABLE invoices{next} (
    invoice_id     uuid PRIMARY KEY,
    number         text NOT NULL,
    application_id uuid,
    account_id     uuid NOT NULL,
    person_id      uuid NOT NULL,
    items          json NOT NULL,
    -- Rial.
    total          bigint NOT NULL,
    due_on         date NOT NULL,
    bill_id        text,
    payment_ref    text,
    tariff_version text NOT NULL,
    state          text NOT NULL,
    -- The payment that paid it.
    payment_id     uuid,
    issued_at      timestamptz NOT NULL,
    closed_at      timestamptz,
    position       bigint NOT NULL
);
CREATE INDEX invoices_by_account{next} ON invoices{next} (account_id, issued_at);
CREATE INDEX invoices_by_application{next} ON invoices{next} (application_id);
