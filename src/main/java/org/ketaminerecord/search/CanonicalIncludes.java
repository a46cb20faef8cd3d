package org.ketaminerecord.search;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.Reach;
import org.ketaminerecord.search.parameter.ReferenceParameter;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.Sql;
import org.ketaminerecord.search.parameter.StringParameter;
import org.ketaminerecord.store.ResourceReader;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;
import org.ketaminerecord.terminology.Canonical;

/**
 * Follows canonicals (R4 references.html#canonical): to every stored resource with that {@code url}, and where the canonical
 * says {@code |version} to those of that version only.
 */
final class CanonicalIncludes {

    private final ParameterRegistry registry;
    private final Reach reach;
    /** The types that each canonical may lead to. */
    private final Map<Canonical, Set<String>> wanted = new LinkedHashMap<>();

    CanonicalIncludes(ParameterRegistry registry, Reach reach) {
        this.reach = reach;
        this.registry = registry;
    }

    /** Notes the canonicals of a resource at a parameter. */
    void collect(JsonObject resource, RegisteredParameter p, String targetType) {
        p.path().forEach(resource, (value, type) -> {
            if (value instanceof JsonString s) {
                Canonical canonical = canonical(s.value());
                if (!canonical.url().isEmpty()) {
                    wanted.computeIfAbsent(canonical, c -> new HashSet<>()).addAll(types(p, targetType));
                }
            }
        });
    }

    /** A canonical without the fragment that it may end with. */
    static Canonical canonical(String text) {
        int fragment = text.indexOf('#');
        return Canonical.of(fragment < 0 ? text : text.substring(0, fragment));
    }

    /** The types that canonicals of a parameter may lead to. */
    static Collection<String> types(RegisteredParameter p, String targetType) {
        Collection<String> targets = ReferenceParameter.targets(p).isEmpty() ? Definitions.r4().resourceTypes() : ReferenceParameter.targets(p);
        return targetType == null ? targets : targets.contains(targetType) ? List.of(targetType) : List.of();
    }

    /** The resources that the canonicals lead to, by one statement, or none when there is nothing to look for. */
    List<StoredVersion> load(Session session, int limit) throws SQLException {
        Set<Long> parameters = new LinkedHashSet<>();
        wanted.values().stream().flatMap(Collection::stream).distinct().map(type -> registry.find(type, "url"))
                .filter(p -> p != null && p.definition().type() == SearchParameterType.URI).forEach(p -> parameters.add((long) p.id()));
        if (parameters.isEmpty()) {
            return List.of();
        }
        String[] urls = wanted.keySet().stream().map(Canonical::url).distinct().toArray(String[]::new);
        String[] begins = wanted.keySet().stream().map(c -> StringParameter.begin(c.url())).distinct().toArray(String[]::new);
        Sql sql = new Sql().within(reach).add("SELECT DISTINCT ON (r.rid) ").add(ResourceReader.COLUMNS)
                .add(" FROM string_index x JOIN resource r ON r.rid = x.rid WHERE x.param = ANY(").value(IncludeLoader.array(parameters))
                .add(") AND left(x.value, 100) = ANY(").value(begins).add(") AND x.value = ANY(").value(urls).add(") AND NOT r.deleted").probing(true);
        Set<String> types = wanted.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
        reach.and(sql, "r", types);
        sql.add(" ORDER BY r.rid LIMIT ").value(limit);
        List<StoredVersion> found = session.query(sql.text(), sql.values(), ResourceReader::version);
        return found.stream().filter(this::isWanted).toList();
    }

    private boolean isWanted(StoredVersion v) {
        String type = Definitions.r4().typeOf(v.type());
        JsonObject resource = JsonReader.object(v.body());
        return wanted(new Canonical(resource.string("url"), null), type)
                || resource.string("version") != null && wanted(new Canonical(resource.string("url"), resource.string("version")), type);
    }

    private boolean wanted(Canonical canonical, String type) {
        return wanted.getOrDefault(canonical, Set.of()).contains(type);
    }
}
