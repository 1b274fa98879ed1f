-- The batch is appended straight away: what the unique keys refuse anyway need not be looked up
-- first, and the look-ups were a third of what appending costs in the database. Whatever does not
-- fit aborts the whole batch, and the caller comes back with `careful`, which looks each request up
-- under the lock and says what is wrong with which one, as before.
--
-- Straight, an aggregate that exists is still looked up: a state that is ahead of the log, as after
-- a failover that lost commits, would leave a hole that no key refuses.
--
-- Parameters and answer are those of the function that this one replaces, and `careful` before them.
-- The state `P0A02` means: look. So does a violation of a unique key.
DROP FUNCTION append;
CREATE FUNCTION append(
    careful boolean,
    commands uuid[], hmacs bytea[], kinds text[], ids text[], sequences bigint[], firsts bigint[], lasts bigint[],
    event_kinds text[], event_aggregates text[], event_sequences bigint[], event_ids uuid[], event_commands uuid[], event_types text[],
    event_versions text[], payloads text[], metadatas text[], actors text[], correlations uuid[], causations uuid[], salts bytea[],
    times timestamptz[],
    take_requests integer[], take_scopes text[], take_values bytea[],
    release_requests integer[], release_scopes text[],
    key_requests integer[], key_subjects uuid[], key_versions integer[], key_wraps bytea[],
    blob_addresses text[], blob_subjects uuid[], blob_keys integer[], blob_seals bytea[],
    OUT head bigint, OUT verdicts smallint[], OUT scopes text[], OUT done_firsts bigint[], OUT done_lasts bigint[]
) LANGUAGE plpgsql
-- Plans are made once: to plan anew for every batch costs more than most of them. One that is made
-- while a table is small must still be good when it is large, so it goes by the indexes.
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
    head_time timestamptz;
    met       record;
    taken     bigint;
BEGIN
    SELECT position, recorded_at INTO head, head_time FROM log_head FOR UPDATE;

    IF NOT careful THEN
        verdicts := array_fill(0::smallint, ARRAY[cardinality(commands)]);
        IF 0 < ANY (sequences) AND EXISTS (
            SELECT 1 FROM unnest(kinds, ids, sequences) AS asked (kind, id, sequence)
            WHERE asked.sequence > 0 AND asked.sequence IS DISTINCT FROM (
                SELECT e.sequence FROM events e WHERE e.aggregate_type = asked.kind AND e.aggregate_id = asked.id
                ORDER BY e.sequence DESC LIMIT 1)
        ) THEN
            RAISE EXCEPTION 'a request was decided on another state than the log''s' USING ERRCODE = 'P0A02';
        END IF;
    ELSE
        -- Lateral, so that each look-up is one descent of an index whatever the statistics said when the
        -- plan was made.
        SELECT array_agg((CASE
                   WHEN done.request_hmac = asked.hmac THEN 1
                   WHEN done.request_hmac IS NOT NULL THEN 2
                   WHEN coalesce(newest.sequence, 0) <> asked.sequence THEN 3
                   ELSE 0 END)::smallint ORDER BY asked.n),
               array_agg(done.first_position ORDER BY asked.n),
               array_agg(done.last_position ORDER BY asked.n)
        INTO verdicts, done_firsts, done_lasts
        FROM unnest(commands, hmacs, kinds, ids, sequences) WITH ORDINALITY AS asked (command_id, hmac, kind, id, sequence, n)
        LEFT JOIN LATERAL (
            SELECT c.request_hmac, c.first_position, c.last_position FROM commands c WHERE c.command_id = asked.command_id
            ORDER BY c.command_id LIMIT 1
        ) AS done ON true
        LEFT JOIN LATERAL (
            SELECT e.sequence FROM events e WHERE e.aggregate_type = asked.kind AND e.aggregate_id = asked.id
            ORDER BY e.sequence DESC LIMIT 1
        ) AS newest ON true;

        IF cardinality(key_requests) > 0 THEN
            FOR met IN
                SELECT asked.request FROM unnest(key_requests, key_subjects) AS asked (request, subject)
                WHERE EXISTS (SELECT 1 FROM subject_keys k WHERE k.subject = asked.subject)
            LOOP
                IF verdicts[met.request] = 0 THEN verdicts[met.request] := 3; END IF;
            END LOOP;
        END IF;
        IF cardinality(take_requests) > 0 THEN
            FOR met IN
                SELECT asked.request, asked.scope FROM unnest(take_requests, take_scopes, take_values) AS asked (request, scope, value)
                JOIN LATERAL (
                    SELECT c.aggregate_id FROM claims c WHERE c.scope = asked.scope AND c.value = asked.value ORDER BY c.value LIMIT 1
                ) AS holder ON holder.aggregate_id <> ids[asked.request]
            LOOP
                IF verdicts[met.request] = 0 THEN
                    verdicts[met.request] := 4;
                    scopes[met.request] := met.scope;
                END IF;
            END LOOP;
        END IF;
        IF NOT 0 = ALL (verdicts) THEN RETURN; END IF;
    END IF;

    IF cardinality(release_requests) > 0 THEN
        DELETE FROM claims USING unnest(release_requests, release_scopes) AS freed (request, scope)
        WHERE claims.scope = freed.scope AND claims.aggregate_id = ids[freed.request];
    END IF;
    IF cardinality(take_requests) > 0 THEN
        INSERT INTO claims (scope, value, aggregate_id)
        SELECT wanted.scope, wanted.value, ids[wanted.request]
        FROM unnest(take_requests, take_scopes, take_values) AS wanted (request, scope, value)
        ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS taken = ROW_COUNT;
        IF NOT careful AND taken < cardinality(take_requests) THEN
            RAISE EXCEPTION 'a claim is there already' USING ERRCODE = 'P0A02';
        END IF;
    END IF;
    IF cardinality(key_requests) > 0 THEN
        INSERT INTO subject_keys (subject, version, wrapped)
        SELECT minted.subject, minted.version, minted.wrapped
        FROM unnest(key_subjects, key_versions, key_wraps) AS minted (subject, version, wrapped);
    END IF;
    IF cardinality(blob_addresses) > 0 THEN
        INSERT INTO blobs (address, subject, key, sealed)
        SELECT kept.address, kept.subject, kept.key, kept.sealed
        FROM unnest(blob_addresses, blob_subjects, blob_keys, blob_seals) AS kept (address, subject, key, sealed)
        ON CONFLICT DO NOTHING;
    END IF;

    INSERT INTO events (position, aggregate_type, aggregate_id, sequence, event_id, command_id, event_type, event_version,
        payload, metadata, actor_id, correlation_id, causation_id, salt, recorded_at)
    SELECT head + made.n, made.kind, made.id, made.sequence, made.event_id, made.command_id, made.event_type, made.event_version,
           made.payload::json, made.metadata::json, made.actor, made.correlation, made.causation, made.salt,
           -- Time in the log never runs backwards.
           greatest(head_time, made.at)
    FROM unnest(event_kinds, event_aggregates, event_sequences, event_ids, event_commands, event_types, event_versions, payloads, metadatas,
            actors, correlations, causations, salts, times)
         WITH ORDINALITY AS made (kind, id, sequence, event_id, command_id, event_type, event_version, payload, metadata, actor,
            correlation, causation, salt, at, n);
    INSERT INTO commands (command_id, request_hmac, first_position, last_position)
    SELECT asked.command_id, asked.hmac, head + asked.first, head + asked.last
    FROM unnest(commands, hmacs, firsts, lasts) AS asked (command_id, hmac, first, last);
    UPDATE log_head SET position = head + cardinality(times), recorded_at = greatest(head_time, times[cardinality(times)]);
END $$;
