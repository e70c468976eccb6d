-- Up Migration
-- Persons who were erased (个人信息删除登记): on whose decision, why, when the key was destroyed, and the certificate. Nothing in here says who
-- the person was.
CREATE TABLE erasures (
  person_id uuid PRIMARY KEY,
  ground text NOT NULL,
  -- Number (文号) of the written decision.
  decision text NOT NULL,
  ordered_at timestamptz NOT NULL,
  ordered_by text NOT NULL,
  ordered_by_agency text NOT NULL,
  key_destroyed_at timestamptz,
  -- When the write-ahead log, inbound topics and backups that may still hold the person lapse, as configured on that day.
  lapses json,
  certificate json,
  certified_at timestamptz
);
-- What a process that ended has yet to finish.
CREATE INDEX erasures_unfinished ON erasures (person_id) WHERE certified_at IS NULL;

-- A lawyer who was erased has no details any more.
ALTER TABLE lawyers ALTER COLUMN details DROP NOT NULL;
CREATE INDEX lawyers_person ON lawyers (person_id);
CREATE INDEX accounts_person ON accounts (person_id);
CREATE INDEX aid_workers_person ON aid_workers (person_id);
CREATE INDEX data_use_terms_person ON data_use_terms (person_id);

-- Down Migration
DROP INDEX data_use_terms_person;
DROP INDEX aid_workers_person;
DROP INDEX accounts_person;
DROP INDEX lawyers_person;
DROP TABLE erasures;
