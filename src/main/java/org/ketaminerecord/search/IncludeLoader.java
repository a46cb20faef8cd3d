package org.ketaminerecord.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.search.SearchRequest.Include;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.Reach;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.Sql;
import org.ketaminerecord.store.ResourceReader;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** Adds what matches refer to, and what refers to them. */
public final class IncludeLoader {

    private static final int ROUNDS = 10;

    private final ParameterRegistry registry;
    private final int most;
    private final Reach reach;

    /** @param most resources to add to one page at most; @param reach what may be added */
    public IncludeLoader(ParameterRegistry registry, int most, Reach reach) {
        this.reach = reach;
        this.registry = registry;
        this.most = most;
    }

    /** What a request wants added to its matches; when that is too much, an issue says so. */
    List<StoredVersion> load(Session session, SearchRequest request, List<StoredVersion> matches, List<Issue> issues) throws SQLException {
        Map<Long, StoredVersion> added = new LinkedHashMap<>();
        Set<Long> seen = new LinkedHashSet<>();
        matches.forEach(m -> seen.add(m.rid()));
        List<StoredVersion> from = matches;
        for (int round = 0; round < ROUNDS && !from.isEmpty(); round++) {
            List<StoredVersion> found = new ArrayList<>();
            boolean first = round == 0;
            List<Include> active = request.includes().stream().filter(i -> first || i.iterate()).toList();
            found.addAll(forward(session, active.stream().filter(i -> !i.reverse()).toList(), from, most + 1 - added.size()));
            found.addAll(backward(session, active.stream().filter(Include::reverse).toList(), from, seen, most + 1 - added.size()));
            List<StoredVersion> next = new ArrayList<>();
            for (StoredVersion v : found) {
                if (seen.add(v.rid())) {
                    if (added.size() == most) {
                        issues.add(cut("More than " + most + " resources would be included on this page (ktr.search.included); the rest "
                                + "was left out. Ask for smaller pages with _count."));
                        return List.copyOf(added.values());
                    }
                    added.put(v.rid(), v);
                    next.add(v);
                }
            }
            from = next;
        }
        if (!from.isEmpty() && request.includes().stream().anyMatch(Include::iterate)) {
            issues.add(cut("References were followed " + ROUNDS + " times over; what lies behind those was left out. Search for it by itself."));
        }
        return List.copyOf(added.values());
    }

    private static Issue cut(String diagnostics) {
        return Issue.warning(IssueType.INCOMPLETE, FaultCode.INCLUDE_LIMIT, diagnostics);
    }

    /** The local resources that these refer to by the parameters. */
    private List<StoredVersion> forward(Session session, List<Include> includes, List<StoredVersion> from, int limit) throws SQLException {
        if (includes.isEmpty()) {
            return List.of();
        }
        Set<LocalReference> wanted = new LinkedHashSet<>();
        CanonicalIncludes canonicals = new CanonicalIncludes(registry, reach);
        for (StoredVersion v : from) {
            String type = Definitions.r4().typeOf(v.type());
            JsonObject resource = null;
            for (Include include : includes) {
                if (include.source() == null || include.source().equals(type)) {
                    resource = resource == null ? JsonReader.object(v.body()) : resource;
                    for (RegisteredParameter p : parameters(include, type)) {
                        collect(resource, p, include.targetType(), wanted);
                        if (p.canonical()) {
                            canonicals.collect(resource, p, include.targetType());
                        }
                    }
                }
            }
        }
        List<StoredVersion> found = new ArrayList<>(byKey(session, wanted));
        found.addAll(canonicals.load(session, limit));
        return found;
    }

    /** The current versions of these, deleted ones left out. */
    private List<StoredVersion> byKey(Session session, Collection<LocalReference> keys) throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        Sql sql = new Sql().within(reach).add("SELECT ").add(ResourceReader.COLUMNS).add(" FROM ");
        if (keys.size() == 1) {
            LocalReference one = keys.iterator().next();
            sql.add("resource r WHERE r.type = ").value(Definitions.r4().typeNumber(one.type())).add(" AND r.id = ").value(one.id());
        } else {
            sql.add("unnest(").value(keys.stream().mapToLong(k -> Definitions.r4().typeNumber(k.type())).toArray()).add("::bigint[], ")
                    .value(keys.stream().map(LocalReference::id).toArray(String[]::new))
                    .add("::text[]) AS k(type, id) JOIN resource r ON r.type = k.type AND r.id = k.id WHERE true");
        }
        sql.add(" AND NOT r.deleted AND r.version > 0").probing(true);
        Set<String> types = keys.stream().map(LocalReference::type).collect(Collectors.toSet());
        reach.and(sql, "r", types);
        return session.query(sql.text(), sql.values(), ResourceReader::version);
    }

    private static void collect(JsonObject resource, RegisteredParameter p, String targetType, Set<LocalReference> to) {
        p.path().forEach(resource, (value, type) -> {
            String reference = value instanceof JsonObject o ? o.string("reference") : value instanceof JsonString s ? s.value() : null;
            LocalReference local = reference == null ? null : LocalReference.of(reference);
            if (local != null && (targetType == null || targetType.equals(local.type()))) {
                to.add(local);
            }
        });
    }

    /** What refers to these by the parameters: one statement, unless includes differ in what they may refer to; and one for canonicals. */
    private List<StoredVersion> backward(Session session, List<Include> includes, List<StoredVersion> from, Set<Long> seen, int limit)
            throws SQLException {
        Map<List<Long>, Set<Long>> numbersByTargets = new LinkedHashMap<>();
        CanonicalReferrers canonicals = new CanonicalReferrers(reach);
        Set<String> sources = new TreeSet<>();
        for (Include include : includes) {
            List<String> types = include.source() == null ? Definitions.r4().resourceTypes() : List.of(include.source());
            sources.addAll(types);
            for (String source : types) {
                for (RegisteredParameter p : parameters(include, source)) {
                    Set<Long> numbers = numbersByTargets.computeIfAbsent(targets(include, p, from), k -> new LinkedHashSet<>());
                    p.sources().forEach(s -> numbers.add((long) s.id()));
                    if (p.canonical()) {
                        canonicals.add(p, include.targetType(), from);
                    }
                }
            }
        }
        List<StoredVersion> found = new ArrayList<>();
        for (Map.Entry<List<Long>, Set<Long>> e : numbersByTargets.entrySet()) {
            if (!e.getKey().isEmpty()) {
                found.addAll(referring(session, array(e.getKey()), array(e.getValue()), array(seen), limit, sources, reach));
            }
        }
        found.addAll(canonicals.load(session, seen, limit));
        return found;
    }

    /**
     * Which resources, beside some that are known, have these targets at these parameters.
     *
     * @param types the types that have the parameters
     */
    static List<StoredVersion> referring(Session session, long[] targets, long[] parameters, long[] seen, int limit, Collection<String> types,
            Reach reach) throws SQLException {
        Sql sql = new Sql().within(reach).add("SELECT DISTINCT ON (r.rid) ").add(ResourceReader.COLUMNS)
                .add(" FROM reference_index f JOIN resource r ON r.rid = f.rid WHERE f.target = ANY(").value(targets).add(") AND f.param = ANY(")
                .value(parameters).add(") AND r.rid <> ALL(").value(seen).add(") AND NOT r.deleted").probing(true);
        reach.and(sql, "r", types);
        sql.add(" ORDER BY r.rid LIMIT ").value(limit);
        return session.query(sql.text(), sql.values(), ResourceReader::version);
    }

    private static List<Long> targets(Include include, RegisteredParameter p, List<StoredVersion> from) {
        return from.stream().filter(v -> {
            String type = Definitions.r4().typeOf(v.type());
            return (include.targetType() == null || include.targetType().equals(type)) && (!p.patientsOnly() || type.equals("Patient"));
        }).map(StoredVersion::rid).toList();
    }

    static long[] array(Collection<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private List<RegisteredParameter> parameters(Include include, String type) {
        if (include.parameter() != null) {
            return List.of(include.parameter());
        }
        return registry.of(type).stream().filter(p -> p.definition().type() == SearchParameterType.REFERENCE && p.path() != null).toList();
    }
}
