-- Time never runs back in the log and positions are dense, so a moment is found by halving; an entry
-- for every event in one more index is not needed.
DROP INDEX events_by_time;
