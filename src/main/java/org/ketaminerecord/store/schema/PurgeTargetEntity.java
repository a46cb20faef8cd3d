package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A row of {@code purge_target}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "purge_target")
public class PurgeTargetEntity implements Serializable {

    @Id
    @Column(name = "job")
    long job;

    @Id
    @Column(name = "rid")
    long rid;

    @Column(name = "text_hash")
    Long textHash;

    @Column(name = "type")
    short type;

    @Column(name = "candidate")
    boolean candidate;

    @Column(name = "id")
    String id;

    @Override
    public boolean equals(Object other) {
        return other instanceof PurgeTargetEntity o && job == o.job && rid == o.rid;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(rid) * 31 + Long.hashCode(job);
    }
}
