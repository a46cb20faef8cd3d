package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code full_text}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "full_text")
public class FullTextEntity {

    @Id
    @Column(name = "hash")
    long hash;

    @Column(name = "retired")
    boolean retired;

    @Column(name = "words", columnDefinition = "tsvector")
    String words;
}
