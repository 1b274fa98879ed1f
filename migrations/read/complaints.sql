-- Complaints, found by the hash of their tracking code, and what was written to passengers. Whatever
-- people wrote stays sealed.
CREATE TABLE complaints{next} (
    complaint_id     uuid PRIMARY KEY,
    tracking_sha256  text NOT NULL,
    vehicle_id       uuid NOT NULL,
    licence_id       uuid NOT NULL,
    driver_id        uuid,
    category         text NOT NULL,
    text             json NOT NULL,
    mobile           json,
    occurred_at      timestamptz,
    lodged_at        timestamptz NOT NULL,
    answer_by        date NOT NULL,
    -- What the driver was told, and by when an answer is due.
    account          json,
    driver_asked_at  timestamptz,
    driver_answer_by date,
    driver_answer    json,
    driver_heard_at  timestamptz,
    outcome          text,
    reason           text,
    note             json,
    resolved_at      timestamptz,
    state            text NOT NULL,
    position         bigint NOT NULL
);
CREATE TABLE complaint_answers{next} (
    position     bigint PRIMARY KEY,
    complaint_id uuid NOT NULL,
    text         json NOT NULL,
    answered_at  timestamptz NOT NULL
);
CREATE INDEX complaints_by_tracking{next} ON complaints{next} (tracking_sha256);
CREATE INDEX complaints_by_vehicle{next} ON complaints{next} (vehicle_id, lodged_at);
CREATE INDEX complaints_by_driver{next} ON complaints{next} (driver_id, driver_asked_at);
CREATE INDEX complaints_by_state{next} ON complaints{next} (state, answer_by);
CREATE INDEX complaint_answers_by_complaint{next} ON complaint_answers{next} (complaint_id, position);
