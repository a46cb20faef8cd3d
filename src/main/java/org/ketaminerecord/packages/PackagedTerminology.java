package org.ketaminerecord.packages;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.terminology.Canonical;
import org.ketaminerecord.terminology.TerminologyContent;

/** The ValueSets, CodeSystems and ConceptMaps of packages, and of R4 itself. */
@Singleton
public class PackagedTerminology implements TerminologyContent {

    /** A ConceptMap, and the systems that it maps from and to. */
    private record Mapping(PackagedResource map, Set<String> from, Set<String> to) {
    }

    private final Packages packages;
    private volatile List<Mapping> mappings;

    /** @param packages the packages */
    @Inject
    public PackagedTerminology(Packages packages) {
        this.packages = packages;
    }

    @Override
    public JsonObject valueSet(Canonical canonical) {
        return find("ValueSet", canonical);
    }

    @Override
    public JsonObject codeSystem(Canonical canonical) {
        return find("CodeSystem", canonical);
    }

    @Override
    public JsonObject conceptMap(Canonical canonical) {
        return find("ConceptMap", canonical);
    }

    @Override
    public List<JsonObject> conceptMaps(String system, boolean to) {
        return mappings().stream().filter(m -> (to ? m.to() : m.from()).contains(system)).map(m -> m.map().read()).toList();
    }

    @Override
    public Collection<String> urls(String type) {
        return packages.urls(type);
    }

    private JsonObject find(String type, Canonical canonical) {
        PackagedResource found = packages.byUrl(type, canonical.url(), canonical.version());
        return found == null ? null : found.read();
    }

    /** Of each ConceptMap the latest, by URL; computed twice at worst, with the same result. */
    private List<Mapping> mappings() {
        List<Mapping> known = mappings;
        if (known == null) {
            known = packages.urls("ConceptMap").stream().map(url -> packages.addedByUrl("ConceptMap", url, null))
                    .sorted(Comparator.comparing(PackagedResource::url)).map(PackagedTerminology::mapping).toList();
            mappings = known;
        }
        return known;
    }

    private static Mapping mapping(PackagedResource map) {
        JsonObject json = map.read();
        return new Mapping(map, systems(json, "source"), systems(json, "target"));
    }

    private static Set<String> systems(JsonObject map, String side) {
        Set<String> systems = new HashSet<>();
        map.objects("group").stream().map(g -> g.string(side)).filter(Objects::nonNull).forEach(systems::add);
        return Set.copyOf(systems);
    }
}
