-- Resources inside of others (R4 references.html#contained), so that chains and _contained can search them.
-- Why they are not rows of "resource": docs/storage.md.

-- The number of a contained resource is negative and made of its container's number and its place in "contained":
-- -(container * 2^20 + place). So it is the same in every version, and known without asking.
CREATE TABLE contained (
    rid     bigint PRIMARY KEY,
    patient bigint,                        -- as in resource; a contained Patient is its own
    low     timestamptz,
    high    timestamptz,
    type    smallint NOT NULL,
    id      text COLLATE "C" NOT NULL      -- unique in its container only
);
CREATE INDEX contained_identity ON contained (type, id);
CREATE INDEX contained_chart ON contained (patient, type) WHERE patient IS NOT NULL;

-- Contained resources under the names that the columns of resource have. They have no time of their own (dom-4);
-- their words are their container's.
CREATE VIEW contained_resource AS
    SELECT rid, patient, low, high, NULL::timestamptz AS updated, NULL::bigint AS text_hash, type, false AS deleted, id FROM contained;

-- Whatever a reference can lead to. Neither part has a condition: then PostgreSQL looks each up by its own index.
CREATE VIEW reachable_resource AS
    SELECT rid, patient, low, high, updated, text_hash, type, deleted, id FROM resource
    UNION ALL
    SELECT rid, patient, low, high, NULL::timestamptz, NULL::bigint, type, false, id FROM contained;
