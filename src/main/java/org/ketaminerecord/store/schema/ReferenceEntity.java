package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** A row of {@code reference_index}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "reference_index")
public class ReferenceEntity implements Serializable {

    @Id
    @Column(name = "rid")
    long rid;

    @Id
    @Column(name = "param")
    short param;

    @Id
    @Column(name = "target")
    long target;

    @Override
    public boolean equals(Object other) {
        return other instanceof ReferenceEntity o && Objects.equals(rid, o.rid)
                && Objects.equals(param, o.param) && Objects.equals(target, o.target);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rid, param, target);
    }
}
