-- Documents, sealed under their subject's key and written with the event that speaks of them. The
-- address is an HMAC of subject and bytes.
CREATE TABLE blobs (
    address text PRIMARY KEY,
    subject uuid NOT NULL,
    key     integer NOT NULL,
    sealed  bytea NOT NULL
);
