-- Who may sign in, and what they are trusted with. Names and addresses stay sealed.
CREATE TABLE accounts{next} (
    account_id uuid PRIMARY KEY,
    name       json,
    mobile     json NOT NULL,
    email      json,
    roles      text[] NOT NULL,
    opened_at  timestamptz NOT NULL
);
