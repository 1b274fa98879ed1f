-- Points: how many somebody has, how they came and went, and what was got for them.
CREATE TABLE reward_accounts{next} (
    reward_account_id uuid PRIMARY KEY,
    -- None while points wait for whoever left a mobile number.
    account_id        uuid,
    pending           integer NOT NULL,
    active            integer NOT NULL,
    -- Rial.
    rial_per_point    bigint NOT NULL,
    position          bigint NOT NULL
);
CREATE TABLE reward_movements{next} (
    event_id          uuid PRIMARY KEY,
    reward_account_id uuid NOT NULL,
    kind              text NOT NULL,
    points            integer NOT NULL,
    -- The first day on which earned points can be spent, and the last.
    active_on         date,
    expires_on        date,
    -- What was got for points.
    gift              text,
    recorded_at       timestamptz NOT NULL,
    position          bigint NOT NULL
);
CREATE TABLE reward_vouchers{next} (
    voucher_id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    -- Rial.
    value      bigint NOT NULL,
    -- The invoice that it was taken off.
    invoice_id uuid,
    position   bigint NOT NULL
);
CREATE TABLE reward_gifts{next} (
    redemption_id     uuid PRIMARY KEY,
    reward_account_id uuid NOT NULL,
    account_id        uuid NOT NULL,
    gift              text NOT NULL,
    -- Eight digits, which are said aloud.
    hand_over_code    text NOT NULL,
    redeemed_at       timestamptz NOT NULL,
    -- None while it waits.
    handed_over_at    timestamptz,
    position          bigint NOT NULL
);
CREATE INDEX reward_accounts_by_account{next} ON reward_accounts{next} (account_id);
CREATE INDEX reward_movements_by_account{next} ON reward_movements{next} (reward_account_id, position);
CREATE INDEX reward_vouchers_by_account{next} ON reward_vouchers{next} (account_id, position);
CREATE INDEX reward_gifts_by_account{next} ON reward_gifts{next} (account_id, position);
CREATE INDEX reward_gifts_by_code{next} ON reward_gifts{next} (hand_over_code);
CREATE INDEX reward_gifts_waiting{next} ON reward_gifts{next} (position) WHERE handed_over_at IS NULL;
