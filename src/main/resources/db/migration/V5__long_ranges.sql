-- "Since" asks for the end of a range, and the indexes of clinical dates are by its beginning. Nearly every range is a moment or a day, so its
-- beginning is close; the few longer ones are found by indexes of their own. docs/decisions/0007-later-than.md
CREATE INDEX resource_long ON resource (type, low, rid) WHERE high - low > '25:00:00'::interval AND NOT deleted;
CREATE INDEX code_long ON code_index (param, code, low NULLS FIRST, rid) INCLUDE (system, high) WHERE high - low > '25:00:00'::interval;
