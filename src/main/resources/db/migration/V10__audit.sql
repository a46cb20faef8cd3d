-- Who did what with whose record: an AuditEvent is a row here, and a request about several patients is a row for each (docs/decisions/0012-audit.md).
-- Nothing in it leads into another table, so that it outlasts what it is about.
CREATE TABLE audit_event (
    time       timestamptz NOT NULL,
    id         uuid NOT NULL,              -- version 7: the order of ids is that of time
    within     uuid,                       -- the event of the bundle that this was an entry of
    version    integer,                    -- that was read or written
    part       smallint NOT NULL,          -- counts the patients of a request
    outcome    smallint NOT NULL,          -- 0 done, 4 not done, 8 refused, 12 failed
    status     smallint NOT NULL,          -- HTTP's
    kind       text NOT NULL,              -- http://hl7.org/fhir/restful-interaction
    operation  text,                       -- such as $everything
    patient    text COLLATE "C",           -- id of the patient concerned; null when no patient is
    type       text,                       -- what was read or written
    resource   text COLLATE "C",           -- its id
    issuer     text,                       -- who: as the token has it
    subject    text,
    client     text,
    fhir_user  text,
    purposes   text,                       -- codes of v3-ActReason with commas between
    address    text,                       -- where from
    request_id text,
    method     text,
    request    text,                       -- URL below the base, as it was sent
    said       text,                       -- why it was refused
    PRIMARY KEY (id, part)
);
CREATE INDEX audit_event_patient ON audit_event (patient, id, part) WHERE patient IS NOT NULL;
-- what is looked for among everything, and is rare
CREATE INDEX audit_event_refused ON audit_event (id, part) WHERE outcome <> 0;
CREATE INDEX audit_event_purpose ON audit_event (id, part) WHERE purposes IS NOT NULL;

-- Written once. Rows go when they are older than ktr.audit.keep, and in no other way.
CREATE FUNCTION audit_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit events are not changed';
END $$;
CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION audit_event_stays();
