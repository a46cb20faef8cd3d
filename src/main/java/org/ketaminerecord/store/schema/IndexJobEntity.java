package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code index_job}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "index_job")
public class IndexJobEntity {

    @Id
    @Column(name = "id")
    long id;

    @Column(name = "horizon")
    Long horizon;

    @Column(name = "done")
    long done;

    @Column(name = "total")
    Long total;

    @Column(name = "requested")
    Instant requested;

    @Column(name = "started")
    Instant started;

    @Column(name = "finished")
    Instant finished;

    @Column(name = "heartbeat")
    Instant heartbeat;

    @Column(name = "type")
    short type;

    @Column(name = "kind")
    String kind;

    @Column(name = "state")
    String state;

    @Column(name = "last")
    String last;

    @Column(name = "urls")
    String urls;

    @Column(name = "node")
    String node;

    @Column(name = "error")
    String error;
}
