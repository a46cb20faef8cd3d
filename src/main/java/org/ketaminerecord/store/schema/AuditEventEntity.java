package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code audit_event}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "audit_event")
public class AuditEventEntity implements Serializable {

    @Id
    @Column(name = "id")
    UUID id;

    @Id
    @Column(name = "part")
    short part;

    @Column(name = "time")
    Instant time;

    @Column(name = "within")
    UUID within;

    @Column(name = "version")
    Integer version;

    @Column(name = "outcome")
    short outcome;

    @Column(name = "status")
    short status;

    @Column(name = "kind")
    String kind;

    @Column(name = "operation")
    String operation;

    @Column(name = "patient")
    String patient;

    @Column(name = "type")
    String type;

    @Column(name = "resource")
    String resource;

    @Column(name = "issuer")
    String issuer;

    @Column(name = "subject")
    String subject;

    @Column(name = "client")
    String client;

    @Column(name = "fhir_user")
    String fhirUser;

    @Column(name = "purposes")
    String purposes;

    @Column(name = "address")
    String address;

    @Column(name = "request_id")
    String requestId;

    @Column(name = "method")
    String method;

    @Column(name = "request")
    String request;

    @Column(name = "said")
    String said;
}
