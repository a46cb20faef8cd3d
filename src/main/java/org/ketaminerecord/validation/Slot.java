package org.ketaminerecord.validation;

import org.ketaminerecord.definition.ElementDefinition;

/** A member that an object of some type may have in JSON, made ready for the walk. */
final class Slot {

    /** What stands in a slot. COMPANION is the {@code _name} with id and extensions of a primitive {@code name}. */
    enum Kind { PRIMITIVE, COMPANION, COMPLEX, RESOURCE }

    final String name;
    final ElementDefinition element;
    final Kind kind;
    final Primitive primitive;
    final boolean many;
    final boolean choice;
    /** The bit of its FHIRPath name among those of the object. */
    final long bit;
    final RequiredCodes codes;
    /** The types a reference here may point to, or null for any. */
    final String[] targets;
    private Shape shape;

    Slot(String name, ElementDefinition element, Kind kind, Primitive primitive, long bit) {
        this.name = name;
        this.element = element;
        this.kind = kind;
        this.primitive = primitive;
        this.bit = bit;
        many = element.many();
        choice = element.choice();
        codes = element.required() == null || kind == Kind.COMPANION ? null : RequiredCodes.of(element.required());
        targets = element.targets().isEmpty() || element.targets().contains("Resource") ? null
                : element.targets().toArray(String[]::new);
    }

    /** The shape of the objects here. Found at first use, as types refer to one another in circles. */
    Shape shape() {
        Shape s = shape;
        if (s == null) {
            s = Shape.of(kind == Kind.COMPANION ? "Element" : element.type());
            shape = s;                      // a race sets the same object twice
        }
        return s;
    }

    /** The step of a FHIRPath to this element. */
    String segment() {
        return choice ? element.base() + ".ofType(" + element.type() + ")" : element.base();
    }

    /** The step of a FHIRPath to one of its repetitions. */
    String segment(int index) {
        return segment() + '[' + index + ']';
    }
}
