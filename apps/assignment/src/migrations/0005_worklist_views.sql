-- Up Migration
-- Named filters of a worklist (视图): each account's own within its agency.
CREATE TABLE worklist_views (
  id uuid PRIMARY KEY,
  account text NOT NULL,
  agency text NOT NULL,
  name text NOT NULL,
  filter jsonb NOT NULL,
  saved_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX worklist_views_name ON worklist_views (account, agency, name);

-- Down Migration
DROP TABLE worklist_views;
