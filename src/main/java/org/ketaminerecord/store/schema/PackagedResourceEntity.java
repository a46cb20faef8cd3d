package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** A row of {@code packaged_resource}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "packaged_resource")
public class PackagedResourceEntity implements Serializable {

    @Id
    @Column(name = "rid")
    long rid;

    @Id
    @Column(name = "version")
    int version;

    @Column(name = "source")
    String source;

    @Override
    public boolean equals(Object other) {
        return other instanceof PackagedResourceEntity o && rid == o.rid && version == o.version;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rid, version);
    }
}
