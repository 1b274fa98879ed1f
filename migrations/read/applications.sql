-- Persons and what they apply for. Whatever is personal stays sealed.
CREATE TABLE persons{next} (
    person_id        uuid PRIMARY KEY,
    account_id       uuid,
    national_id      json NOT NULL,
    first_name       json NOT NULL,
    last_name        json NOT NULL,
    birth_date       json NOT NULL,
    declared         boolean NOT NULL,
    -- Whether passengers may see first name and photo, and where that photo lies.
    public_display   boolean NOT NULL,
    photo_address    text,
    photo_media_type text
);
CREATE TABLE applications{next} (
    application_id      uuid PRIMARY KEY,
    number              text NOT NULL,
    permit_kind         text NOT NULL,
    kind                text NOT NULL,
    account_id          uuid NOT NULL,
    person_id           uuid NOT NULL,
    licence_id          uuid,
    vehicle_id          uuid,
    stage               text NOT NULL,
    policy_version      text NOT NULL,
    consents            text[] NOT NULL,
    -- The documents that count: kind to id.
    documents           json NOT NULL,
    -- Of a renewal: the licence's last valid day, and what was found when it was sent.
    renews_after        date,
    in_time             boolean,
    unchanged           boolean,
    needs_officer       boolean,
    requested_questions text[] NOT NULL,
    requested_documents text[] NOT NULL,
    message             json,
    answer_by           date,
    review_by           date,
    reason              text,
    note                json,
    invoice_id          uuid,
    total               bigint,
    due_on              date,
    started_at          timestamptz NOT NULL,
    submitted_at        timestamptz,
    decided_at          timestamptz,
    ended_at            timestamptz,
    position            bigint NOT NULL
);
CREATE TABLE application_answers{next} (
    application_id uuid NOT NULL,
    question       text NOT NULL,
    answer         json NOT NULL,
    PRIMARY KEY (application_id, question)
);
CREATE TABLE application_documents{next} (
    document_id    uuid PRIMARY KEY,
    application_id uuid NOT NULL,
    kind           text NOT NULL,
    valid_until    date,
    media_type     text NOT NULL,
    bytes          bigint NOT NULL,
    address        text NOT NULL,
    uploaded_at    timestamptz NOT NULL,
    -- The document of an earlier application that it is.
    carried_from   uuid,
    verdict        text NOT NULL,
    reason         text,
    note           json
);
CREATE INDEX persons_by_account{next} ON persons{next} (account_id);
CREATE INDEX applications_by_account{next} ON applications{next} (account_id, started_at);
CREATE INDEX applications_by_stage{next} ON applications{next} (stage, review_by);
CREATE INDEX application_documents_by_application{next} ON application_documents{next} (application_id);
CREATE INDEX applications_by_licence{next} ON applications{next} (licence_id) WHERE licence_id IS NOT NULL;
