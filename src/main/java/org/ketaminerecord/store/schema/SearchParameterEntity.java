package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code search_parameter}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "search_parameter")
public class SearchParameterEntity {

    @Id
    @Column(name = "id")
    short id;

    @Column(name = "type")
    String type;

    @Column(name = "code")
    String code;

    @Column(name = "own")
    Long own;
}
