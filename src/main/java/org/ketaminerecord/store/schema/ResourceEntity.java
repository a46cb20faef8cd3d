package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code resource}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "resource")
public class ResourceEntity {

    @Id
    @Column(name = "rid")
    long rid;

    @Column(name = "patient")
    Long patient;

    @Column(name = "low")
    Instant low;

    @Column(name = "high")
    Instant high;

    @Column(name = "updated")
    Instant updated;

    @Column(name = "position")
    long position;

    @Column(name = "version")
    int version;

    @Column(name = "type")
    short type;

    @Column(name = "method")
    short method;

    @Column(name = "deleted")
    boolean deleted;

    @Column(name = "id")
    String id;

    @Column(name = "labels")
    String[] labels;

    @Column(name = "body")
    byte[] body;

    @Column(name = "text_hash")
    Long textHash;
}
