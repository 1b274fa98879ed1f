-- The ledger, double entry: a journal for every event that moves money, and its lines. Amounts are in
-- Rial, a debit above zero, a credit below.
CREATE TABLE ledger_journals{next} (
    event_id    uuid PRIMARY KEY,
    kind        text NOT NULL,
    recorded_at timestamptz NOT NULL,
    position    bigint NOT NULL
);
CREATE TABLE ledger_entries{next} (
    event_id uuid NOT NULL,
    line     integer NOT NULL,
    account  text NOT NULL,
    position bigint NOT NULL,
    amount   bigint NOT NULL,
    PRIMARY KEY (event_id, line)
);
CREATE INDEX ledger_journals_by_position{next} ON ledger_journals{next} (position);
CREATE INDEX ledger_entries_by_account{next} ON ledger_entries{next} (account, position);
-- Looked at when the transaction ends, for a journal's lines come one after the other.
CREATE OR REPLACE FUNCTION ledger_must_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    journal uuid := coalesce(NEW.event_id, OLD.event_id);
    rest    numeric;
BEGIN
    EXECUTE format('SELECT sum(amount) FROM %s WHERE event_id = $1', TG_RELID::regclass) INTO rest USING journal;
    IF rest <> 0 THEN
        RAISE EXCEPTION 'the journal of event % is out of balance by % Rial', journal, rest;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entries_balance AFTER INSERT OR UPDATE OR DELETE ON ledger_entries{next}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_must_balance();
-- What stood there before the trigger did.
DO $$
BEGIN
    IF EXISTS (SELECT FROM ledger_entries{next} GROUP BY event_id HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'a journal is out of balance';
    END IF;
END $$;
