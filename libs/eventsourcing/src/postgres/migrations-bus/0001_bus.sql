-- Up Migration

-- Messages of all topics, each a CloudEvent in JSON. `json`, not `jsonb`: what was written is what is read.
CREATE TABLE messages (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic text COLLATE "C" NOT NULL,
  message_key text COLLATE "C" NOT NULL,
  message json NOT NULL,
  published_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX messages_topic ON messages (topic, position);
CREATE INDEX messages_published ON messages (published_at);

-- Inserts take turns until their transactions end, so that positions become visible in their order and a reader that asks for what lies
-- behind its place skips nothing. Publishing is a transaction of its own, of one statement that holds many messages.
CREATE FUNCTION messages_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('xiezhi:bus:publish:' || TG_RELID, 0));
  RETURN NULL;
END
$$;
CREATE TRIGGER messages_in_turn BEFORE INSERT ON messages FOR EACH STATEMENT EXECUTE FUNCTION messages_in_turn();

-- How far each group (name: topic, space, group) has handled a topic, and under which epoch its owner may move it.
CREATE TABLE checkpoints (
  name text COLLATE "C" PRIMARY KEY,
  position text COLLATE "C",
  epoch bigint NOT NULL,
  owner text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

-- Down Migration

DROP TABLE checkpoints;
DROP TABLE messages;
DROP FUNCTION messages_in_turn();
