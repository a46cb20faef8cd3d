package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNull;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** The walk of one chain over a resource, cut where a step needs all that the steps before it found. */
final class Way {

    private record Found(JsonValue value, String type) {
    }

    private final List<Walk[]> segments = new ArrayList<>();
    private final List<Step> cuts = new ArrayList<>();

    Way(List<Step> chain) {
        List<Walk> segment = new ArrayList<>();
        for (Step step : chain) {
            if (step instanceof Step.First || step instanceof Step.Exists) {
                segments.add(segment.toArray(Walk[]::new));
                cuts.add(step);
                segment = new ArrayList<>();
            } else {
                segment.add(new Walk(step));
            }
        }
        segments.add(segment.toArray(Walk[]::new));
    }

    void go(int from, JsonValue node, String type, ContainedResources contained, ValuePath.Visitor visitor) {
        if (from == cuts.size()) {
            step(segments.get(from), 0, node, type, contained, visitor);
            return;
        }
        List<Found> found = new ArrayList<>();
        step(segments.get(from), 0, node, type, contained, (value, valueType) -> found.add(new Found(value, valueType)));
        if (cuts.get(from) instanceof Step.Exists exists) {
            go(from + 1, JsonBoolean.of(found.isEmpty() != exists.some()), "boolean", contained, visitor);
        } else if (!found.isEmpty()) {
            go(from + 1, found.getFirst().value(), found.getFirst().type(), contained, visitor);
        }
    }

    private static void step(Walk[] walk, int at, JsonValue value, String type, ContainedResources contained, ValuePath.Visitor visitor) {
        if (at == walk.length) {
            visitor.value(value, type);
            return;
        }
        switch (walk[at].step) {
            case Step.Child child -> {
                if (!(value instanceof JsonObject object)) {
                    return;
                }
                for (ElementDefinition e : walk[at].elements(type, object, child.name())) {
                    JsonValue found = object.getInterned(e.name());
                    if (found instanceof JsonArray array) {
                        int only = at + 1 < walk.length && walk[at + 1].step instanceof Step.Index i ? i.at() : -1;
                        for (int i = 0; i < array.size(); i++) {
                            if (array.get(i) != JsonNull.NULL && (only < 0 || only == i)) {
                                step(walk, at + 1, array.get(i), e.type(), contained, visitor);
                            }
                        }
                    } else if (found != null && found != JsonNull.NULL) {
                        step(walk, at + 1, found, e.type(), contained, visitor);
                    }
                }
            }
            case Step.Index ignored -> step(walk, at + 1, value, type, contained, visitor);
            case Step.OfType of -> {
                if (of.type().equals(actual(value, type))) {
                    step(walk, at + 1, value, of.type(), contained, visitor);
                }
            }
            case Step.ResolvesTo to -> {
                if (value instanceof JsonObject reference && refersTo(reference, to.type(), contained)) {
                    step(walk, at + 1, value, type, contained, visitor);
                }
            }
            case Step.Where where -> {
                if (value instanceof JsonObject o && where.value().equals(text(o.get(where.member())))) {
                    step(walk, at + 1, value, type, contained, visitor);
                }
            }
            case Step.First ignored -> throw new IllegalStateException("between two segments");
            case Step.Exists ignored -> throw new IllegalStateException("between two segments");
        }
    }

    private static String text(JsonValue value) {
        return switch (value) {
            case JsonString s -> s.value();
            case JsonBoolean b -> Boolean.toString(b.value());
            case JsonNumber n -> n.text();
            case null, default -> null;
        };
    }

    private static String actual(JsonValue value, String type) {
        return type.equals("Resource") && value instanceof JsonObject o ? String.valueOf(o.string("resourceType")) : type;
    }

    /** Whether a reference is to a type, as far as it tells: an identifier without a type may be of any. */
    private static boolean refersTo(JsonObject reference, String type, ContainedResources contained) {
        String url = reference.string("reference");
        String within = url == null || !url.startsWith("#") ? null : contained.type(url);
        if (within != null) {
            return type.equals(within);
        }
        if (url == null || url.startsWith("#")) {
            return reference.string("type") == null || type.equals(reference.string("type"));
        }
        int end = url.indexOf("/_history/");
        String target = end < 0 ? url : url.substring(0, end);
        int slash = target.lastIndexOf('/');
        return slash > 0 && target.regionMatches(slash - type.length(), type, 0, type.length())
                && (slash == type.length() || target.charAt(slash - type.length() - 1) == '/');
    }

    /** A step with the elements it last went to; nearly always it comes from the same type again. */
    private static final class Walk {

        private record Known(String type, List<ElementDefinition> elements) {
        }

        private final Step step;
        private Known known = new Known("", List.of());

        Walk(Step step) {
            this.step = step;
        }

        List<ElementDefinition> elements(String type, JsonObject object, String name) {
            Known last = known;
            if (last.type() == type) {
                return last.elements();
            }
            TypeDefinition d = Definitions.r4().type(actual(object, type));
            List<ElementDefinition> elements = d == null ? List.of() : ValuePath.elements(d, name);
            if (!type.equals("Resource")) {
                known = new Known(type, elements);
            }
            return elements;
        }
    }
}
