-- Up Migration
-- Which paper was opened. Readings recorded before do not say it.
ALTER TABLE access_log ADD COLUMN paper_id uuid;
-- For an erasure: drafts that are sealed for a person.
CREATE INDEX notice_drafts_person ON notice_drafts ((content #>> '{$sealed,person}'));

-- Down Migration
DROP INDEX notice_drafts_person;
ALTER TABLE access_log DROP COLUMN paper_id;
