-- Up Migration
-- The reader's division: an auditor sees the readings of the divisions audited. Readings recorded before have none, and stay out of that view.
ALTER TABLE access_log ADD COLUMN division text;
-- Ids are ordered by time, so that they page it.
CREATE INDEX access_log_agency ON access_log (agency, id);
CREATE INDEX access_log_division ON access_log (division, id);

-- Down Migration
DROP INDEX access_log_division;
DROP INDEX access_log_agency;
ALTER TABLE access_log DROP COLUMN division;
