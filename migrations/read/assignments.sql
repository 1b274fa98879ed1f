-- Who drives which car.
CREATE TABLE assignments{next} (
    assignment_id uuid PRIMARY KEY,
    vehicle_id    uuid NOT NULL,
    licence_id    uuid NOT NULL,
    person_id     uuid NOT NULL,
    shift         text NOT NULL,
    assigned_at   timestamptz NOT NULL,
    ended_at      timestamptz
);
CREATE INDEX assignments_by_vehicle{next} ON assignments{next} (vehicle_id, assigned_at);
CREATE INDEX assignments_by_person{next} ON assignments{next} (person_id, assigned_at);
