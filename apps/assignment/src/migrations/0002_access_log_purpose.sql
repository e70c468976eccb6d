-- Up Migration
-- Why was read, whether by one who handles the matter, and whose matter it was: who may look into this log follows from that.
-- Readings recorded before have none of it, and stay out of the institutions' and the audit's view.
ALTER TABLE access_log
  ADD COLUMN purpose text,
  ADD COLUMN assigned boolean,
  ADD COLUMN institution text,
  ADD COLUMN division text;
-- Ids are ordered by time, so that they page it.
CREATE INDEX access_log_institution ON access_log (institution, id);
CREATE INDEX access_log_account ON access_log (account, id);
CREATE INDEX access_log_matter ON access_log (request_id, id);
DROP INDEX access_log_request;

-- Down Migration
CREATE INDEX access_log_request ON access_log (request_id, read_at);
DROP INDEX access_log_matter;
DROP INDEX access_log_account;
DROP INDEX access_log_institution;
ALTER TABLE access_log DROP COLUMN purpose, DROP COLUMN assigned, DROP COLUMN institution, DROP COLUMN division;
