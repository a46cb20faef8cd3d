package org.ketaminerecord.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;

/** Numbers for new resources, taken from the sequence in blocks, so that most writes ask the database for none. */
@ApplicationScoped
public class ResourceNumbers {

    private static final int BLOCK = 256;       // the sequence's increment

    private long next;
    private long end;

    /** A number that no resource has. Numbers of a rolled-back write are lost, which does no harm. */
    public synchronized long next(Session session) throws SQLException {
        if (next == end) {
            next = session.query("SELECT nextval('resource_rid')", List.of(), row -> row.getLong(1)).getFirst();
            end = next + BLOCK;
        }
        return next++;
    }
}
