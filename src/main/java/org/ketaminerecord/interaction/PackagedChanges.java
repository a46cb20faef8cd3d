package org.ketaminerecord.interaction;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.packages.PackagedDefinition;
import org.ketaminerecord.packages.PackagedTypes;
import org.ketaminerecord.store.PackagedRows;
import org.ketaminerecord.store.Session;

/**
 * What a writing command means for what packages bring (docs/decisions/0014-packaged-definitions.md): a write under the id of
 * a packaged definition makes it the writer's own, a deletion of the writer's own brings the packaged one back, and the
 * packaged one itself is not deleted. Costs a statement only where a definition is written over.
 */
final class PackagedChanges {

    private final Engine engine;
    private final Session session;

    PackagedChanges(Engine engine, Session session) {
        this.engine = engine;
        this.session = session;
    }

    /** Finds those that are a package's, and refuses to delete them. */
    void find(Collection<Change> changes) throws SQLException {
        List<Change> over = changes.stream().filter(c -> c.before != null && PackagedTypes.ALL.contains(c.type())).toList();
        Map<Long, String> packaged = PackagedRows.among(session, over.stream().map(c -> c.rid).toList());
        for (Change change : over) {
            change.packaged = packaged.get(change.rid);
            if (change.packaged != null && change.command instanceof Interaction.Delete) {
                throw change.located(Fault.of(Reason.CONFLICT, IssueType.BUSINESS_RULE, FaultCode.NOT_ALLOWED, change.type() + "/" + change.id
                        + " comes from the package " + change.packaged + " and is there as long as that is loaded. Take the package out, or store one of "
                        + "your own under this id, which then stands in its place."));
            }
        }
    }

    /** Those of the changes whose deletions last, so that nobody may refer to what they were; the others are brought back. */
    List<Change> lasting(List<Change> changes) {
        return changes.stream().filter(c -> back(c) == null).toList();
    }

    /** Brings back what packages have under the ids of those that were deleted. */
    void restore(List<Change> changes) throws SQLException {
        List<PackagedDefinition> back = changes.stream().map(this::back).filter(Objects::nonNull).toList();
        if (!back.isEmpty()) {
            new PackagedWrite(engine, session).store(back);
        }
    }

    private PackagedDefinition back(Change c) {
        return c.command instanceof Interaction.Delete && c.before != null && PackagedTypes.ALL.contains(c.type()) ? engine.packages().definition(c.type(), c.id) : null;
    }
}
