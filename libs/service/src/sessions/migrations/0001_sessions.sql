-- Up Migration

-- Signed-in browsers. Ephemeral: no backup holds them, and a restored platform begins with nobody signed in.
CREATE TABLE sessions (
  -- SHA-256 of the cookie's value: who reads this table cannot act as anybody.
  digest bytea PRIMARY KEY,
  account text NOT NULL,
  principal jsonb NOT NULL,
  -- What the person's own page shows, sealed under a key that only the cookie gives.
  details jsonb NOT NULL,
  signed_in_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_account ON sessions (account);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

-- Accounts that were stopped or changed: who was signed in before that instant has no session from it any more.
CREATE TABLE endings (
  account text PRIMARY KEY,
  ended_at timestamptz NOT NULL
);
CREATE INDEX endings_ended_at ON endings (ended_at);

-- What the embedded issuer keeps between two requests (codes, interactions, grants), by the digest of its id.
CREATE TABLE issuer_payloads (
  model text NOT NULL,
  digest bytea NOT NULL,
  payload jsonb NOT NULL,
  grant_id text,
  uid text,
  consumed_at timestamptz,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (model, digest)
);
CREATE INDEX issuer_payloads_grant ON issuer_payloads (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX issuer_payloads_uid ON issuer_payloads (uid) WHERE uid IS NOT NULL;
CREATE INDEX issuer_payloads_expires_at ON issuer_payloads (expires_at);

-- Attempts to sign in that failed, by a keyed digest of the account's name or of the client's address.
CREATE TABLE failed_attempts (
  digest bytea PRIMARY KEY,
  -- Failures before waiting begins.
  forgiven integer NOT NULL,
  failures integer NOT NULL,
  last_failed_at timestamptz NOT NULL,
  -- No attempt before this instant is looked at.
  blocked_until timestamptz NOT NULL,
  -- Whether the last attempt came too early.
  refused boolean NOT NULL
);
CREATE INDEX failed_attempts_last ON failed_attempts (last_failed_at);
