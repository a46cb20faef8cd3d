package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** A row of {@code consent_index}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "consent_index")
public class ConsentEntity implements Serializable {

    @Id
    @Column(name = "rid")
    long rid;

    @Id
    @Column(name = "path")
    String path;

    @Column(name = "patient")
    long patient;

    @Column(name = "permit")
    short permit;

    @Column(name = "actors")
    String actors;

    @Column(name = "clients")
    String clients;

    @Column(name = "types")
    String types;

    @Column(name = "labels")
    String labels;

    @Column(name = "purposes")
    String purposes;

    @Column(name = "from_time")
    Instant fromTime;

    @Column(name = "to_time")
    Instant toTime;

    @Column(name = "data_from")
    Instant dataFrom;

    @Column(name = "data_to")
    Instant dataTo;

    @Override
    public boolean equals(Object other) {
        return other instanceof ConsentEntity o && rid == o.rid && Objects.equals(path, o.path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rid, path);
    }
}
