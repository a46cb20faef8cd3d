package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** A row of {@code date_index}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "date_index")
public class DateEntity implements Serializable {

    @Id
    @Column(name = "rid")
    long rid;

    @Id
    @Column(name = "param")
    short param;

    @Id
    @Column(name = "low")
    Instant low;

    @Id
    @Column(name = "high")
    Instant high;

    @Override
    public boolean equals(Object other) {
        return other instanceof DateEntity o && Objects.equals(rid, o.rid) && Objects.equals(param, o.param)
                && Objects.equals(low, o.low) && Objects.equals(high, o.high);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rid, param, low, high);
    }
}
