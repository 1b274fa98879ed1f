-- Inspections of vehicles, ours and those that other registers know. Inspectors' notes stay sealed.
CREATE TABLE inspections{next} (
    inspection_id uuid PRIMARY KEY,
    vehicle_id    uuid NOT NULL,
    -- scheduled or pending, passed, failed, no_show.
    result        text NOT NULL,
    -- The day of the appointment, then of the inspection.
    on_day        date NOT NULL,
    defects       text[] NOT NULL,
    note          json,
    source        text,
    source_key    text,
    source_kind   text,
    source_result text,
    recorded_at   timestamptz NOT NULL,
    position      bigint NOT NULL
);
CREATE INDEX inspections_by_vehicle{next} ON inspections{next} (vehicle_id, on_day, position);
