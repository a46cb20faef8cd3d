package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code installation}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "installation")
public class InstallationEntity {

    @Id
    @Column(name = "name")
    String name;

    @Column(name = "value")
    byte[] value;
}
