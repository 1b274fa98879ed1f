-- Fares that passengers paid, or are about to pay, by code. Amounts are in Rial.
CREATE TABLE fares{next} (
    payment_id uuid PRIMARY KEY,
    vehicle_id uuid NOT NULL,
    driver_id  uuid NOT NULL,
    -- The driver's share of the fare, the organisation's, and the tip, which is the driver's.
    driver     bigint NOT NULL,
    commission bigint NOT NULL,
    tip        bigint NOT NULL,
    state      text NOT NULL,
    begun_at   timestamptz NOT NULL,
    news_at    timestamptz NOT NULL,
    position   bigint NOT NULL
);
CREATE INDEX fares_by_driver{next} ON fares{next} (driver_id, news_at);
