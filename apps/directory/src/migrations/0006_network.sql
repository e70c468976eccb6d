-- Up Migration
-- What people need to find an institution (法律援助机构): public.
CREATE TABLE institution_profiles (
  agency text PRIMARY KEY REFERENCES agencies,
  address text NOT NULL,
  hotline text NOT NULL,
  opening_hours text NOT NULL,
  -- 无障碍接待设施
  accessible boolean NOT NULL,
  languages text[] NOT NULL
);

-- Legal-aid workstations (法律援助工作站), mostly at a township's judicial office (乡镇司法所).
CREATE TABLE stations (
  id uuid PRIMARY KEY,
  institution text NOT NULL REFERENCES agencies,
  division text NOT NULL,
  township text NOT NULL,
  name text NOT NULL,
  host text,
  address text NOT NULL,
  active_from date NOT NULL,
  active_to date CHECK (active_to > active_from)
);
CREATE INDEX stations_division ON stations (division, id);
CREATE INDEX stations_institution ON stations (institution);

-- People of the network: staff of stations, village liaisons (联络员), volunteers (志愿者).
CREATE TABLE aid_workers (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('station_staff', 'liaison', 'volunteer')),
  division text NOT NULL,
  township text,
  village text,
  station_id uuid REFERENCES stations,
  languages text[] NOT NULL,
  active_from date NOT NULL,
  active_to date CHECK (active_to > active_from),
  -- Name and telephone, sealed under the person's own key.
  details jsonb NOT NULL
);
CREATE INDEX aid_workers_place ON aid_workers (division, kind, id);
CREATE INDEX aid_workers_kind ON aid_workers (kind, id);
CREATE INDEX aid_workers_station ON aid_workers (station_id) WHERE station_id IS NOT NULL;

-- Duty rota of an institution's lawyers (值班律师): one lawyer, one place, one stretch of a day.
CREATE TABLE duty_shifts (
  id uuid PRIMARY KEY,
  institution text NOT NULL REFERENCES agencies,
  place_kind text NOT NULL CHECK (place_kind IN ('court', 'procuratorate', 'detention_centre', 'window', 'hotline')),
  place text NOT NULL,
  day date NOT NULL,
  -- HH:MM in Asia/Shanghai; a shift ends on its day.
  starts text NOT NULL,
  ends text NOT NULL CHECK (ends > starts),
  lawyer_id uuid NOT NULL REFERENCES lawyers,
  -- Why it was taken off the rota; null while it stands.
  cancelled_for text
);
CREATE INDEX duty_shifts_rota ON duty_shifts (institution, day, starts, id);
CREATE INDEX duty_shifts_lawyer ON duty_shifts (lawyer_id, day);

-- Down Migration
DROP TABLE duty_shifts, aid_workers, stations, institution_profiles;
