package org.ketaminerecord.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.search.parameter.Reach;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.ValueHash;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;
import org.ketaminerecord.terminology.Canonical;

/** Finds what refers by canonicals to resources with a {@code url}: the way of {@link CanonicalIncludes} back. */
final class CanonicalReferrers {

    private final Reach reach;
    private final Map<RegisteredParameter, Set<Canonical>> meant = new LinkedHashMap<>();
    private final Map<Long, List<Canonical>> ofResource = new HashMap<>();

    CanonicalReferrers(Reach reach) {
        this.reach = reach;
    }

    /** Looks for what refers to these by a parameter. */
    void add(RegisteredParameter p, String targetType, List<StoredVersion> to) {
        Collection<String> types = CanonicalIncludes.types(p, targetType);
        for (StoredVersion v : to) {
            if (types.contains(Definitions.r4().typeOf(v.type()))) {
                List<Canonical> canonicals = ofResource.computeIfAbsent(v.rid(), rid -> canonicals(v));
                if (!canonicals.isEmpty()) {
                    meant.computeIfAbsent(p, k -> new HashSet<>()).addAll(canonicals);
                }
            }
        }
    }

    /** How a resource can be referred to: without a version and with its own. */
    private static List<Canonical> canonicals(StoredVersion v) {
        JsonObject resource = JsonReader.object(v.body());
        String url = resource.string("url");
        String version = resource.string("version");
        return url == null ? List.of() : version == null ? List.of(new Canonical(url, null))
                : List.of(new Canonical(url, null), new Canonical(url, version));
    }

    /**
     * What refers to them, by one statement, or none when there is nothing to look for. The index has a canonical with a
     * version also under its url alone; those of another version are sorted out here, and more are read when that was too many.
     *
     * @param seen numbers of what is not wanted any more
     */
    List<StoredVersion> load(Session session, Set<Long> seen, int limit) throws SQLException {
        List<StoredVersion> found = new ArrayList<>();
        if (meant.isEmpty()) {
            return found;
        }
        long[] targets = meant.values().stream().flatMap(Collection::stream).distinct().mapToLong(c -> ValueHash.external(c.toString())).toArray();
        long[] parameters = meant.keySet().stream().flatMap(p -> p.sources().stream()).mapToLong(RegisteredParameter::id).distinct().toArray();
        Set<String> types = meant.keySet().stream().map(RegisteredParameter::resourceType).collect(Collectors.toSet());
        Set<Long> read = new LinkedHashSet<>(seen);
        List<StoredVersion> rows;
        do {
            rows = IncludeLoader.referring(session, targets, parameters, IncludeLoader.array(read), limit, types, reach);
            rows.forEach(v -> read.add(v.rid()));
            rows.stream().filter(this::refers).forEach(found::add);
        } while (rows.size() == limit && found.size() < limit);
        return found;
    }

    private boolean refers(StoredVersion v) {
        String type = Definitions.r4().typeOf(v.type());
        JsonObject resource = JsonReader.object(v.body());
        boolean[] refers = new boolean[1];
        meant.forEach((p, canonicals) -> {
            if (p.resourceType().equals(type)) {
                p.path().forEach(resource, (value, valueType) ->
                        refers[0] |= value instanceof JsonString s && canonicals.contains(CanonicalIncludes.canonical(s.value())));
            }
        });
        return refers[0];
    }
}
