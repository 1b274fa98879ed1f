-- Complaints, found by the hash of their tracking code.
CREATE TABLE complaints{next} (
    complaint_id    uuid PRIMARY KEY,
    tracking_sha256 text NOT NULL,
    vehicle_id      uuid NOT NULL,
    licence_id      uuid NOT NULL,
    category        text NOT NULL,
    text            json NOT NULL,
    mobile          json,
    occurred_at     timestamptz,
    lodged_at       timestamptz NOT NULL,
    answer_by       date NOT NULL,
    state           text NOT NULL
);
CREATE INDEX complaints_by_tracking{next} ON complaints{next} (tracking_sha256);
CREATE INDEX complaints_by_vehicle{next} ON complaints{next} (vehicle_id, lodged_at);
