-- Up Migration
-- Who read a person's details, when, why, and as which party (查阅记录). Never updated, never deleted.
CREATE TABLE access_log (
  id uuid PRIMARY KEY,
  read_at timestamptz NOT NULL,
  account text NOT NULL,
  agency text NOT NULL,
  role text NOT NULL,
  request_id uuid NOT NULL,
  what text NOT NULL,
  relation text NOT NULL
);
CREATE INDEX access_log_request ON access_log (request_id, read_at);
