-- Up Migration
-- 志愿律师(援藏律师、1+1志愿律师): until when a lawyer from elsewhere serves here, and of which province. NULL: a lawyer of the region.
ALTER TABLE lawyers
  ADD COLUMN visiting_until date,
  ADD COLUMN visiting_from text,
  -- How the lawyer agreed to be told of offers, beside the browser, and in which language. The addresses are sealed with the details.
  ADD COLUMN told_by text[] NOT NULL DEFAULT '{}',
  ADD COLUMN told_in text NOT NULL DEFAULT 'zh';
ALTER TABLE lawyers ADD CONSTRAINT lawyers_visiting CHECK ((visiting_until IS NULL) = (visiting_from IS NULL));

-- Down Migration
ALTER TABLE lawyers DROP COLUMN visiting_until, DROP COLUMN visiting_from, DROP COLUMN told_by, DROP COLUMN told_in;
