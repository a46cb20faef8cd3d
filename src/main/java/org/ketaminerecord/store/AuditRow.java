package org.ketaminerecord.store;

import java.time.Instant;
import java.util.UUID;

/**
 * What was done, as a row; the columns are told of in the migration that made the table.
 *
 * @param part    counts the patients of a request, from 0
 * @param patient id of the patient concerned, or null
 * @param version 0 when none was read or written
 */
public record AuditRow(UUID id, int part, Instant time, UUID within, int version, int outcome, int status, String kind, String operation,
        String patient,
        String type, String resource, String issuer, String subject, String client, String fhirUser, String purposes, String address,
        String requestId,
        String method, String request, String said) {
}
