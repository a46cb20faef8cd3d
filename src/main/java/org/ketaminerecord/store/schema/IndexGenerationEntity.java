package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code index_generation}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "index_generation")
public class IndexGenerationEntity {

    @Id
    @Column(name = "one")
    short one;

    @Column(name = "generation")
    long generation;
}
