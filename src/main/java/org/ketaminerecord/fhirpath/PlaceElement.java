package org.ketaminerecord.fhirpath;

import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.ResourceFactory;
import org.hl7.fhir.r4.model.StringType;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/**
 * A {@link Place} in the shape that HAPI's FHIRPath engine takes. Resources, complex types and decimals are seen
 * through this class; other primitives and quantities, of which the engine asks the class, are HAPI's own with the
 * place attached.
 */
public final class PlaceElement extends Base {

    private static final String PLACE = "place";

    private final transient Place place;

    private PlaceElement(Place place) {
        this.place = place;
    }

    /** What stands at a place, for the engine. */
    public static Base of(Place place) {
        Base base = switch (place.type().name()) {
            case "decimal" -> null;
            case "Quantity" -> quantity(place.members());
            default -> place.isPrimitive() ? primitive(place) : null;
        };
        if (base == null) {
            return new PlaceElement(place);
        }
        base.setUserData(PLACE, place);
        return base;
    }

    /** The place of an item of the engine's answer; null when it stands nowhere but was calculated. */
    public static Place placeOf(Base item) {
        return item instanceof PlaceElement e ? e.place : (Place) item.getUserData(PLACE);
    }

    private static Base primitive(Place place) {
        String text = place.text();
        if (place.type().name().equals("xhtml")) {
            return new StringType(text);
        }
        PrimitiveType<?> primitive = (PrimitiveType<?>) ResourceFactory.createType(place.type().name());
        try {
            primitive.setValueAsString(text);
            return primitive;
        } catch (RuntimeException e) {
            return new StringType(text);                   // no value of its type, but it can be selected
        }
    }

    private static Quantity quantity(JsonObject json) {
        Quantity quantity = new Quantity()
                .setUnit(json.string("unit")).setSystem(json.string("system")).setCode(json.string("code"));
        if (json.get("value") instanceof JsonNumber n) {
            quantity.setValue(Exact.number(n.text()));
        }
        return Exact.quantity(quantity);
    }

    @Override
    public String fhirType() {
        return place.type().name();
    }

    @Override
    public boolean isPrimitive() {
        return place.isPrimitive();
    }

    @Override
    public String primitiveValue() {
        return place.isPrimitive() && place.text() != null ? Exact.text(place.text()) : null;
    }

    @Override
    public boolean isResource() {
        return place.type().kind() == TypeDefinition.Kind.RESOURCE;
    }

    @Override
    protected void listChildren(List<Property> result) {
        for (String name : place.memberType().bases()) {
            List<Base> values = place.children(name).stream().map(PlaceElement::of).toList();
            if (!values.isEmpty()) {
                result.add(new Property(name, values.getFirst().fhirType(), "", 0, Integer.MAX_VALUE, values));
            }
        }
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    /** FHIRPath {@code =}: the same content, wherever it stands. */
    @Override
    public boolean equalsDeep(Base other) {
        return other instanceof PlaceElement e && e.place.content().equals(place.content());
    }

    @Override
    public String getIdBase() {
        return place.members().string("id");
    }

    @Override
    public void setIdBase(String value) {
        throw new UnsupportedOperationException("a view is not written through");
    }

    @Override
    public Base copy() {
        return new PlaceElement(place);
    }
}
