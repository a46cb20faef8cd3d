package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code own_parameter}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "own_parameter")
public class OwnParameterEntity {

    @Id
    @Column(name = "id")
    long id;

    @Column(name = "job")
    Long job;

    @Column(name = "url")
    String url;

    @Column(name = "source")
    String source;

    @Column(name = "state")
    String state;

    @Column(name = "definition")
    String definition;
}
