-- Up Migration
-- Which row of the roster (律师名册) an account of a lawyer is. NULL: no lawyer's, or a lawyer's from before this was asked.
ALTER TABLE accounts ADD COLUMN lawyer_id uuid REFERENCES lawyers;
-- One way in for each lawyer.
CREATE UNIQUE INDEX accounts_lawyer ON accounts (lawyer_id) WHERE state <> 'deactivated';

-- Down Migration
DROP INDEX accounts_lawyer;
ALTER TABLE accounts DROP COLUMN lawyer_id;
