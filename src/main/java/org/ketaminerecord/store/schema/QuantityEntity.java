package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** A row of {@code quantity_index}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "quantity_index")
public class QuantityEntity implements Serializable {

    @Id
    @Column(name = "rid")
    long rid;

    @Id
    @Column(name = "param")
    short param;

    @Id
    @Column(name = "low")
    double low;

    @Id
    @Column(name = "high")
    double high;

    @Column(name = "system")
    Long system;

    @Column(name = "code")
    Long code;

    @Column(name = "unit")
    Long unit;

    @Column(name = "canonical")
    Long canonical;

    @Column(name = "canonical_low")
    Double canonicalLow;

    @Column(name = "canonical_high")
    Double canonicalHigh;

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantityEntity o && Objects.equals(rid, o.rid)
                && Objects.equals(param, o.param) && Objects.equals(low, o.low) && Objects.equals(high, o.high);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rid, param, low, high);
    }
}
