-- Up Migration

-- People's accounts (账号). No name is in clear: details are sealed under the person's key, and the sign-in name is found by a keyed digest.
CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  agency text NOT NULL REFERENCES agencies (code),
  role text NOT NULL,
  person_id uuid NOT NULL,
  details jsonb NOT NULL,
  sign_in_digest bytea NOT NULL UNIQUE,
  password_hash text,
  state text NOT NULL CHECK (state IN ('invited', 'active', 'deactivated')),
  -- Digest of the one-time code; gone once it was used.
  invitation_digest bytea UNIQUE,
  invitation_expires_at timestamptz,
  -- Accepted or revived: an account that was not used since is dormant after a time.
  active_since timestamptz,
  last_sign_in_at timestamptz,
  previous_sign_in_at timestamptz,
  expires_at timestamptz
);
CREATE INDEX accounts_agency ON accounts (agency, id);

-- Data-use terms (数据使用约定) that an agency accepted: which version, who signed, when.
CREATE TABLE data_use_terms (
  agency text NOT NULL REFERENCES agencies (code),
  version text NOT NULL,
  accepted_at timestamptz NOT NULL,
  person_id uuid NOT NULL,
  -- Who signed, sealed under that person's key.
  signatory jsonb NOT NULL,
  PRIMARY KEY (agency, version)
);

-- Public keys of agencies' own systems, by which they sign in (private_key_jwt).
CREATE TABLE system_keys (
  id uuid PRIMARY KEY,
  agency text NOT NULL REFERENCES agencies (code),
  role text NOT NULL,
  thumbprint text NOT NULL,
  jwk jsonb NOT NULL,
  registered_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX system_keys_agency ON system_keys (agency, role, id);
CREATE UNIQUE INDEX system_keys_thumbprint ON system_keys (thumbprint);
