-- Up Migration

-- Where each subscription stands, and under which epoch its owner may move it.
CREATE TABLE checkpoints (
  name text COLLATE "C" PRIMARY KEY,
  position text COLLATE "C",
  epoch bigint NOT NULL,
  owner text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

-- Items that a subscription could not handle. Neither content nor database messages are kept here.
CREATE TABLE dead_letters (
  subscription text COLLATE "C" NOT NULL,
  position text COLLATE "C" NOT NULL,
  item_id text NOT NULL,
  error text NOT NULL,
  attempts integer NOT NULL,
  state text NOT NULL CHECK (state IN ('halted', 'skipped', 'resolved')),
  reason text,
  first_at timestamptz NOT NULL DEFAULT now(),
  last_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (subscription, position)
);

-- Which version of a read model's table is queried; the previous one stays until the next switch.
CREATE TABLE read_models (
  name text COLLATE "C" PRIMARY KEY,
  active_version integer NOT NULL,
  previous_version integer,
  switched_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE workflow_state (
  workflow text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  state jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workflow, key)
);

CREATE TABLE workflow_timers (
  workflow text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  due_at timestamptz NOT NULL,
  set_by text NOT NULL,
  correlation_id text NOT NULL,
  PRIMARY KEY (workflow, key, name)
);
CREATE INDEX workflow_timers_due ON workflow_timers (workflow, due_at);

CREATE TABLE workflow_commands (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  command_id uuid NOT NULL UNIQUE,
  workflow text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  stream_type text NOT NULL,
  stream_id text NOT NULL,
  type text NOT NULL,
  data jsonb NOT NULL,
  division text NOT NULL,
  causation_id text NOT NULL,
  correlation_id text NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'refused')),
  outcome text,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT '-infinity',
  created_at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz
);
CREATE INDEX workflow_commands_pending ON workflow_commands (workflow, key, id) WHERE state = 'pending';
CREATE INDEX workflow_commands_order ON workflow_commands (workflow, id) WHERE state = 'pending';

-- What arrived from others. A position is drawn only inside an insert into this table.
CREATE TABLE inbox (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  topic text NOT NULL,
  message_key text NOT NULL,
  type text NOT NULL,
  time timestamptz(3) NOT NULL,
  subject text,
  data jsonb NOT NULL,
  extensions jsonb NOT NULL,
  received_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (source, id)
);

-- Down Migration

DROP TABLE inbox, workflow_commands, workflow_timers, workflow_state, read_models, dead_letters, checkpoints;
