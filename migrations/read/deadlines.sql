-- When something is due. A row stays, closed, when it is done or has become moot.
CREATE TABLE deadlines{next} (
    subject_id uuid NOT NULL,
    kind       text NOT NULL,
    -- The first civil day on which it is due.
    due_on     date NOT NULL,
    open       boolean NOT NULL,
    position   bigint NOT NULL,
    PRIMARY KEY (subject_id, kind)
);
CREATE INDEX deadlines_by_day{next} ON deadlines{next} (kind, due_on) WHERE open;
