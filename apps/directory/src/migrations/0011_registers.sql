-- Up Migration
-- Registers are read in an order that people look things up by: the page behind a row begins where the index does.
CREATE INDEX law_firms_by_name ON law_firms (name, id);
CREATE INDEX stations_by_place ON stations (division, township, name, id);
CREATE INDEX aid_workers_by_place ON aid_workers (division, coalesce(township, ''), coalesce(village, ''), id);

-- Down Migration
DROP INDEX law_firms_by_name, stations_by_place, aid_workers_by_place;
