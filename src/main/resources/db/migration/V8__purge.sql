-- $purge of a patient: everything of a chart goes, and nothing is left that says it was there (docs/security.md, docs/decisions/0013-purge.md).

CREATE TABLE purge_job (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    patient    bigint,                     -- null when nothing of the patient is left
    resources  bigint NOT NULL DEFAULT 0,  -- removed
    versions   bigint NOT NULL DEFAULT 0,  -- removed, with the superseded ones
    mentions   bigint NOT NULL DEFAULT 0,  -- superseded versions of other resources that were removed because they name one of these
    scanned    bigint NOT NULL DEFAULT 0,  -- bodies that were read to find traces
    place      bigint NOT NULL DEFAULT 0,  -- where the reading of bodies is: number of the resource
    horizon    bigint,                     -- transactions before this one must be over before texts go
    requested  timestamptz NOT NULL DEFAULT now(),
    started    timestamptz,
    finished   timestamptz,
    heartbeat  timestamptz,
    version    integer NOT NULL DEFAULT 0, --                                  and version
    state      text NOT NULL,              -- waiting, running, complete, incomplete, failed
    phase      text NOT NULL,              -- binaries, superseded, texts, current, history, columns
    patient_id text,
    base       text,                       -- the URL under which it was asked for, to know absolute URLs as the server's own
    node       text,
    said       text                        -- why it failed, or what still names what was removed
);
CREATE INDEX purge_job_open ON purge_job (id) WHERE state IN ('waiting', 'running');

-- What a job removes; gone with its end.
CREATE TABLE purge_target (
    job       bigint NOT NULL,
    rid       bigint NOT NULL,
    text_hash bigint,
    type      smallint NOT NULL,
    candidate boolean NOT NULL,            -- a Binary that the chart names, and perhaps others do
    id        text NOT NULL,
    PRIMARY KEY (job, rid)
);

-- Deleted resources keep their patient, and are looked for by it only here. There are few, and writing the others costs nothing.
CREATE INDEX resource_deleted_chart ON resource (patient) WHERE deleted AND patient IS NOT NULL;
