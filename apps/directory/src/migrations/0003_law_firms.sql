-- Up Migration
CREATE TABLE law_firms (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  division text NOT NULL,
  -- Licence of the firm (律师事务所执业许可证号): public.
  licence text NOT NULL UNIQUE,
  active boolean NOT NULL
);
CREATE INDEX law_firms_division ON law_firms (division, id);

-- What was not asked before is null, or an empty list.
ALTER TABLE lawyers
  ADD COLUMN firm_id uuid REFERENCES law_firms,
  ADD COLUMN gender text CHECK (gender IN ('female', 'male')),
  ADD COLUMN specialities text[] NOT NULL DEFAULT '{}',
  ADD COLUMN status_reason text,
  ADD COLUMN status_since date;
CREATE INDEX lawyers_firm_id ON lawyers (firm_id) WHERE firm_id IS NOT NULL;
CREATE INDEX lawyers_divisions ON lawyers USING gin (divisions);

-- Who opened a person of the directory, when and what for (查阅记录). Never updated, never deleted.
CREATE TABLE access_log (
  id uuid PRIMARY KEY,
  read_at timestamptz NOT NULL,
  account text NOT NULL,
  agency text NOT NULL,
  role text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  purpose text NOT NULL
);
CREATE INDEX access_log_subject ON access_log (subject_kind, subject_id, read_at);

-- Down Migration
DROP TABLE access_log;
DROP INDEX lawyers_divisions;
ALTER TABLE lawyers
  DROP COLUMN firm_id, DROP COLUMN gender, DROP COLUMN specialities, DROP COLUMN status_reason, DROP COLUMN status_since;
DROP TABLE law_firms;
