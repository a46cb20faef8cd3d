package org.ketaminerecord.profile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.json.JsonValue;

/** What a profile asks of an element and of those inside it. Not changed after its profile is compiled. */
final class ElementRule {

    static final int MANY = Integer.MAX_VALUE;

    /** A type that an element may have. */
    record Type(String code, List<String> profiles, List<String> targets) {
    }

    /** By what the slices of an element are told apart. */
    record Discriminator(String type, String path) {
    }

    /** The end of a range of values, as it is written. */
    record Limit(String text, BigDecimal number) {
    }

    /** A binding that can be broken. */
    record Binding(boolean required, String valueSet) {
    }

    /** The path in the definition: {@code Observation.value[x]}. */
    final String path;
    /** The name in FHIRPath: {@code value}. */
    final String name;
    String sliceName;
    int min;
    int max = MANY;
    List<Type> types = List.of();
    JsonValue fixed;
    JsonValue pattern;
    Limit least;
    Limit most;
    int longest = MANY;
    Binding binding;
    List<Constraint> constraints = List.of();
    boolean sliced;
    boolean closed;
    boolean ordered;
    List<Discriminator> discriminators = List.of();
    final List<ElementRule> slices = new ArrayList<>(0);
    final List<ElementRule> children = new ArrayList<>(0);
    /** The rule whose insides this one has too (contentReference), or null. */
    ElementRule sameAs;
    String contentReference;

    ElementRule(String path, String name) {
        this.path = path;
        this.name = name;
    }

    /** How often, in the way of definitions: {@code Observation.subject 1..1}. */
    String cardinality() {
        return path + " " + min + ".." + (max == MANY ? "*" : max);
    }

    /** The rules of what is inside. */
    List<ElementRule> inside() {
        return sameAs != null ? sameAs.inside() : children;
    }

    ElementRule child(String childName) {
        for (ElementRule c : inside()) {
            if (c.name.equals(childName)) {
                return c;
            }
        }
        return null;
    }

    boolean allows(String type) {
        for (Type t : types) {
            if (t.code().equals(type)) {
                return true;
            }
        }
        return types.isEmpty();
    }

    Type type(String code) {
        for (Type t : types) {
            if (t.code().equals(code)) {
                return t;
            }
        }
        return null;
    }
}
