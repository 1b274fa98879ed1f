-- Agencies, and who or what belongs to them. Where an agency's premises are stays sealed.
CREATE TABLE agencies{next} (
    agency_id     uuid PRIMARY KEY,
    licence_id    uuid NOT NULL,
    person_id     uuid NOT NULL,
    -- Who manages it.
    account_id    uuid NOT NULL,
    name          text NOT NULL,
    premises      json NOT NULL,
    registered_at timestamptz NOT NULL,
    position      bigint NOT NULL
);
CREATE TABLE affiliations{next} (
    affiliation_id uuid PRIMARY KEY,
    agency_id      uuid NOT NULL,
    agency_name    text NOT NULL,
    vehicle_id     uuid,
    person_id      uuid,
    -- The permit with which a driver joins.
    licence_id     uuid,
    -- offered, joined, declined or ended.
    state          text NOT NULL,
    offered_at     timestamptz NOT NULL,
    joined_at      timestamptz,
    ended_at       timestamptz,
    position       bigint NOT NULL
);
CREATE INDEX agencies_by_account{next} ON agencies{next} (account_id);
CREATE INDEX affiliations_by_agency{next} ON affiliations{next} (agency_id, offered_at) WHERE ended_at IS NULL;
CREATE INDEX affiliations_by_vehicle{next} ON affiliations{next} (vehicle_id) WHERE ended_at IS NULL;
CREATE INDEX affiliations_by_person{next} ON affiliations{next} (person_id) WHERE ended_at IS NULL;
