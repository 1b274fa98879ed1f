-- Which events speak of a vehicle, a licence, a code or an account, beside those of its own.
CREATE TABLE timeline{next} (
    subject_id uuid NOT NULL,
    position   bigint NOT NULL,
    PRIMARY KEY (subject_id, position)
);
