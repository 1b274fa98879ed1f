-- What passengers gave, and how it sums up for a vehicle.
CREATE TABLE ratings{next} (
    rating_id  uuid PRIMARY KEY,
    vehicle_id uuid NOT NULL,
    licence_id uuid NOT NULL,
    driver_id  uuid,
    stars      smallint NOT NULL,
    tags       text[] NOT NULL,
    comment    json,
    rated_at   timestamptz NOT NULL
);
CREATE TABLE vehicle_ratings{next} (
    vehicle_id uuid PRIMARY KEY,
    ratings    integer NOT NULL,
    stars      integer NOT NULL
);
CREATE INDEX ratings_by_vehicle{next} ON ratings{next} (vehicle_id, rated_at);
