-- Questions to passengers, and how many answered what on which day.
CREATE TABLE polls{next} (
    poll_id     uuid PRIMARY KEY,
    question_fa text NOT NULL,
    question_en text NOT NULL,
    choices     json NOT NULL,
    opens_on    date NOT NULL,
    closes_on   date NOT NULL,
    closed_on   date,
    answers     integer NOT NULL,
    opened_at   timestamptz NOT NULL
);
CREATE TABLE poll_days{next} (
    poll_id uuid NOT NULL,
    day     date NOT NULL,
    choice  text NOT NULL,
    answers integer NOT NULL,
    PRIMARY KEY (poll_id, day, choice)
);
CREATE INDEX polls_by_period{next} ON polls{next} (opens_on, closes_on);
