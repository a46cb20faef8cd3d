package org.ketaminerecord.indexing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.RegisteredParameter.Place;
import org.ketaminerecord.store.IndexJobTable;
import org.ketaminerecord.store.OwnParameterTable;
import org.ketaminerecord.store.Session;

/**
 * What a job indexes: for each resource type, by its number, the parameters.
 *
 * @param whole true when it is everything that the index holds of a resource
 */
record Scope(boolean whole, Map<Short, List<RegisteredParameter>> parameters) {

    /** What a job is about, by what the node knows. */
    static Scope of(Session session, IndexJobTable.Job job, ParameterRegistry registry) throws SQLException {
        Map<Short, List<RegisteredParameter>> parameters = new TreeMap<>();
        Set<Long> own = job.kind() == IndexJobTable.Kind.INDEX ? new HashSet<>(OwnParameterTable.ofJob(session, job.id())) : Set.of();
        for (String type : Definitions.r4().resourceTypes()) {
            List<RegisteredParameter> ofType = switch (job.kind()) {
                case INDEX -> registry.own().indexed(type, own);
                case REBUILD -> rebuilt(job.urls(), registry, type);
                case REMOVE -> List.of();
            };
            if (!ofType.isEmpty()) {
                parameters.put(Definitions.r4().typeNumber(type), ofType);
            }
        }
        return new Scope(job.kind() == IndexJobTable.Kind.REBUILD && job.urls() == null, parameters);
    }

    /** Those of a type that have rows of their own, of these canonicals or of all. */
    static List<RegisteredParameter> rebuilt(List<String> urls, ParameterRegistry registry, String type) {
        List<RegisteredParameter> all = new ArrayList<>(registry.standard(type));
        all.addAll(registry.own().indexed(type));
        return all.stream().filter(p -> p.place() == Place.INDEX || p.place() == Place.CHART_CODE)
                .filter(p -> urls == null || urls.contains(p.definition().url())).toList();
    }

    /** The numbers of the types. */
    long[] types() {
        return parameters.keySet().stream().mapToLong(Short::longValue).toArray();
    }

    /** The first type from this number on, or 0. */
    short next(int from) {
        return parameters.keySet().stream().filter(t -> t >= from).findFirst().orElse((short) 0);
    }
}
