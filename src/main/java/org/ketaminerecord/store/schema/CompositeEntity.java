package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** A row of {@code composite_index}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "composite_index")
public class CompositeEntity implements Serializable {

    @Id
    @Column(name = "rid")
    long rid;

    @Id
    @Column(name = "param")
    short param;

    @Id
    @Column(name = "code")
    String code;

    @Id
    @Column(name = "system")
    long system;

    @Column(name = "code2")
    String code2;

    @Column(name = "system2")
    Long system2;

    @Column(name = "low")
    Double low;

    @Column(name = "high")
    Double high;

    @Column(name = "canonical")
    Long canonical;

    @Column(name = "canonical_low")
    Double canonicalLow;

    @Column(name = "canonical_high")
    Double canonicalHigh;

    @Column(name = "unit")
    String unit;

    @Column(name = "from_time")
    Instant fromTime;

    @Column(name = "to_time")
    Instant toTime;

    @Override
    public boolean equals(Object other) {
        return other instanceof CompositeEntity o && Objects.equals(rid, o.rid)
                && Objects.equals(param, o.param) && Objects.equals(code, o.code) && Objects.equals(system, o.system);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rid, param, code, system);
    }
}
