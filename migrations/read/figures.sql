-- What happened in each Solar month of Tehran's calendar, in numbers that name nobody.
CREATE TABLE figure_permits{next} (
    month   text NOT NULL,
    subject text NOT NULL,
    issued  integer NOT NULL,
    renewed integer NOT NULL,
    PRIMARY KEY (month, subject)
);
CREATE TABLE figure_payments{next} (
    month    text NOT NULL,
    purpose  text NOT NULL,
    payments integer NOT NULL,
    -- Rial.
    amount   bigint NOT NULL,
    PRIMARY KEY (month, purpose)
);
CREATE TABLE figure_ratings{next} (
    month text PRIMARY KEY,
    one   integer NOT NULL,
    two   integer NOT NULL,
    three integer NOT NULL,
    four  integer NOT NULL,
    five  integer NOT NULL
);
