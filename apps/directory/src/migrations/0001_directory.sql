-- Up Migration
CREATE TABLE agencies (
  code text PRIMARY KEY,
  kind text NOT NULL,
  division text NOT NULL,
  name text NOT NULL,
  name_en text NOT NULL,
  -- The name in the founding notice (藏政办发〔2010〕56号), where it is another one.
  notice_name text,
  active boolean NOT NULL DEFAULT true
);
CREATE INDEX agencies_kind ON agencies (kind, division, code);

CREATE TABLE lawyers (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL,
  firm text NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'suspended', 'inactive')),
  practice_years integer NOT NULL CHECK (practice_years >= 0),
  criminal_defence_years integer NOT NULL CHECK (criminal_defence_years >= 0),
  minors_trained boolean NOT NULL,
  languages text[] NOT NULL,
  divisions text[] NOT NULL,
  -- Name and telephone, sealed under the lawyer's own key.
  details jsonb NOT NULL
);
CREATE INDEX lawyers_firm ON lawyers (firm, id);
