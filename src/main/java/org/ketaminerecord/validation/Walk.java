package org.ketaminerecord.validation;

import java.util.List;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNull;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;

/** One walk over one resource, and over those inside it. */
final class Walk {

    private final Findings found = new Findings();
    private boolean conditional;
    private boolean insideContained;
    /** The resource whose contained resources a reference with # means, and those once they were asked for. */
    private JsonObject container;
    private Containment containment;

    /** @param conditional true when references may be searches */
    Walk(boolean conditional) {
        this.conditional = conditional;
    }

    List<Issue> check(JsonObject resource, String expectedType) {
        resource(resource, expectedType);
        if (found.count() == 0) {
            return List.of();
        }
        String root = resource.string("resourceType");
        found.within(0, root != null && Definitions.r4().isResourceType(root) ? root : "Resource");
        return found.issues();
    }

    // ---- resources ------------------------------------------------------------------------------------

    /** A resource of its own: the one sent, or one in a Bundle or Parameters. */
    private void resource(JsonObject resource, String expectedType) {
        Shape shape = shape(resource, expectedType);
        if (shape == null) {
            return;
        }
        JsonObject outerContainer = container;
        Containment outerContainment = containment;
        boolean outerInside = insideContained;
        boolean outerConditional = conditional;
        container = resource;
        containment = null;
        insideContained = false;
        conditional = conditional || shape.name.equals("Bundle") && "transaction".equals(resource.string("type"));
        members(resource, shape);
        container = outerContainer;
        containment = outerContainment;
        insideContained = outerInside;
        conditional = outerConditional;
    }

    private void contained(JsonObject resource) {
        if (insideContained) {
            return;                                     // said once, where it is contained (dom-2)
        }
        Shape shape = shape(resource, null);
        if (shape != null) {
            containment().check(resource, found);
            insideContained = true;
            members(resource, shape);
            insideContained = false;
        }
    }

    private Shape shape(JsonObject resource, String expectedType) {
        JsonValue type = resource.get("resourceType");
        if (type == null) {
            structure(FaultCode.UNKNOWN_TYPE, "", Sentences.noType(expectedType));
            return null;
        }
        if (!(type instanceof JsonString name)) {
            structure(FaultCode.WRONG_TYPE, "", "\"resourceType\" is " + Sentences.what(type)
                    + ". Send the name of a resource type as a string.");
            return null;
        }
        Shape shape = Shape.ofResource(name.value());
        if (shape == null) {
            structure(FaultCode.UNKNOWN_TYPE, "", Sentences.unknownType(name.value()));
        } else if (expectedType != null && !expectedType.equals(shape.name)) {
            structure(FaultCode.TYPE_MISMATCH, "", Sentences.otherType(shape.name, expectedType));
            return null;
        }
        return shape;
    }

    private Containment containment() {
        if (containment == null) {
            containment = new Containment(container);
        }
        return containment;
    }

    // ---- objects --------------------------------------------------------------------------------------

    private void members(JsonObject object, Shape shape) {
        int size = object.size();
        if (size == 0) {
            found.add(IssueType.INVARIANT, FaultCode.INVALID_VALUE, Sentences.emptyObject(shape));
            return;
        }
        long seen = 0;
        for (int i = 0; i < size && !found.full(); i++) {
            String name = object.name(i);
            Slot slot = shape.slot(name);
            if (slot != null) {
                if (slot.choice && (seen & slot.bit) != 0) {
                    oneOfChoice(object, i, slot, shape);
                }
                seen |= slot.bit;
                member(object, slot, object.value(i));
            } else if (!shape.resource || !name.equals("resourceType")) {
                structure(FaultCode.UNKNOWN_ELEMENT, isPlain(name) ? name : "", Sentences.unknownMember(name, shape));
            }
        }
        for (long rest = shape.mandatory & ~seen; rest != 0; rest &= rest - 1) {
            String base = shape.base(rest);
            found.add(IssueType.REQUIRED, FaultCode.MISSING_ELEMENT, base, Sentences.missing(base, shape));
        }
        boolean hasContent = shape.resource || (seen & ~shape.id) != 0;
        for (Invariant.Compiled invariant : shape.invariants) {
            if (hasContent && !invariant.holds(seen)) {
                found.add(IssueType.INVARIANT, FaultCode.INVARIANT, invariant.rule().sentence(shape.name));
            }
        }
        if (!hasContent && seen != 0 && size == 1 && shape.mandatory == 0 && !shape.name.equals("Element")) {
            found.add(IssueType.INVARIANT, FaultCode.INVALID_VALUE,
                    Sentences.idAlone("other elements of " + shape.name));
        }
        if (shape.extra == Shape.Extra.PERIOD) {
            period(object);
        }
    }

    private void member(JsonObject object, Slot slot, JsonValue value) {
        int before = found.count();
        if (!slot.many) {
            one(object, slot, value, -1);
            if (found.count() > before) {
                found.within(before, slot.segment());
            }
        } else if (value instanceof JsonArray array) {
            int size = array.size();
            if (size == 0) {
                found.add(IssueType.STRUCTURE, FaultCode.INVALID_VALUE, slot.segment(), Sentences.emptyArray(slot));
            }
            for (int i = 0; i < size && !found.full(); i++) {
                int beforeItem = found.count();
                one(object, slot, array.get(i), i);
                if (found.count() > beforeItem) {
                    found.within(beforeItem, slot.segment(i));
                }
            }
        } else {
            structure(FaultCode.WRONG_TYPE, slot.segment(), Sentences.noArray(slot, value));
        }
    }

    /** One value in a slot; the index is -1 when the slot does not repeat. */
    private void one(JsonObject owner, Slot slot, JsonValue value, int index) {
        switch (slot.kind) {
            case PRIMITIVE -> primitive(owner, slot, value, index);
            case COMPANION -> companion(owner, slot, value, index);
            case COMPLEX -> complex(slot, value);
            case RESOURCE -> {
                if (!(value instanceof JsonObject o)) {
                    wrongType(slot, value);
                } else if (slot.many) {
                    contained(o);
                } else {
                    resource(o, null);
                }
            }
        }
    }

    private void complex(Slot slot, JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            wrongType(slot, value);
            return;
        }
        Shape shape = slot.shape();
        int before = found.count();
        members(object, shape);
        if (found.count() == before) {
            if (shape.extra == Shape.Extra.REFERENCE) {
                reference(object, slot);
            } else if (slot.codes != null && !slot.codes.allows(object, shape.name)) {
                wrongCoding(object, slot);
            }
        }
    }

    private void oneOfChoice(JsonObject object, int at, Slot slot, Shape shape) {
        for (int i = 0; i < at; i++) {
            Slot other = shape.slot(object.name(i));
            if (other != null && other.bit == slot.bit && other.element != slot.element) {
                structure(FaultCode.CARDINALITY, slot.element.base(), Sentences.twoOfChoice(other, slot));
                return;
            }
        }
    }

    // ---- primitives -----------------------------------------------------------------------------------

    private void primitive(JsonObject owner, Slot slot, JsonValue value, int index) {
        Primitive p = slot.primitive;
        if (value instanceof JsonString s && p.json == Primitive.Json.STRING) {
            text(slot, s.value());
        } else if (value instanceof JsonNumber n && p.json == Primitive.Json.NUMBER) {
            if (!p.accepts(n.text())) {
                invalid(slot, n.text());
            }
        } else if (value == JsonNull.NULL && index >= 0) {
            if (!isFilled(owner, "_" + slot.name, index)) {
                structure(FaultCode.WRONG_TYPE, "", Sentences.nullValue(slot));
            }
        } else if (!(value instanceof JsonBoolean) || p.json != Primitive.Json.BOOLEAN) {
            wrongType(slot, value);
        }
    }

    private void text(Slot slot, String text) {
        if (slot.primitive == Primitive.XHTML) {
            String fault = Xhtml.fault(text);
            if (fault != null) {
                found.add(IssueType.INVALID, FaultCode.INVALID_NARRATIVE, fault);
            }
        } else if (!slot.primitive.accepts(text)) {
            invalid(slot, text);
        } else if (slot.codes != null && !slot.codes.has(text)) {
            found.add(IssueType.CODE_INVALID, FaultCode.INVALID_CODE, Sentences.invalidCode(slot, text));
        }
    }

    /** The id and extensions of a primitive (R4 json.html#primitive). */
    private void companion(JsonObject owner, Slot slot, JsonValue value, int index) {
        String plain = slot.element.name();
        if (value instanceof JsonObject object) {
            members(object, slot.shape());
            if (object.size() == 1 && object.has("id") && !isFilled(owner, plain, index)) {
                found.add(IssueType.INVARIANT, FaultCode.INVALID_VALUE,
                        Sentences.idAlone("a \"" + plain + "\" or extensions"));
            }
        } else if (value != JsonNull.NULL || index < 0) {
            wrongType(slot, value);
        } else if (!isFilled(owner, plain, index)) {
            structure(FaultCode.WRONG_TYPE, "", Sentences.nullCompanion(slot));
        }
    }

    /** True when a member, or its item at an index, is there and not null. */
    private static boolean isFilled(JsonObject owner, String name, int index) {
        JsonValue value = owner.get(name);
        if (index < 0) {
            return value != null;
        }
        return value instanceof JsonArray array && index < array.size() && array.get(index) != JsonNull.NULL;
    }

    // ---- types that are looked at as a whole ----------------------------------------------------------

    private void reference(JsonObject object, Slot slot) {
        if (!(object.get("reference") instanceof JsonString s)) {
            return;
        }
        String text = s.value();
        String fault = text.charAt(0) == '#' ? containment().fault(text, slot.targets, insideContained)
                : ReferenceText.fault(text, slot.targets, conditional);
        if (fault != null) {
            boolean local = text.charAt(0) == '#';
            found.add(local ? IssueType.INVARIANT : IssueType.VALUE,
                    local ? FaultCode.CONTAINED : FaultCode.INVALID_REFERENCE, "reference", fault);
        } else if (object.get("type") instanceof JsonString type && ReferenceText.isRelative(text)) {
            String name = type.value().substring(type.value().lastIndexOf('/') + 1);
            if (!ReferenceText.isOf(name, text)) {
                found.add(IssueType.VALUE, FaultCode.INVALID_REFERENCE, "type", "\"type\" says " + Excerpt.of(name)
                        + " but the reference points to another type. Send the same type in both, "
                        + "or leave \"type\" out.");
            }
        }
    }

    private void period(JsonObject object) {
        if (object.get("start") instanceof JsonString start && object.get("end") instanceof JsonString end
                && DateText.isDateTime(start.value()) && DateText.isDateTime(end.value())
                && DateText.isAfter(start.value(), end.value())) {
            found.add(IssueType.INVARIANT, FaultCode.INVARIANT, "The period starts after its end (per-1). "
                    + "Send a start that is not later than the end.");
        }
    }

    private void wrongCoding(JsonObject object, Slot slot) {
        JsonObject coding = object.get("coding") instanceof JsonArray codings
                && codings.getFirst() instanceof JsonObject first ? first : object;
        found.add(IssueType.CODE_INVALID, FaultCode.INVALID_CODE, Sentences.invalidCoding(slot, coding.string("code")));
    }

    // ---- issues ---------------------------------------------------------------------------------------

    private void structure(FaultCode code, String path, String diagnostics) {
        found.add(IssueType.STRUCTURE, code, path, diagnostics);
    }

    private void wrongType(Slot slot, JsonValue value) {
        structure(FaultCode.WRONG_TYPE, "", Sentences.wrongType(slot, value));
    }

    private void invalid(Slot slot, String text) {
        boolean id = slot.primitive == Primitive.ID && slot.name.equals("id");
        found.add(IssueType.VALUE, id ? FaultCode.INVALID_ID : FaultCode.INVALID_VALUE,
                Sentences.invalidValue(slot, text));
    }

    /** True when a name can stand in a FHIRPath as it is. */
    private static boolean isPlain(String name) {
        return !name.isEmpty() && name.length() <= 64 && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(c -> c == '_' || c < 0x7F && Character.isLetterOrDigit(c));
    }
}
