package org.ketaminerecord.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** The codes of a required binding (R4 terminologies.html#required). */
final class RequiredCodes {

    private static final ConcurrentMap<String, RequiredCodes> SETS = new ConcurrentHashMap<>();
    private static final int MOST_NAMED = 5;

    private final String valueSet;
    private final Map<String, List<String>> systems = new HashMap<>();

    private RequiredCodes(String valueSet, Set<String> codes) {
        this.valueSet = valueSet;
        for (String code : codes) {
            int bar = code.indexOf('|');
            systems.computeIfAbsent(code.substring(bar + 1), c -> new ArrayList<>(1)).add(code.substring(0, bar));
        }
    }

    /** The codes of a value set, or null when they cannot be listed. */
    static RequiredCodes of(String valueSet) {
        Set<String> codes = Definitions.r4().requiredCodes(valueSet);
        return codes == null ? null : SETS.computeIfAbsent(valueSet, v -> new RequiredCodes(v, codes));
    }

    boolean has(String code) {
        return systems.containsKey(code);
    }

    private boolean has(JsonObject coding) {
        return coding.get("code") instanceof JsonString code && coding.get("system") instanceof JsonString system
                && systems.getOrDefault(code.value(), List.of()).contains(system.value());
    }

    /**
     * True when a Coding is of the set, or one of the codings of a CodeableConcept is. One that says by an extension
     * why it has no code is left alone (R4 extension-data-absent-reason).
     */
    boolean allows(JsonObject concept, String type) {
        if (type.equals("Coding")) {
            return has(concept) || !concept.has("code") && concept.has("extension");
        }
        if (!(concept.get("coding") instanceof JsonArray codings)) {
            return concept.has("extension");
        }
        for (JsonValue coding : codings) {
            if (coding instanceof JsonObject o && has(o)) {
                return true;
            }
        }
        return false;
    }

    /** What to send in place of a code. */
    String instead(String code) {
        return "Send " + named(code) + ".";
    }

    /** What to send in place of a Coding or CodeableConcept. */
    String codingInstead(String code) {
        Set<String> from = new TreeSet<>();
        systems.values().forEach(from::addAll);
        return "Send a coding with " + named(code) + ", and its system"
                + (from.size() == 1 ? " " + from.iterator().next() : "") + ".";
    }

    /** The nearest codes first, then others to make up the number, so that there is always something to choose from. */
    private String named(String code) {
        Set<String> rest = new TreeSet<>(systems.keySet());
        List<String> named = new ArrayList<>();
        for (Optional<String> near = nearest(code, rest); near.isPresent() && named.size() < MOST_NAMED;
                near = nearest(code, rest)) {
            named.add(near.get());
            rest.remove(near.get());
        }
        for (String other : rest) {
            if (named.size() == MOST_NAMED) {
                break;
            }
            named.add(other);
        }
        boolean all = named.size() == systems.size();
        return (all ? "one of " : "one of the " + systems.size() + " codes of " + valueSet + ", such as ")
                + String.join(", ", named);
    }

    private static Optional<String> nearest(String code, Set<String> codes) {
        return code == null || code.length() > 40 ? Optional.empty() : Nearest.to(code, codes);
    }
}
