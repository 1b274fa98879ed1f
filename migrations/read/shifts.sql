-- Who is at work in which car, and whether its place may be known.
CREATE TABLE shifts{next} (
    shift_id      uuid PRIMARY KEY,
    assignment_id uuid NOT NULL,
    vehicle_id    uuid NOT NULL,
    person_id     uuid NOT NULL,
    consent       boolean NOT NULL,
    started_at    timestamptz NOT NULL,
    ended_at      timestamptz
);
CREATE INDEX shifts_by_person{next} ON shifts{next} (person_id, started_at);
CREATE INDEX shifts_under_way{next} ON shifts{next} (started_at) WHERE ended_at IS NULL;
CREATE INDEX shifts_by_vehicle{next} ON shifts{next} (vehicle_id, started_at);
