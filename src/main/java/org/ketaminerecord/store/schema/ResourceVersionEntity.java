package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** A row of {@code resource_version}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "resource_version")
public class ResourceVersionEntity implements Serializable {

    @Id
    @Column(name = "rid")
    long rid;

    @Id
    @Column(name = "version")
    int version;

    @Column(name = "updated")
    Instant updated;

    @Column(name = "position")
    long position;

    @Column(name = "type")
    short type;

    @Column(name = "method")
    short method;

    @Column(name = "deleted")
    boolean deleted;

    @Column(name = "patient")
    Long patient;

    @Column(name = "labels")
    String[] labels;

    @Column(name = "body")
    byte[] body;

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceVersionEntity o && Objects.equals(rid, o.rid)
                && Objects.equals(version, o.version);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rid, version);
    }
}
