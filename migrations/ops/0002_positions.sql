-- Where cars were, as coarse as a grid's cell and a minute; swept after some days. Losing it costs the
-- map and nothing else.
CREATE TABLE vehicle_positions (
    shift_id   uuid NOT NULL,
    vehicle_id uuid NOT NULL,
    at         timestamptz NOT NULL,
    cell_y     integer NOT NULL,
    cell_x     integer NOT NULL,
    PRIMARY KEY (shift_id, at)
);
CREATE INDEX vehicle_positions_by_time ON vehicle_positions (at);
