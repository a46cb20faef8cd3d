package org.ketaminerecord.capability;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ketaminerecord.packages.PackagedResource;
import org.ketaminerecord.packages.Packages;

/** The profiles of loaded packages by the resource type that they are on, without R4's own. */
final class PackagedProfiles {

    private final Map<String, Map<String, TreeSet<String>>> versions = new TreeMap<>();

    PackagedProfiles(Packages packages) {
        for (PackagedResource r : packages.ofType("StructureDefinition")) {
            if ("resource".equals(r.kind()) && r.about() != null && r.url() != null && !Packages.ofR4(r)) {
                versions.computeIfAbsent(r.about(), k -> new TreeMap<>()).computeIfAbsent(r.url(), k -> new TreeSet<>()).add(String.valueOf(r.version()));
            }
        }
    }

    /** Those of a type, by URL; with its version each where there are several of one. */
    List<String> of(String type) {
        return versions.getOrDefault(type, Map.of()).entrySet().stream()
                .flatMap(e -> e.getValue().size() == 1 ? List.of(e.getKey()).stream() : e.getValue().stream().map(v -> e.getKey() + "|" + v)).toList();
    }
}
