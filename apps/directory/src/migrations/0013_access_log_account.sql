-- Up Migration
-- Who read what: by account and by subject, newest first. Ids are ordered by time.
CREATE INDEX access_log_account ON access_log (account, id);
DROP INDEX access_log_subject;
CREATE INDEX access_log_subject ON access_log (subject_id, id);

-- Down Migration
DROP INDEX access_log_subject;
CREATE INDEX access_log_subject ON access_log (subject_kind, subject_id, read_at);
DROP INDEX access_log_account;
