-- Up Migration

-- The event log. A position is drawn only inside an INSERT into this table: the feed's fence rests on it.
-- There is no index on event_id: ids are random, and what stands at (stream, revision) tells a repeated append from a conflict.
create table events (
  position bigint generated always as identity (cache 1) primary key,
  stream text collate "C" not null,
  revision integer not null check (revision >= 0),
  event_id uuid not null,
  type text not null,
  schema_version smallint not null,
  -- json, not jsonb: what was said is kept as it was said, and storing and reading it costs a fifth less.
  data json not null,
  meta json not null,
  recorded_at timestamptz(3) not null default clock_timestamp(),
  unique (stream, revision)
);

create function refuse_change_of_events() returns trigger language plpgsql as $$
begin
  raise exception 'events are never changed or deleted' using errcode = 'insufficient_privilege';
end $$;

create trigger events_are_append_only before update or delete or truncate on events
  for each statement execute function refuse_change_of_events();

-- Down Migration

drop table events;
drop function refuse_change_of_events();
