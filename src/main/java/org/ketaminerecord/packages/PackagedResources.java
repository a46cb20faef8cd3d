package org.ketaminerecord.packages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.terminology.Canonical;

/** The resources of all packages, found by canonical or by id. Of two versions the later one is meant where none is named. */
final class PackagedResources {

    private final Map<String, List<PackagedResource>> byUrl = new HashMap<>();
    private final Map<String, PackagedResource> byId = new HashMap<>();
    private final Map<String, List<PackagedResource>> byType = new HashMap<>();
    private final List<PackagedResource> all = new ArrayList<>();

    void add(PackagedResource resource) {
        if (resource.url() != null) {
            byUrl.computeIfAbsent(resource.type() + " " + resource.url(), k -> new ArrayList<>(1)).add(resource);
        }
        if (resource.id() != null) {
            byId.merge(resource.type() + "/" + resource.id(), resource, (known, other) ->
                    Canonical.later(String.valueOf(other.version()), String.valueOf(known.version())) < 0 ? other : known);
        }
        all.add(resource);
        byType.computeIfAbsent(resource.type(), k -> new ArrayList<>()).add(resource);
    }

    PackagedResource byUrl(String type, String url, String version) {
        PackagedResource best = null;
        for (PackagedResource r : byUrl.getOrDefault(type + " " + url, List.of())) {
            if (version == null ? best == null || Canonical.later(String.valueOf(r.version()), String.valueOf(best.version())) < 0 : version.equals(r.version())) {
                best = r;
            }
        }
        return best;
    }

    List<PackagedResource> allByUrl(String type, String url) {
        return byUrl.getOrDefault(type + " " + url, List.of());
    }

    PackagedResource byId(String type, String id) {
        return byId.get(type + "/" + id);
    }

    List<PackagedResource> all() {
        return all;
    }

    Collection<PackagedResource> ofType(String type) {
        return byType.getOrDefault(type, List.of());
    }
}
