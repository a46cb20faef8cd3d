-- What access asks of a resource beside whose chart it is in: its security labels. docs/decisions/0011-access.md
ALTER TABLE resource ADD COLUMN labels text[];             -- null: none, as of nearly all
UPDATE resource r SET labels = l.labels FROM (
    SELECT rid, array_agg(DISTINCT label ORDER BY label) AS labels FROM (
        SELECT t.rid, t.code::text AS label FROM token_index t JOIN search_parameter p ON p.id = t.param WHERE p.code = '_security' AND t.rid > 0
        UNION ALL
        SELECT c.rid, 'SUD' FROM code_index c JOIN search_parameter p ON p.id = c.param WHERE p.type IN ('Observation', 'DiagnosticReport') AND p.code = 'code'
            AND c.code IN ('72109-2', '75626-2', '68517-2', '68518-0', '68519-8', '68520-6', '82666-9', '82667-7') AND c.rid > 0
        UNION ALL
        -- responses to our questionnaires audit-c, dast-10 and integration-note, by the hashes of their canonicals
        SELECT f.rid, CASE f.target WHEN -1841789406942765430 THEN 'PSYTHPN' ELSE 'SUD' END FROM reference_index f
            JOIN search_parameter p ON p.id = f.param WHERE p.type = 'QuestionnaireResponse' AND p.code = 'questionnaire'
            AND f.target IN (-1711966728591078816, -6964680657077241985, -1841789406942765430)
    ) s GROUP BY rid) l
WHERE l.rid = r.rid;

-- A superseded version has no rows in the index, so it says by itself in whose chart it was and with which labels. Of those that are there
-- already nobody knows it: whom labels close something to, does not see them.
ALTER TABLE resource_version ADD COLUMN patient bigint;
ALTER TABLE resource_version ADD COLUMN labels text[] DEFAULT '{unknown}';
ALTER TABLE resource_version ALTER labels DROP DEFAULT;

-- A contained resource is within reach when what refers to it is, which is its container.
CREATE OR REPLACE VIEW reachable_resource AS
    SELECT rid, patient, low, high, updated, text_hash, type, deleted, id, labels FROM resource
    UNION ALL
    SELECT rid, patient, low, high, NULL::timestamptz, NULL::bigint, type, false, id, NULL::text[] FROM contained;

-- What active Consents permit and deny, a row for each provision. Consents that are there already: POST [base]/Consent/$reindex.
CREATE TABLE consent_index (
    rid       bigint NOT NULL,             -- the Consent
    patient   bigint NOT NULL,             -- whose chart it is about
    path      text COLLATE "C" NOT NULL,   -- the provision: 0.0 is the outermost, 0.0.1 the second exception to it
    permit    smallint NOT NULL,           -- 1 permits, 0 denies
    actors    text,                        -- lists with commas between; null for any
    clients   text,
    types     text,
    labels    text,
    purposes  text,
    from_time timestamptz,                 -- when it holds
    to_time   timestamptz,
    data_from timestamptz,                 -- of when the data is
    data_to   timestamptz
);
CREATE INDEX consent_patient ON consent_index (patient);
CREATE INDEX consent_rid ON consent_index (rid);
