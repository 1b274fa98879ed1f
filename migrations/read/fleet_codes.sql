-- The codes in the cars, and every token that was ever good.
CREATE TABLE fleet_codes{next} (
    code_id     uuid PRIMARY KEY,
    vehicle_id  uuid NOT NULL,
    purpose     text NOT NULL,
    generation  integer NOT NULL,
    key_version integer NOT NULL,
    issued_at   timestamptz NOT NULL
);
CREATE TABLE fleet_tokens{next} (
    token_sha256 text PRIMARY KEY,
    code_id      uuid NOT NULL,
    generation   integer NOT NULL
);
CREATE INDEX fleet_codes_by_vehicle{next} ON fleet_codes{next} (vehicle_id);
