-- The register: vehicles, their licences, and every state that a licence was in.
CREATE TABLE vehicles{next} (
    vehicle_id    uuid PRIMARY KEY,
    plate         text,
    vin           text,
    vehicle_type  text NOT NULL,
    number        text,
    make          text,
    model         text,
    year          integer,
    colour        text,
    fuel          text,
    source_fuel   text,
    wheelchair    boolean,
    company       text,
    address       text,
    agency        text,
    management    text,
    source        text,
    source_key    text,
    warnings      json NOT NULL,
    -- The day on which it reaches its threshold age, whether it has, and whether it is worn out.
    threshold_on  date,
    past_threshold boolean NOT NULL,
    worn_out      boolean NOT NULL,
    registered_at timestamptz NOT NULL,
    position      bigint NOT NULL
);
CREATE TABLE licences{next} (
    licence_id      uuid PRIMARY KEY,
    subject         text NOT NULL,
    vehicle_id      uuid,
    person_id       uuid,
    agency_id       uuid,
    application_id  uuid,
    number          text NOT NULL,
    permit_kind     text NOT NULL,
    standing        text NOT NULL,
    source          text,
    source_status   text,
    ground          text,
    note            json,
    starts_on       date,
    expires_on      date,
    suspended_from  date,
    suspended_until date,
    -- The renewal that keeps it in force beyond its last valid day.
    renewal_id      uuid,
    issued_at       timestamptz NOT NULL,
    -- What the register is searched by: number, plate, make, model, company, agency, in lower case.
    words           text NOT NULL,
    agency          text,
    position        bigint NOT NULL
);
CREATE TABLE licence_states{next} (
    position        bigint PRIMARY KEY,
    licence_id      uuid NOT NULL,
    recorded_at     timestamptz NOT NULL,
    event_type      text NOT NULL,
    standing        text NOT NULL,
    ground          text,
    source_status   text,
    starts_on       date,
    expires_on      date,
    suspended_from  date,
    suspended_until date,
    renewal_id      uuid
);
CREATE INDEX vehicles_by_plate{next} ON vehicles{next} (plate);
CREATE INDEX licences_by_vehicle{next} ON licences{next} (vehicle_id);
CREATE INDEX licences_by_person{next} ON licences{next} (person_id);
CREATE INDEX licences_by_number{next} ON licences{next} (number, licence_id);
CREATE INDEX licence_states_by_licence{next} ON licence_states{next} (licence_id, position);
