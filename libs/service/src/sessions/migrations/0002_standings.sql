-- Up Migration

-- How agencies stood when the directory last told: people and systems of one that is not active are let in by nobody, whichever issuer
-- they come from, and what was given out before an agency changed its kind or division holds no more.
CREATE TABLE agency_standings (
  agency text PRIMARY KEY,
  kind text NOT NULL,
  division text NOT NULL,
  active boolean NOT NULL,
  -- When it changed last; NULL: never since it is known here.
  ended_at timestamptz
);
CREATE INDEX sessions_agency ON sessions ((principal ->> 'agency'));

-- By what its person names a session: the digest is of the cookie, and nobody's to see.
ALTER TABLE sessions ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX sessions_id ON sessions (id);

-- Down Migration
DROP INDEX sessions_id;
ALTER TABLE sessions DROP COLUMN id;
DROP INDEX sessions_agency;
DROP TABLE agency_standings;
