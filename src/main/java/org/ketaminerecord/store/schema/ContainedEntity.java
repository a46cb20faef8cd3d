package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code contained}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "contained")
public class ContainedEntity {

    @Id
    @Column(name = "rid")
    long rid;

    @Column(name = "patient")
    Long patient;

    @Column(name = "low")
    Instant low;

    @Column(name = "high")
    Instant high;

    @Column(name = "type")
    short type;

    @Column(name = "id")
    String id;
}
