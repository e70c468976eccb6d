-- Up Migration
-- Notices that are being written (草稿): their author's alone, sealed, and deleted some days after they were last saved.
CREATE TABLE notice_drafts (
  id uuid PRIMARY KEY,
  account text NOT NULL,
  agency text NOT NULL,
  revision integer NOT NULL,
  content jsonb NOT NULL,
  started_at timestamptz NOT NULL,
  saved_at timestamptz NOT NULL
);
CREATE INDEX notice_drafts_author ON notice_drafts (account, agency, saved_at);
CREATE INDEX notice_drafts_age ON notice_drafts (saved_at);

-- Down Migration
DROP TABLE notice_drafts;
