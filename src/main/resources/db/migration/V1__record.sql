-- The record: current versions, superseded versions, and the search index.
-- Why each table is as it is: docs/storage.md and docs/decisions/0002-index-layout.md.

-- One number per resource. Nodes take blocks of numbers, so that a new resource's number is known before its row is.
CREATE SEQUENCE resource_rid INCREMENT BY 256;

-- What every node must agree on and nobody outside may know: the key that signs paging cursors.
CREATE TABLE installation (
    name  text PRIMARY KEY,
    value bytea NOT NULL
);

CREATE TABLE resource_type (
    id   smallint PRIMARY KEY,
    name text NOT NULL UNIQUE
);

-- The numbers by which index rows name a search parameter of a resource type.
CREATE TABLE search_parameter (
    id   smallint PRIMARY KEY,
    type text NOT NULL,
    code text NOT NULL,
    UNIQUE (type, code)
);

-- The current version of every resource; a deleted one keeps its row without a body.
-- Version 0 is a resource that others refer to and that has not been sent yet (ktr.references=off).
CREATE TABLE resource (
    rid      bigint PRIMARY KEY,
    patient  bigint,                       -- the patient compartment it is in
    low      timestamptz,                  -- its clinical date: first instant
    high     timestamptz,                  --                    last instant
    updated  timestamptz NOT NULL,
    position bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    version  integer NOT NULL,
    type     smallint NOT NULL,
    method   smallint NOT NULL,
    deleted  boolean NOT NULL,
    id       text COLLATE "C" NOT NULL,
    body     bytea,
    CONSTRAINT resource_identity UNIQUE (type, id)
);
ALTER TABLE resource ALTER body SET STORAGE EXTERNAL;      -- it comes compressed
CREATE INDEX resource_chart ON resource (patient, type, low NULLS FIRST, rid) WHERE patient IS NOT NULL AND NOT deleted;
CREATE INDEX resource_dated ON resource (type, low, rid) WHERE low IS NOT NULL AND NOT deleted;
CREATE INDEX resource_updated ON resource (type, updated, rid);

-- Superseded versions, insert-only.
CREATE TABLE resource_version (
    rid      bigint NOT NULL,
    updated  timestamptz NOT NULL,
    position bigint NOT NULL,
    version  integer NOT NULL,
    type     smallint NOT NULL,
    method   smallint NOT NULL,
    deleted  boolean NOT NULL,
    body     bytea,
    PRIMARY KEY (rid, version)
);
ALTER TABLE resource_version ALTER body SET STORAGE EXTERNAL;
CREATE INDEX resource_version_updated ON resource_version (type, updated, rid, version);

-- A resource that is in more patients' compartments than the column of its own row can say.
CREATE TABLE compartment_index (
    patient bigint NOT NULL,
    rid     bigint NOT NULL,
    low     timestamptz,
    type    smallint NOT NULL
);
CREATE INDEX compartment_chart ON compartment_index (patient, type, low NULLS FIRST, rid);
CREATE INDEX compartment_rid ON compartment_index (rid);

-- The parameter by which charts are read ("code"): with patient and date, so that "this patient, this code, newest
-- first" is one range of one index.
CREATE TABLE code_index (
    rid     bigint NOT NULL,
    patient bigint,
    low     timestamptz,
    high    timestamptz,
    system  bigint NOT NULL,               -- hash of the system's URI, 0 for none
    param   smallint NOT NULL,
    code    text COLLATE "C" NOT NULL,
    text    text
);
CREATE INDEX code_chart ON code_index (param, code, patient, low NULLS FIRST, rid) INCLUDE (system);
CREATE INDEX code_dated ON code_index (param, code, low NULLS FIRST, rid) INCLUDE (system, high);
CREATE INDEX code_rid ON code_index (rid);

CREATE TABLE token_index (
    rid    bigint NOT NULL,
    system bigint NOT NULL,
    param  smallint NOT NULL,
    code   text COLLATE "C" NOT NULL,
    text   text
);
CREATE INDEX token_value ON token_index (param, code, system, rid);
CREATE INDEX token_rid ON token_index (rid);

-- Strings (folded) and URIs (as they are).
CREATE TABLE string_index (
    rid   bigint NOT NULL,
    exact bigint NOT NULL,                 -- hash of the unfolded string
    param smallint NOT NULL,
    value text COLLATE "C" NOT NULL
);
CREATE INDEX string_value ON string_index (param, left(value, 100), rid);
CREATE INDEX string_rid ON string_index (rid);

CREATE TABLE date_index (
    rid   bigint NOT NULL,
    low   timestamptz NOT NULL,
    high  timestamptz NOT NULL,
    param smallint NOT NULL
);
CREATE INDEX date_low ON date_index (param, low, high, rid);
CREATE INDEX date_high ON date_index (param, high, rid);
CREATE INDEX date_rid ON date_index (rid);

-- Numbers and quantities; a quantity also in canonical UCUM units.
CREATE TABLE quantity_index (
    rid            bigint NOT NULL,
    low            double precision NOT NULL,
    high           double precision NOT NULL,
    system         bigint,
    code           bigint,
    unit           bigint,
    canonical      bigint,
    canonical_low  double precision,
    canonical_high double precision,
    param          smallint NOT NULL
);
CREATE INDEX quantity_value ON quantity_index (param, low, rid);
CREATE INDEX quantity_canonical ON quantity_index (param, canonical, canonical_low, rid) WHERE canonical IS NOT NULL;
CREATE INDEX quantity_rid ON quantity_index (rid);

-- References. target is the number of a local resource, or the negative hash of another URL.
-- param 0: a reference that no search parameter reads; it counts for referential integrity.
CREATE TABLE reference_index (
    rid    bigint NOT NULL,
    target bigint NOT NULL,
    param  smallint NOT NULL
);
CREATE INDEX reference_target ON reference_index (target, param, rid);
CREATE INDEX reference_rid ON reference_index (rid);

-- Composites: the first part as a code, the second as whatever it is.
CREATE TABLE composite_index (
    rid            bigint NOT NULL,
    system         bigint NOT NULL,
    system2        bigint,
    low            double precision,
    high           double precision,
    canonical      bigint,
    canonical_low  double precision,
    canonical_high double precision,
    from_time      timestamptz,
    to_time        timestamptz,
    param          smallint NOT NULL,
    code           text COLLATE "C" NOT NULL,
    code2          text COLLATE "C",
    unit           text COLLATE "C"
);
-- by the upper end: "more than 15" begins in the middle, "less than 15" at the start
CREATE INDEX composite_number ON composite_index (param, code, high NULLS FIRST, rid) WHERE low IS NOT NULL;
CREATE INDEX composite_code ON composite_index (param, code, code2, rid) WHERE low IS NULL;
CREATE INDEX composite_rid ON composite_index (rid);

-- Left to ANALYZE, PostgreSQL guesses the number of distinct values from a sample and is wrong by orders of magnitude.
ALTER TABLE reference_index ALTER target SET (n_distinct = -0.1);
ALTER TABLE code_index ALTER patient SET (n_distinct = -0.01);
ALTER TABLE resource ALTER patient SET (n_distinct = -0.01);
CREATE STATISTICS token_value_statistics (dependencies, mcv) ON param, code FROM token_index;
CREATE STATISTICS code_value_statistics (dependencies, mcv) ON param, code FROM code_index;
