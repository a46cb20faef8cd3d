package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code resource_type}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "resource_type")
public class ResourceTypeEntity {

    @Id
    @Column(name = "id")
    short id;

    @Column(name = "name")
    String name;
}
