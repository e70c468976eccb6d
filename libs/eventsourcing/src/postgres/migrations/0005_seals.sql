-- Up Migration

-- The seal of every stored event, in the log's order. Kept apart from the events, so that changing one means changing both.
CREATE TABLE event_seals (
  position text COLLATE "C" PRIMARY KEY,
  ordinal bigint NOT NULL,
  stream text COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  event_id uuid NOT NULL,
  previous bytea,
  seal bytea NOT NULL,
  chain bytea NOT NULL,
  algorithm text NOT NULL
);
-- The newest seal of a stream.
CREATE INDEX event_seals_stream ON event_seals (stream, revision);

-- Signed heads of the whole log.
CREATE TABLE log_heads (
  number bigint PRIMARY KEY,
  events bigint NOT NULL,
  head text NOT NULL,
  signed_at timestamptz(3) NOT NULL
);

-- Heads that are told to others, who keep them as witnesses: an outbox. A position is drawn only inside an insert into this table.
CREATE TABLE witnessed_heads (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number bigint NOT NULL UNIQUE,
  head text NOT NULL,
  told_at timestamptz(3) NOT NULL
);

CREATE FUNCTION refuse_change_of_seals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'seals and heads are never changed or deleted' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER event_seals_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_seals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_seals();
CREATE TRIGGER log_heads_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_heads
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_seals();
CREATE TRIGGER witnessed_heads_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON witnessed_heads
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_seals();

-- Down Migration

DROP TABLE witnessed_heads, log_heads, event_seals;
DROP FUNCTION refuse_change_of_seals();
