-- Invoices: what is owed, by whom, and whether it is paid.
CREATE TABLE invoices{next} (
    invoice_id     uuid PRIMARY KEY,
    number         text NOT NULL,
    application_id uuid,
    account_id     uuid NOT NULL,
    person_id      uuid NOT NULL,
    items          json NOT NULL,
    -- What is owed, in Rial, less what a voucher took off.
    total          bigint NOT NULL,
    discount       bigint NOT NULL,
    voucher_id     uuid,
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
