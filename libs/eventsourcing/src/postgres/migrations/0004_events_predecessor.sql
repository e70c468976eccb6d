-- Up Migration

-- An append looks at its predecessor's id: with it in the index no page of the table is read for that, however large the log is.
create unique index events_with_id on events (stream, revision) include (event_id);
alter table events drop constraint events_stream_revision_key;
alter table events add constraint events_stream_revision_key unique using index events_with_id;

-- Down Migration

alter table events drop constraint events_stream_revision_key;
alter table events add constraint events_stream_revision_key unique (stream, revision);
