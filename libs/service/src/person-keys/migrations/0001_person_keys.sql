-- Up Migration

-- Keys of persons, wrapped by the master key. A person is erased by deleting the row.
CREATE TABLE keys (
  person_id uuid PRIMARY KEY,
  algorithm text NOT NULL,
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
