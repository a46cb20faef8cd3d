package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** A row of {@code compartment_index}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "compartment_index")
public class CompartmentEntity implements Serializable {

    @Id
    @Column(name = "rid")
    long rid;

    @Id
    @Column(name = "patient")
    long patient;

    @Column(name = "low")
    Instant low;

    @Column(name = "type")
    short type;

    @Override
    public boolean equals(Object other) {
        return other instanceof CompartmentEntity o && Objects.equals(rid, o.rid)
                && Objects.equals(patient, o.patient);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rid, patient);
    }
}
