-- Where a read model stands still, or a follow-up waits, and why. A row says something only for as long
-- as whoever it is about stands there: who has gone on is past it.
CREATE TABLE standstills (
    follower text PRIMARY KEY,
    position bigint NOT NULL,
    reason   text NOT NULL
);
