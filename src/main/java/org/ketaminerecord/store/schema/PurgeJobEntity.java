package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code purge_job}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "purge_job")
public class PurgeJobEntity {

    @Id
    @Column(name = "id")
    long id;

    @Column(name = "patient")
    Long patient;

    @Column(name = "resources")
    long resources;

    @Column(name = "versions")
    long versions;

    @Column(name = "mentions")
    long mentions;

    @Column(name = "scanned")
    long scanned;

    @Column(name = "place")
    long place;

    @Column(name = "horizon")
    Long horizon;

    @Column(name = "requested")
    Instant requested;

    @Column(name = "started")
    Instant started;

    @Column(name = "finished")
    Instant finished;

    @Column(name = "heartbeat")
    Instant heartbeat;

    @Column(name = "version")
    int version;

    @Column(name = "state")
    String state;

    @Column(name = "phase")
    String phase;

    @Column(name = "patient_id")
    String patientId;

    @Column(name = "base")
    String base;

    @Column(name = "node")
    String node;

    @Column(name = "said")
    String said;
}
