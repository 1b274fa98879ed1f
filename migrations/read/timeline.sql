-- Which events speak of a vehicle, a licence, a code or an account, beside those of its own.
CREATE TABLE timeline{next} (
    subject_id uuid NOT NULL,
    position   bigint NOT NULL,
    PRIMARY KEY (subject_id, position)
);
-- Which events speak of a ride: most of a log. One row each; what is asked of a licence or a code is
-- found by the vehicles that it stood for.
CREATE TABLE rides{next} (
    vehicle_id uuid NOT NULL,
    position   bigint NOT NULL,
    code_id    uuid NOT NULL,
    licence_id uuid NOT NULL,
    driver_id  uuid,
    PRIMARY KEY (vehicle_id, position)
);
CREATE TABLE vehicles_of{next} (
    -- A licence or a code.
    subject_id uuid NOT NULL,
    vehicle_id uuid NOT NULL,
    PRIMARY KEY (subject_id, vehicle_id)
);
CREATE INDEX rides_by_driver{next} ON rides{next} (driver_id, position) WHERE driver_id IS NOT NULL;
