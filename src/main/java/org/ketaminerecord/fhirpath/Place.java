package org.ketaminerecord.fhirpath;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/**
 * An element of a resource as FHIRPath sees it, and where it stands in the resource's tree, so that it can be edited
 * there. Valid until the tree is changed.
 *
 * @param parent  the place it is in; null for the resource itself
 * @param element what it is in its parent; null for the resource itself
 * @param at      which occurrence, from 0
 * @param type    its type; of a contained resource its own
 * @param content its value and companion
 */
public record Place(Place parent, ElementDefinition element, int at, TypeDefinition type, Repetition content) {

    /** The place of a whole resource. */
    public static Place of(JsonObject resource) {
        return new Place(null, null, 0, typeOf(resource), new Repetition(resource, null));
    }

    /** The places of the elements with a FHIRPath name, {@code value} for {@code valueQuantity}; none is fine. */
    public List<Place> children(String name) {
        JsonObject members = members();
        List<Place> places = new ArrayList<>();
        if (members != null) {
            for (ElementDefinition e : memberType().elementsOf(name)) {
                add(members, e, places);
            }
        }
        return places;
    }

    /** The places of all elements inside. */
    public List<Place> children() {
        JsonObject members = members();
        List<Place> places = new ArrayList<>();
        for (int i = 0; members != null && i < members.size(); i++) {
            String name = members.name(i);
            boolean companion = name.startsWith("_");
            ElementDefinition e = memberType().element(companion ? name.substring(1) : name);
            if (e != null && !(companion && members.has(e.name()))) {
                add(members, e, places);
            }
        }
        return places;
    }

    /** The object that holds the elements inside: of a primitive its companion, which may be null. */
    public JsonObject members() {
        return content.value() instanceof JsonObject o ? o : content.companion();
    }

    /** The type that says which elements can be inside. */
    public TypeDefinition memberType() {
        return isPrimitive() ? Definitions.r4().type("Element") : type;
    }

    /** True when it has a value instead of elements. */
    public boolean isPrimitive() {
        return type.kind() == TypeDefinition.Kind.PRIMITIVE;
    }

    /** The text of a primitive, or null when it has extensions only. */
    public String text() {
        return switch (content.value()) {
            case JsonString s -> s.value();
            case JsonNumber n -> n.text();
            case JsonBoolean b -> Boolean.toString(b.value());
            case null -> null;
            default -> content.value().toString();
        };
    }

    /** The occurrences of the element of which this is one; a list that can be changed. */
    public List<Repetition> siblings() {
        return Repetition.of(parent.members(), element);
    }

    private void add(JsonObject members, ElementDefinition e, List<Place> places) {
        List<Repetition> all = Repetition.of(members, e);
        for (int i = 0; i < all.size(); i++) {
            JsonValue value = all.get(i).value();
            TypeDefinition its = Definitions.r4().type(e.type());
            if (its.kind() == TypeDefinition.Kind.RESOURCE && value instanceof JsonObject o) {
                its = typeOf(o);
            }
            places.add(new Place(this, e, i, its, all.get(i)));
        }
    }

    private static TypeDefinition typeOf(JsonObject resource) {
        String name = resource.string("resourceType");
        TypeDefinition type = name == null ? null : Definitions.r4().type(name);
        return type != null ? type : Definitions.r4().type("Resource");
    }
}
