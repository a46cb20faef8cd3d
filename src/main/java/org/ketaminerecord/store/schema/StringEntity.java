package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** A row of {@code string_index}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "string_index")
public class StringEntity implements Serializable {

    @Id
    @Column(name = "rid")
    long rid;

    @Id
    @Column(name = "param")
    short param;

    @Id
    @Column(name = "value")
    String value;

    @Id
    @Column(name = "exact")
    long exact;

    @Override
    public boolean equals(Object other) {
        return other instanceof StringEntity o && Objects.equals(rid, o.rid) && Objects.equals(param, o.param)
                && Objects.equals(value, o.value) && Objects.equals(exact, o.exact);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rid, param, value, exact);
    }
}
