-- The log position that a session was opened at: what ends the sessions before it leaves those after it.
ALTER TABLE sessions ADD COLUMN position bigint NOT NULL DEFAULT 0;
-- The command that used a code up: the same command may show it again.
ALTER TABLE one_time_codes ADD COLUMN used_by uuid;
