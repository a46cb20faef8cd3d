package org.ketaminerecord.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * The elements that {@code _elements} lists, with those that are mandatory or change the meaning of the rest, so that
 * the part is still a resource and not misread (R4 search.html#elements). A resource of a type that no name in the list
 * is for stays whole.
 */
final class ElementsSubset implements Subset {

    /** A listed element: {@code type} is null when it is for all types. */
    private record Path(String type, List<String> names) {
    }

    /** What is listed below an element; with nothing below, the element is wanted whole. */
    private record Wanted(Map<String, Wanted> below) {

        Wanted() {
            this(new HashMap<>());
        }

        void add(List<String> names) {
            Wanted at = this;
            for (int i = 0; i < names.size(); i++) {
                Wanted known = at.below.get(names.get(i));
                if (known != null && known.below.isEmpty()) {
                    return;                                     // name,name.family: the whole name
                }
                boolean last = i == names.size() - 1;
                Wanted next = known == null || last ? new Wanted() : known;
                at.below.put(names.get(i), next);
                at = next;
            }
        }

        Wanted of(ElementDefinition e) {
            Wanted byBase = below.get(e.base());
            return byBase == null ? below.get(e.name()) : byBase;
        }
    }

    private final List<Path> paths;

    private ElementsSubset(List<Path> paths) {
        this.paths = paths;
    }

    static ElementsSubset of(String list, Collection<String> types) {
        Definitions definitions = Definitions.r4();
        List<Path> paths = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            List<String> names = new ArrayList<>(List.of(item.strip().replace("[x]", "").split("\\.", -1)));
            String type = names.size() > 1 && definitions.isResourceType(names.getFirst()) ? names.removeFirst() : null;
            Collection<String> any = types.isEmpty() ? definitions.resourceTypes() : types;
            check(item.strip(), names, type == null ? any : List.of(type));
            paths.add(new Path(type, names));
        }
        return new ElementsSubset(List.copyOf(paths));
    }

    /** Refuses a path that leads nowhere from any of the types. */
    private static void check(String item, List<String> names, Collection<String> types) {
        Set<String> at = new LinkedHashSet<>(types);
        for (String name : names) {
            Set<String> next = new LinkedHashSet<>();
            Set<String> known = new LinkedHashSet<>();
            for (String typeName : at) {
                TypeDefinition type = Definitions.r4().type(typeName);
                type.elementsOf(name).forEach(e -> next.add(e.type()));
                if (type.element(name) != null) {
                    next.add(type.element(name).type());
                }
                known.addAll(type.bases());
            }
            if (next.isEmpty()) {
                String owner = at.size() == 1 ? at.iterator().next() + " does not have" : "none of the types here has";
                throw Fault.of(Reason.BAD_REQUEST, IssueType.VALUE, FaultCode.INVALID_PARAMETER, "_elements names \""
                        + (item.length() > 60 ? item.substring(0, 60) + "..." : item) + "\", which " + owner + ". "
                        + Nearest.to(name, known).map(n -> "Did you mean \"" + n + "\"?")
                        .orElse("Send names of elements with commas between, for example id,identifier."));
            }
            at = next;
        }
    }

    @Override
    public boolean coversIncluded() {
        return false;                       // R4 search.html#elements: "does not apply to included resources"
    }

    @Override
    public JsonObject of(JsonObject resource) {
        String type = resource.string("resourceType");
        Wanted wanted = new Wanted();
        for (Path path : paths) {
            if (path.type() == null || path.type().equals(type)) {
                wanted.add(path.names());
            }
        }
        return wanted.below().isEmpty() ? resource : Subset.tagged(part(Definitions.r4().type(type), resource, wanted));
    }

    private static JsonObject part(TypeDefinition type, JsonObject o, Wanted wanted) {
        boolean resource = type.kind() == TypeDefinition.Kind.RESOURCE;
        JsonObject part = new JsonObject();
        for (int i = 0; i < o.size(); i++) {
            String name = o.name(i);
            ElementDefinition e = type.element(name.charAt(0) == '_' ? name.substring(1) : name);
            if (e == null || resource && (name.equals("id") || name.equals("meta")) || e.min() > 0 || e.modifier()) {
                part.append(name, o.value(i));
            } else if (wanted.of(e) instanceof Wanted listed) {
                Subset.append(part, name, listed.below().isEmpty() ? o.value(i) : below(e, o.value(i), listed));
            }
        }
        return part;
    }

    private static JsonValue below(ElementDefinition e, JsonValue value, Wanted listed) {
        return switch (value) {
            case JsonArray a -> {
                JsonArray parts = new JsonArray();
                a.forEach(item -> Subset.add(parts, below(e, item, listed)));
                yield parts;
            }
            case JsonObject o -> part(Definitions.r4().type(e.type()), o, listed);
            default -> value;
        };
    }
}
