-- Up Migration
-- Erasures as a list, newest first, within the divisions of those who look over them: the division of who ordered it. A process of the
-- version before, which may run beside this one for a while, does not name it: the region's privacy officer ordered it.
ALTER TABLE erasures ADD COLUMN division text NOT NULL DEFAULT '540000';
UPDATE erasures e SET division = o.division FROM (
  SELECT stream, meta ->> 'division' AS division FROM events WHERE type = 'PersonErasureOrdered'
) o WHERE o.stream = 'person-' || e.person_id AND o.division IS NOT NULL;
CREATE INDEX erasures_newest ON erasures (ordered_at DESC, person_id DESC);
-- For the same reason.
ALTER TABLE reference_values ALTER COLUMN entered_at SET DEFAULT now();

-- Down Migration
ALTER TABLE reference_values ALTER COLUMN entered_at DROP DEFAULT;
DROP INDEX erasures_newest;
ALTER TABLE erasures DROP COLUMN division;
