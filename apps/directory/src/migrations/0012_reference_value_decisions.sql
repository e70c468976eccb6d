-- Up Migration
-- When a value was entered and decided, and why it was refused. What was recorded before tells it in the log.
ALTER TABLE reference_values
  ADD COLUMN entered_at timestamptz(3),
  ADD COLUMN decided_at timestamptz(3),
  ADD COLUMN reason text;
UPDATE reference_values v SET
  entered_at = (SELECT recorded_at FROM events WHERE stream = 'reference-value-' || v.id AND revision = 0),
  decided_at = (SELECT recorded_at FROM events WHERE stream = 'reference-value-' || v.id AND revision = 1);
UPDATE reference_values SET entered_at = now() WHERE entered_at IS NULL;
ALTER TABLE reference_values ALTER COLUMN entered_at SET NOT NULL;
-- Newest first, all of them or those that wait.
CREATE INDEX reference_values_newest ON reference_values (entered_at DESC, id DESC);
DROP INDEX reference_values_status;
CREATE INDEX reference_values_status ON reference_values (status, entered_at DESC, id DESC);

-- Down Migration
DROP INDEX reference_values_newest;
DROP INDEX reference_values_status;
ALTER TABLE reference_values DROP COLUMN entered_at, DROP COLUMN decided_at, DROP COLUMN reason;
CREATE INDEX reference_values_status ON reference_values (status, id);
