-- Up Migration
-- Dated reference values: what thresholds and standards are, from which day, by which document. A value is never changed or removed; the
-- approved one with the latest first day holds, and of two with the same day the one approved later.
CREATE TABLE reference_values (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  division text NOT NULL,
  value numeric(16, 4) NOT NULL CHECK (value >= 0),
  unit text NOT NULL CHECK (unit IN ('fen', 'number')),
  valid_from date NOT NULL,
  source text NOT NULL,
  source_on date NOT NULL,
  status text NOT NULL CHECK (status IN ('entered', 'approved', 'rejected')),
  -- Opaque accounts: two people, never one (双人复核).
  entered_by text NOT NULL,
  decided_by text CHECK (decided_by <> entered_by),
  -- Order of decisions.
  decision bigint
);
CREATE SEQUENCE reference_value_decisions;
CREATE INDEX reference_values_in_force ON reference_values (kind, division, valid_from DESC, decision DESC) WHERE status = 'approved';
CREATE INDEX reference_values_status ON reference_values (status, id);

-- Down Migration
DROP TABLE reference_values;
DROP SEQUENCE reference_value_decisions;
