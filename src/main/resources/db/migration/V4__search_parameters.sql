-- Search parameters of one's own, and the jobs that index them.
-- Why nothing is missed: docs/decisions/0006-own-search-parameters.md.

-- Counts the changes of what is indexed and of what can be searched by. Every write reads it last.
CREATE TABLE index_generation (
    one        smallint PRIMARY KEY CHECK (one = 1),
    generation bigint NOT NULL
);
INSERT INTO index_generation (one, generation) VALUES (1, 1);

CREATE TABLE own_parameter (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job        bigint,                     -- the job that indexes or removes its rows
    url        text NOT NULL,
    source     text NOT NULL,              -- "SearchParameter/[id]" or "package [name]#[version]"
    state      text NOT NULL,              -- indexing, complete, retired
    definition text NOT NULL               -- the resource, without its narrative
);
CREATE UNIQUE INDEX own_parameter_url ON own_parameter (url) WHERE state <> 'retired';

-- The numbers of one's own parameters come from the same table as the others'; own is null for R4's.
ALTER TABLE search_parameter DROP CONSTRAINT search_parameter_type_code_key;
ALTER TABLE search_parameter ADD own bigint;
CREATE UNIQUE INDEX search_parameter_code ON search_parameter (type, code, coalesce(own, 0));

CREATE TABLE index_job (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    horizon   bigint,                      -- transactions before this one must be over
    done      bigint NOT NULL DEFAULT 0,
    total     bigint,
    requested timestamptz NOT NULL DEFAULT now(),
    started   timestamptz,
    finished  timestamptz,
    heartbeat timestamptz,
    type      smallint NOT NULL DEFAULT 0, -- where it is: resource type and id
    kind      text NOT NULL,               -- index, rebuild, remove
    state     text NOT NULL,               -- waiting, running, complete, failed, cancelled
    last      text COLLATE "C" NOT NULL DEFAULT '',
    urls      text,                        -- the parameters, one a line; null for everything
    node      text,
    error     text
);
CREATE INDEX index_job_open ON index_job (id) WHERE state IN ('waiting', 'running');
