package org.ketaminerecord.store.schema;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** A row of {@code token_index}; what the columns mean stands in the migration that made the table. */
@Entity
@Table(name = "token_index")
public class TokenEntity implements Serializable {

    @Id
    @Column(name = "rid")
    long rid;

    @Id
    @Column(name = "param")
    short param;

    @Id
    @Column(name = "code")
    String code;

    @Id
    @Column(name = "system")
    long system;

    @Column(name = "text")
    String text;

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenEntity o && Objects.equals(rid, o.rid) && Objects.equals(param, o.param)
                && Objects.equals(code, o.code) && Objects.equals(system, o.system);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rid, param, code, system);
    }
}
