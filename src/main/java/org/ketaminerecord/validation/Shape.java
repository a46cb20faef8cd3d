package org.ketaminerecord.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.TypeDefinition;

/** A type made ready for the walk: its members in a flat hash table, and its elements as bits. */
final class Shape {

    /** What an object of this type is looked at for beyond its members. */
    enum Extra { NONE, REFERENCE, PERIOD }

    private static final ConcurrentMap<String, Shape> SHAPES = new ConcurrentHashMap<>();

    final String name;
    final boolean resource;
    final Extra extra;
    /** The bits of the elements that must be there. */
    final long mandatory;
    /** The bit of the element id; an object of nothing else is empty (R4 element.html, ele-1). */
    final long id;
    final Invariant.Compiled[] invariants;
    private final TypeDefinition definition;
    private final List<String> bases;
    private final Slot[] table;

    private Shape(TypeDefinition type) {
        definition = type;
        name = type.name();
        resource = type.kind() == TypeDefinition.Kind.RESOURCE;
        extra = switch (name) {
            case "Reference" -> Extra.REFERENCE;
            case "Period" -> Extra.PERIOD;
            default -> Extra.NONE;
        };
        bases = List.copyOf(type.bases());
        if (bases.size() > Long.SIZE) {
            throw new IllegalStateException(name + " has " + bases.size() + " elements, more than bits in a long");
        }
        List<Slot> slots = new ArrayList<>();
        long must = 0;
        for (ElementDefinition e : type.elements()) {
            long bit = bit(e.base());
            if (e.min() > 0) {
                must |= bit;
            }
            Primitive primitive = primitive(e);
            if (primitive == null) {
                Slot.Kind kind = e.type().equals("Resource") ? Slot.Kind.RESOURCE : Slot.Kind.COMPLEX;
                slots.add(new Slot(e.name(), e, kind, null, bit));
            } else {
                slots.add(new Slot(e.name(), e, Slot.Kind.PRIMITIVE, primitive, bit));
                if (hasCompanion(e, primitive)) {
                    slots.add(new Slot(("_" + e.name()).intern(), e, Slot.Kind.COMPANION, null, bit));
                }
            }
        }
        mandatory = must;
        id = bit("id");
        invariants = Invariant.ALL.stream().filter(i -> i.types().contains(name)).map(this::compile)
                .toArray(Invariant.Compiled[]::new);
        table = table(slots);
    }

    /** The shape of a type, or null when there is no such type. */
    static Shape of(String type) {
        Shape s = SHAPES.get(type);
        if (s == null) {
            TypeDefinition definition = Definitions.r4().type(type);
            s = definition == null ? null : SHAPES.computeIfAbsent(type, t -> new Shape(definition));
        }
        return s;
    }

    /** The shape of a resource type that has instances, or null. */
    static Shape ofResource(String type) {
        Shape s = of(type);
        return s == null || !s.resource || s.definition.isAbstract() ? null : s;
    }

    /** The slot of a member, or null when the type has none of that name. */
    Slot slot(String member) {
        int mask = table.length - 1;
        int at = spread(member) & mask;
        for (Slot s = table[at]; s != null; s = table[at = (at + 1) & mask]) {
            if (s.name.equals(member)) {
                return s;
            }
        }
        return null;
    }

    /** The elements of this FHIRPath name. */
    List<ElementDefinition> elementsOf(String base) {
        return definition.elementsOf(base);
    }

    /** The names that members may have, companions left out. */
    List<String> names() {
        return definition.elements().stream().map(ElementDefinition::name).toList();
    }

    /** The FHIRPath name of the element with the lowest of these bits. */
    String base(long bits) {
        return bases.get(Long.numberOfTrailingZeros(bits));
    }

    private long bit(String base) {
        int at = bases.indexOf(base);
        return at < 0 ? 0 : 1L << at;
    }

    private Invariant.Compiled compile(Invariant rule) {
        long all = 0;
        for (String base : rule.elements()) {
            if (bit(base) == 0) {
                throw new IllegalStateException(rule.key() + " speaks of " + name + "." + base + ", which R4 has not");
            }
            all |= bit(base);
        }
        return new Invariant.Compiled(rule, bit(rule.elements().getFirst()), all);
    }

    /** The definitions type the id of a resource as a string; R4 resource.html#id makes it an id. */
    private Primitive primitive(ElementDefinition e) {
        if (e.name().equals("id")) {
            return resource ? Primitive.ID : Primitive.ELEMENT_ID;
        }
        return Primitive.of(e.type());
    }

    /** Element.id, Extension.url and xhtml are attributes or markup in XML and so have no extensions (R4 json.html). */
    private boolean hasCompanion(ElementDefinition e, Primitive primitive) {
        return primitive != Primitive.ELEMENT_ID && primitive != Primitive.XHTML
                && !(name.equals("Extension") && e.name().equals("url"));
    }

    private static Slot[] table(List<Slot> slots) {
        Slot[] table = new Slot[Integer.highestOneBit(slots.size() * 2) * 2];
        int mask = table.length - 1;
        for (Slot slot : slots) {
            int at = spread(slot.name) & mask;
            while (table[at] != null) {
                at = (at + 1) & mask;
            }
            table[at] = slot;
        }
        return table;
    }

    private static int spread(String name) {
        int hash = name.hashCode();
        return hash ^ hash >>> 16;
    }
}
