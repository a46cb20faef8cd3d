package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/**
 * The resources that one resource contains, by the references that lead to them (R4 references.html#contained): {@code #id},
 * and {@code #} alone, in a contained one, for the container.
 */
final class ContainedResources {

    /** Of a resource that contains none. */
    static final ContainedResources NONE = new ContainedResources(Map.of(), List.of());

    private record Place(long number, String type) {
    }

    private record Numbered(long number, JsonObject resource) {
    }

    private final Map<String, Place> byReference;
    private final List<Numbered> resources;

    private ContainedResources(Map<String, Place> byReference, List<Numbered> resources) {
        this.byReference = byReference;
        this.resources = resources;
    }

    /** @param rid the container's number */
    static ContainedResources of(JsonObject container, long rid) {
        if (!(container.getInterned("contained") instanceof JsonArray contained)) {
            return NONE;
        }
        Map<String, Place> byReference = new HashMap<>();
        List<Numbered> resources = new ArrayList<>();
        byReference.put("#", new Place(rid, container.string("resourceType")));
        for (int i = 0; i < contained.size() && i < 1 << ContainedNumber.PLACE_BITS; i++) {
            if (contained.get(i) instanceof JsonObject resource && resource.string("id") != null
                    && Definitions.r4().isResourceType(String.valueOf(resource.string("resourceType")))) {
                long number = ContainedNumber.of(rid, i);
                resources.add(new Numbered(number, resource));
                byReference.putIfAbsent("#" + resource.string("id"), new Place(number, resource.string("resourceType")));
            }
        }
        return new ContainedResources(byReference, resources);
    }

    boolean isEmpty() {
        return resources.isEmpty();
    }

    /** Calls for each with its number. */
    void forEach(BiConsumer<Long, JsonObject> action) {
        resources.forEach(r -> action.accept(r.number(), r.resource()));
    }

    /** The type that a reference beginning with # leads to, or null when it leads nowhere. */
    String type(String reference) {
        Place place = byReference.get(reference);
        return place == null ? null : place.type();
    }

    /** The number that a reference beginning with # leads to, or 0 when it leads nowhere. */
    long number(String reference) {
        Place place = byReference.get(reference);
        return place == null ? 0 : place.number();
    }
}
