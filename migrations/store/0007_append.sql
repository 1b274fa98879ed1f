-- A whole batch in one call, and so in one round trip: the lock, the checks under it, the rows. Each
-- statement of the function sees what was committed when it began, so the checks that follow the
-- lock never read a stale snapshot.
--
-- One element of `commands`, `hmacs`, `kinds`, `ids`, `sequences`, `sizes`, `times`, `actors`,
-- `correlations` and `causations` is one request. `event_requests`, `take_requests`,
-- `release_requests`, `key_requests` and `blob_requests` say, from 1, which request an event, a claim
-- that is taken, claims that are released, a new key or a document belong to. No two requests have the same command, aggregate,
-- claim or key.
--
-- `verdicts`: 0 appended, 1 done before, 2 its command id is another request's, 3 decided on another
-- state than the log's, 4 a claim is another's (`scopes` says which). `firsts` and `lasts`: what the
-- first one of a repeated command wrote. `head`: the position before the batch.
CREATE FUNCTION append(
    commands uuid[], hmacs bytea[], kinds text[], ids text[], sequences bigint[], sizes integer[], times timestamptz[],
    actors text[], correlations uuid[], causations uuid[],
    event_requests integer[], event_sequences bigint[], event_ids uuid[], event_types text[], event_versions text[],
    payloads text[], metadatas text[], salts bytea[],
    take_requests integer[], take_scopes text[], take_values bytea[],
    release_requests integer[], release_scopes text[],
    key_requests integer[], key_subjects uuid[], key_versions integer[], key_wraps bytea[],
    blob_requests integer[], blob_addresses text[], blob_subjects uuid[], blob_keys integer[], blob_seals bytea[],
    OUT head bigint, OUT verdicts smallint[], OUT scopes text[], OUT firsts bigint[], OUT lasts bigint[]
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    head_time timestamptz;
    new_time  timestamptz;
    written   bigint;
    met       record;
BEGIN
    SELECT position, recorded_at INTO head, head_time FROM log_head FOR UPDATE;

    -- Lateral, so that each look-up is one descent of an index whatever the statistics said when the
    -- plan was made.
    SELECT array_agg((CASE
               WHEN done.request_hmac = asked.hmac THEN 1
               WHEN done.request_hmac IS NOT NULL THEN 2
               WHEN coalesce(newest.sequence, 0) <> asked.sequence THEN 3
               ELSE 0 END)::smallint ORDER BY asked.n),
           array_agg(done.first_position ORDER BY asked.n),
           array_agg(done.last_position ORDER BY asked.n)
    INTO verdicts, firsts, lasts
    FROM unnest(commands, hmacs, kinds, ids, sequences) WITH ORDINALITY AS asked (command_id, hmac, kind, id, sequence, n)
    LEFT JOIN LATERAL (
        SELECT c.request_hmac, c.first_position, c.last_position FROM commands c WHERE c.command_id = asked.command_id LIMIT 1
    ) AS done ON true
    LEFT JOIN LATERAL (
        SELECT e.sequence FROM events e WHERE e.aggregate_type = asked.kind AND e.aggregate_id = asked.id
        ORDER BY e.sequence DESC LIMIT 1
    ) AS newest ON true;

    FOR met IN
        SELECT asked.request FROM unnest(key_requests, key_subjects) AS asked (request, subject)
        WHERE EXISTS (SELECT 1 FROM subject_keys k WHERE k.subject = asked.subject)
    LOOP
        IF verdicts[met.request] = 0 THEN verdicts[met.request] := 3; END IF;
    END LOOP;
    FOR met IN
        SELECT asked.request, asked.scope FROM unnest(take_requests, take_scopes, take_values) AS asked (request, scope, value)
        JOIN LATERAL (
            SELECT c.aggregate_id FROM claims c WHERE c.scope = asked.scope AND c.value = asked.value LIMIT 1
        ) AS holder ON holder.aggregate_id <> ids[asked.request]
    LOOP
        IF verdicts[met.request] = 0 THEN
            verdicts[met.request] := 4;
            scopes[met.request] := met.scope;
        END IF;
    END LOOP;
    IF 0 <> ALL (verdicts) THEN RETURN; END IF;

    DELETE FROM claims USING unnest(release_requests, release_scopes) AS freed (request, scope)
    WHERE verdicts[freed.request] = 0 AND claims.scope = freed.scope AND claims.aggregate_id = ids[freed.request];
    INSERT INTO claims (scope, value, aggregate_id)
    SELECT taken.scope, taken.value, ids[taken.request]
    FROM unnest(take_requests, take_scopes, take_values) AS taken (request, scope, value)
    WHERE verdicts[taken.request] = 0
    ON CONFLICT DO NOTHING;
    INSERT INTO subject_keys (subject, version, wrapped)
    SELECT minted.subject, minted.version, minted.wrapped
    FROM unnest(key_requests, key_subjects, key_versions, key_wraps) AS minted (request, subject, version, wrapped)
    WHERE verdicts[minted.request] = 0;

    INSERT INTO blobs (address, subject, key, sealed)
    SELECT kept.address, kept.subject, kept.key, kept.sealed
    FROM unnest(blob_requests, blob_addresses, blob_subjects, blob_keys, blob_seals) AS kept (request, address, subject, key, sealed)
    WHERE verdicts[kept.request] = 0
    ON CONFLICT DO NOTHING;

    INSERT INTO events (position, aggregate_type, aggregate_id, sequence, event_id, command_id, event_type, event_version,
        payload, metadata, actor_id, correlation_id, causation_id, salt, recorded_at)
    SELECT head + row_number() OVER story, asked.kind, asked.id, made.sequence, made.event_id, asked.command_id,
           made.event_type, made.event_version, made.payload::json, made.metadata::json, asked.actor, asked.correlation,
           -- Time in the log never runs backwards.
           asked.causation, made.salt, greatest(head_time, max(asked.at) OVER story)
    FROM unnest(event_requests, event_sequences, event_ids, event_types, event_versions, payloads, metadatas, salts)
         WITH ORDINALITY AS made (request, sequence, event_id, event_type, event_version, payload, metadata, salt, n)
    JOIN unnest(commands, kinds, ids, times, actors, correlations, causations)
         WITH ORDINALITY AS asked (command_id, kind, id, at, actor, correlation, causation, n) ON asked.n = made.request
    WHERE verdicts[made.request] = 0
    WINDOW story AS (ORDER BY made.n);
    GET DIAGNOSTICS written = ROW_COUNT;

    INSERT INTO commands (command_id, request_hmac, first_position, last_position)
    SELECT asked.command_id, asked.hmac, head + sum(asked.size) OVER story - asked.size + 1, head + sum(asked.size) OVER story
    FROM unnest(commands, hmacs, sizes) WITH ORDINALITY AS asked (command_id, hmac, size, n)
    WHERE verdicts[asked.n] = 0
    WINDOW story AS (ORDER BY asked.n);

    SELECT greatest(head_time, max(asked.at)) INTO new_time
    FROM unnest(times) WITH ORDINALITY AS asked (at, n) WHERE verdicts[asked.n] = 0;
    UPDATE log_head SET position = head + written, recorded_at = new_time;
END $$;
