-- Up Migration

-- Content of attachments (附件): what is known of it in clear. No name of a file and no hash stands here: those are the matter's events.
CREATE TABLE attachments (
  id uuid PRIMARY KEY,
  -- Which service's matter it belongs to, and under whose key it is sealed.
  service text NOT NULL,
  matter_id uuid NOT NULL,
  person_id uuid NOT NULL,
  size bigint NOT NULL,
  media_type text NOT NULL,
  -- Keyed digest of the request that began it: the same command with another body is refused.
  fingerprint text,
  -- When the owner is asked whether the matter still uses it; null once it is known to.
  settle_at timestamptz,
  -- True from the moment that its content is being destroyed.
  removing boolean NOT NULL DEFAULT false
);
CREATE INDEX attachments_settle ON attachments (service, settle_at) WHERE settle_at IS NOT NULL;
CREATE INDEX attachments_unsettled ON attachments (matter_id) WHERE settle_at IS NOT NULL;
CREATE INDEX attachments_person ON attachments (person_id);

-- One stored object each. The row is there before the object, so that no object is ever without a row.
CREATE TABLE chunks (
  object_id uuid PRIMARY KEY,
  attachment_id uuid NOT NULL REFERENCES attachments (id),
  number integer NOT NULL,
  stored boolean NOT NULL DEFAULT false,
  begun_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX chunks_stored ON chunks (attachment_id, number) WHERE stored;
CREATE INDEX chunks_attachment ON chunks (attachment_id);
CREATE INDEX chunks_unstored ON chunks (begun_at) WHERE NOT stored;
