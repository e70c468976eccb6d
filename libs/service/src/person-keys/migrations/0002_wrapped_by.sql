-- Up Migration

-- Which wrapping key a person's key is wrapped by; null: the master key itself.
ALTER TABLE keys ADD COLUMN wrapped_by text;

-- The key that wraps new persons' keys, in the one row there is; empty: the master key. A block of new keys holds the row while it is stored,
-- so that none is wrapped by a key that was retired meanwhile.
CREATE TABLE wrapping (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  key_id text NOT NULL
);

-- An erased key is gone from the table's pages soon, not when a fifth of the table is.
ALTER TABLE keys SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0);

-- Down Migration

ALTER TABLE keys RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);
DROP TABLE wrapping;
ALTER TABLE keys DROP COLUMN wrapped_by;
