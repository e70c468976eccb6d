-- Up Migration
-- Which official letter was opened.
ALTER TABLE access_log ADD COLUMN letter_id uuid;

-- Down Migration
ALTER TABLE access_log DROP COLUMN letter_id;
