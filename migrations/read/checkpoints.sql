-- Where each read model stands. The event's id is kept beside the position, so that an auditor can
-- tell a checkpoint that was moved by hand from one that a projection wrote.
CREATE TABLE checkpoints (
    model    text PRIMARY KEY,
    version  integer NOT NULL,
    position bigint NOT NULL,
    event_id uuid
);
