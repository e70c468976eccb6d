-- Up Migration
-- Editions of a year's calendar (放假安排). An edition is never changed or removed: the highest of a calendar holds.
CREATE TABLE calendars (
  -- `national-2027`, `regional-540100-2027`
  id text NOT NULL,
  edition integer NOT NULL CHECK (edition >= 1),
  scope text NOT NULL CHECK (scope IN ('national', 'regional')),
  division text NOT NULL,
  year integer NOT NULL,
  -- The document that fixed it, and its day.
  basis text NOT NULL,
  issued_on date NOT NULL,
  days jsonb NOT NULL,
  PRIMARY KEY (id, edition)
);
CREATE INDEX calendars_of_division ON calendars (division, year, id, edition);

-- Down Migration
DROP TABLE calendars;
