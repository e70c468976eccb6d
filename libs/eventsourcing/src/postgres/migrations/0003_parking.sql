-- Up Migration

-- Keys of a consumer group whose messages wait for a person (`parked`) or to be handled again (`released`).
CREATE TABLE parked_keys (
  consumer_group text COLLATE "C" NOT NULL,
  topic text COLLATE "C" NOT NULL,
  message_key text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('parked', 'released')),
  reason text NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (consumer_group, topic, message_key)
);

-- The messages themselves, in the order in which they are to be handled. A skipped one stays, without its data, as the record of it.
CREATE TABLE parked_messages (
  id uuid PRIMARY KEY,
  ordinal bigint GENERATED ALWAYS AS IDENTITY,
  consumer_group text COLLATE "C" NOT NULL,
  topic text COLLATE "C" NOT NULL,
  message_key text COLLATE "C" NOT NULL,
  place text NOT NULL,
  message json NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'skipped')),
  reason text,
  parked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  settled_at timestamptz
);
CREATE INDEX parked_messages_waiting ON parked_messages (consumer_group, topic, message_key, ordinal) WHERE state = 'waiting';

-- Down Migration

DROP TABLE parked_messages;
DROP TABLE parked_keys;
