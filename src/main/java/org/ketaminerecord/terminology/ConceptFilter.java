package org.ketaminerecord.terminology;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.json.JsonObject;

/** One {@code filter} of an include: a property, an operator and a value (R4 valueset-filter-operator). */
final class ConceptFilter {

    private static final List<String> BUILT_IN = List.of("concept", "code", "display", "definition", "parent", "child", "inactive",
            "notSelectable");
    private static final List<String> OPERATORS = List.of("=", "is-a", "descendent-of", "is-not-a", "regex", "in", "not-in", "generalizes", "exists");

    private final CodeSystem system;
    private final String property;
    private final String value;
    private final String expression;
    private final String valueSet;

    private ConceptFilter(CodeSystem system, JsonObject filter, String expression, String valueSet) {
        this.system = system;
        this.property = filter.string("property");
        this.value = filter.string("value");
        this.expression = expression;
        this.valueSet = valueSet;
    }

    /**
     * The concepts that a filter selects.
     *
     * @param expression where the filter stands
     * @param valueSet   the value set that it stands in, for messages
     */
    static Predicate<Concept> of(CodeSystem system, JsonObject filter, String expression, String valueSet) {
        ConceptFilter f = new ConceptFilter(system, filter, expression, valueSet);
        String op = filter.string("op");
        if (f.property == null || f.value == null || op == null) {
            throw Refusal.wrong(expression, "A filter of the ValueSet '" + valueSet + "' lacks its property, op or value. Correct the ValueSet.");
        }
        f.requireProperty();
        return switch (op) {
            case "=" -> f.equal(List.of(f.value));
            case "in" -> f.equal(f.list());
            case "not-in" -> f.equal(f.list()).negate();
            case "is-a" -> f.inHierarchy(system.selfAndDescendants(f.anchor()));
            case "descendent-of" -> {
                Set<String> below = system.selfAndDescendants(f.anchor());
                below.remove(f.anchor());
                yield f.inHierarchy(below);
            }
            case "is-not-a" -> f.inHierarchy(system.selfAndDescendants(f.anchor())).negate();
            case "generalizes" -> f.inHierarchy(system.selfAndAncestors(f.anchor()));
            case "regex" -> f.matching();
            case "exists" -> f.existing();
            default -> throw Refusal.wrong(expression, "'" + op + "' in the ValueSet '" + valueSet + "' is not an operator of R4. Those are "
                    + String.join(", ", OPERATORS) + ".");
        };
    }

    private void requireProperty() {
        if (BUILT_IN.contains(property) || system.properties().contains(property)) {
            return;
        }
        Set<String> known = new TreeSet<>(BUILT_IN);
        known.addAll(system.properties());
        throw Refusal.wrong(expression, "A filter of the ValueSet '" + valueSet + "' is on '" + property + "', a property that the CodeSystem '"
                + system.canonical() + "' does not have." + Nearest.to(property, known).map(n -> " Did you mean '" + n + "'?").orElse("")
                + " It has " + String.join(", ", known) + ".");
    }

    /** The values of the property; a property that every concept has by R4 is there without being written. */
    private List<String> values(Concept c) {
        return switch (property) {
            case "concept", "code" -> List.of(c.code());
            case "display" -> c.display() == null ? List.of() : List.of(c.display());
            case "definition" -> c.definition() == null ? List.of() : List.of(c.definition());
            default -> switch (system.meaning(property)) {
                case "parent" -> List.copyOf(system.parents(c.code()));
                case "child" -> List.copyOf(system.children(c.code()));
                case "inactive" -> List.of(Boolean.toString(c.inactive()));
                case "notSelectable" -> List.of(Boolean.toString(c.isAbstract()));
                default -> c.properties().getOrDefault(property, List.of());
            };
        };
    }

    private List<String> list() {
        return Arrays.stream(value.split(",")).map(String::trim).filter(v -> !v.isEmpty()).toList();
    }

    private Predicate<Concept> equal(List<String> wanted) {
        Set<String> texts = wanted.stream().map(this::comparable).collect(Collectors.toSet());
        return c -> values(c).stream().anyMatch(v -> texts.contains(comparable(v)));
    }

    /** One text for all ways to write a value: numbers whatever their digits, and codes are compared as the system compares them. */
    private String comparable(String text) {
        boolean code = switch (system.meaning(property)) {
            case "concept", "code", "parent", "child" -> true;
            default -> false;
        };
        if (code) {
            Concept known = system.concept(text);
            return known == null ? text : known.code();
        }
        if (system.numeric(property) && text.length() < 40) {
            try {
                return new BigDecimal(text).stripTrailingZeros().toString();
            } catch (NumberFormatException noNumber) {
                return text;
            }
        }
        return text;
    }

    /** The code that the filter names; everything below it would silently be nothing if there were no such code. */
    private String anchor() {
        if (!property.equals("concept") && !property.equals("code")) {
            throw Refusal.undecided(expression, "A filter of the ValueSet '" + valueSet + "' asks for the hierarchy of '" + property
                    + "'; this server knows that of 'concept'. Correct the ValueSet, or store its expansion.");
        }
        CodeSystems.requireSubsumption(system, expression);
        Concept concept = system.concept(value.trim());
        if (concept == null) {
            throw Refusal.unknownCode(system, value, expression);
        }
        return concept.code();
    }

    private static Predicate<Concept> inHierarchy(Set<String> codes) {
        return c -> codes.contains(c.code());
    }

    /** The whole value must match, as patterns of XML Schema do. */
    private Predicate<Concept> matching() {
        Pattern pattern;
        try {
            pattern = Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            throw Refusal.wrong(expression, "'" + Refusal.cut(value) + "' in the ValueSet '" + valueSet + "' is not a regular expression: "
                    + e.getDescription() + ". Correct the ValueSet.");
        }
        Patience patience = new Patience();
        return c -> values(c).stream().anyMatch(v -> matches(pattern, patience, v));
    }

    private boolean matches(Pattern pattern, Patience patience, String text) {
        try {
            return pattern.matcher(new Patient(text, patience)).matches();
        } catch (Exhausted | StackOverflowError e) {
            throw Refusal.tooCostly(valueSet, "has a regular expression, '" + Refusal.cut(value) + "', that takes too long");
        }
    }

    private Predicate<Concept> existing() {
        return switch (value) {
            case "true" -> this::exists;
            case "false" -> c -> !exists(c);
            default -> throw Refusal.wrong(expression, "'exists' in the ValueSet '" + valueSet + "' takes true or false, not '"
                    + Refusal.cut(value) + "'. Correct the ValueSet.");
        };
    }

    private boolean exists(Concept c) {
        return c.properties().containsKey(property) || !Set.of("inactive", "notSelectable").contains(system.meaning(property)) && !values(c).isEmpty();
    }

    /** How many characters the regular expressions of one filter may still look at. */
    private static final class Patience {
        private long left = 50_000_000;
    }

    private static final class Exhausted extends RuntimeException {
        Exhausted() {
            super(null, null, false, false);
        }
    }

    /** A text that counts how often it is looked at: there are expressions that would look for years. */
    private record Patient(CharSequence text, Patience patience) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (patience.left-- <= 0) {
                throw new Exhausted();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }
    }
}
