package org.ketaminerecord.terminology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/**
 * A CodeSystem with its concepts and their hierarchy, which is written as concepts inside concepts and as properties
 * {@code parent} (or {@code subsumedBy}) and {@code child}; both count (R4 codesystem.html#hierarchy). Immutable.
 */
public final class CodeSystem {

    /** How much of the system the resource has (R4 ValueSet codesystem-content-mode). Only complete content can be listed or walked. */
    public enum Content { NOT_PRESENT, EXAMPLE, FRAGMENT, COMPLETE, SUPPLEMENT }

    private static final String STANDARD = "http://hl7.org/fhir/concept-properties#";

    private final Canonical canonical;
    private final Content content;
    private final String hierarchyMeaning;
    private final boolean caseSensitive;
    private final Map<String, Concept> concepts = new LinkedHashMap<>();
    private final Map<String, Set<String>> parents = new HashMap<>();
    private final Map<String, Set<String>> children = new HashMap<>();
    private final Map<String, String> folded = new HashMap<>();
    private final Set<String> properties = new LinkedHashSet<>();
    private final Map<String, String> standing = new HashMap<>();
    private final Set<String> numbers = new LinkedHashSet<>();
    private final JsonObject json;

    private CodeSystem(JsonObject json) {
        this.json = json;
        canonical = new Canonical(json.string("url"), json.string("version"));
        String mode = json.string("content");
        content = mode == null ? Content.COMPLETE : Content.valueOf(mode.toUpperCase(Locale.ROOT).replace('-', '_'));
        hierarchyMeaning = json.string("hierarchyMeaning");
        caseSensitive = json.get("caseSensitive") != JsonBoolean.FALSE;
        standing.put("subsumedBy", "parent");
        for (JsonObject p : json.objects("property")) {
            properties.add(p.string("code"));
            if ("integer".equals(p.string("type")) || "decimal".equals(p.string("type"))) {
                numbers.add(p.string("code"));
            }
            String uri = p.string("uri");
            if (uri != null && uri.startsWith(STANDARD)) {
                standing.put(p.string("code"), uri.substring(STANDARD.length()));
            }
        }
        json.objects("filter").forEach(f -> properties.add(f.string("code")));
        concepts(json);
    }

    /** Reads a CodeSystem resource. */
    public static CodeSystem of(JsonObject resource) {
        return new CodeSystem(resource);
    }

    private record Nested(JsonObject json, String parent) {
    }

    private void concepts(JsonObject json) {
        Deque<Nested> open = new ArrayDeque<>();
        push(open, json, null);
        while (!open.isEmpty()) {
            Nested next = open.pop();
            String code = next.json().string("code");
            if (code == null) {
                continue;
            }
            concepts.putIfAbsent(code, concept(next.json(), code));
            folded.putIfAbsent(code.toLowerCase(Locale.ROOT), code);
            if (next.parent() != null) {
                edge(next.parent(), code);
            }
            push(open, next.json(), code);
        }
        // codes of a hierarchy that the system does not define would be members that nobody can look up
        concepts.values().forEach(c -> c.properties().forEach((property, values) -> {
            for (String value : values) {
                switch (meaning(property)) {
                    case "parent" -> edge(value, c.code());
                    case "child" -> edge(c.code(), value);
                    default -> { }
                }
            }
        }));
    }

    private static void push(Deque<Nested> open, JsonObject json, String parent) {
        json.objects("concept").reversed().forEach(c -> open.push(new Nested(c, parent)));
    }

    private void edge(String parent, String child) {
        if (concepts.containsKey(parent) && concepts.containsKey(child) && !parent.equals(child)) {
            parents.computeIfAbsent(child, k -> new LinkedHashSet<>()).add(parent);
            children.computeIfAbsent(parent, k -> new LinkedHashSet<>()).add(child);
        }
    }

    private Concept concept(JsonObject json, String code) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        boolean inactive = false;
        boolean isAbstract = false;
        for (JsonObject p : json.objects("property")) {
            String property = p.string("code");
            String value = value(p);
            if (property == null || value == null) {
                continue;
            }
            properties.add(property);
            values.computeIfAbsent(property, k -> new ArrayList<>()).add(value);
            switch (meaning(property)) {
                case "inactive" -> inactive |= value.equals("true");
                case "status" -> inactive |= value.equals("retired") || value.equals("inactive");
                case "notSelectable" -> isAbstract |= value.equals("true");
                default -> { }
            }
        }
        List<Concept.Designation> designations = json.objects("designation").stream().map(CodeSystem::designation).toList();
        return new Concept(code, json.string("display"), json.string("definition"), inactive, isAbstract, designations, values, json);
    }

    static Concept.Designation designation(JsonObject json) {
        JsonObject use = json.object("use");
        return new Concept.Designation(json.string("language"), use == null ? null : use.string("system") + "|" + use.string("code"),
                json.string("value"), json);
    }

    private static String value(JsonObject property) {
        for (String name : property.names()) {
            if (name.startsWith("value")) {
                JsonValue value = property.get(name);
                return switch (value) {
                    case JsonString s -> s.value();
                    case JsonNumber n -> n.text();
                    case JsonBoolean b -> Boolean.toString(b.value());
                    case JsonObject coding -> coding.string("code");
                    default -> null;
                };
            }
        }
        return null;
    }

    /** What a property means by R4 (codesystem.html#defined-props): the last part of its URI, or its own code. */
    String meaning(String property) {
        return standing.getOrDefault(property, property);
    }

    /** True for a property whose values are numbers, in which 1.0 is 1. */
    boolean numeric(String property) {
        return numbers.contains(property);
    }

    /** The resource. */
    public JsonObject json() {
        return json;
    }

    /** Its url and version. */
    public Canonical canonical() {
        return canonical;
    }

    /** How much of the system is here. */
    public Content content() {
        return content;
    }

    /** All concepts by code, in the order of the resource. */
    public Map<String, Concept> concepts() {
        return Collections.unmodifiableMap(concepts);
    }

    /** The concept of a code, compared as {@code caseSensitive} says; null when there is none. */
    public Concept concept(String code) {
        Concept exact = concepts.get(code);
        return exact != null || caseSensitive ? exact : concepts.get(folded.getOrDefault(code.toLowerCase(Locale.ROOT), ""));
    }

    /** True when codes differ by case. */
    public boolean caseSensitive() {
        return caseSensitive;
    }

    /** The codes of properties and filters that it declares or uses. */
    public Set<String> properties() {
        return Collections.unmodifiableSet(properties);
    }

    /** The codes directly above a code. */
    public Set<String> parents(String code) {
        return parents.getOrDefault(code, Set.of());
    }

    /** The codes directly below a code. */
    public Set<String> children(String code) {
        return children.getOrDefault(code, Set.of());
    }

    /**
     * Whether the hierarchy is one of kinds, in which what is below is subsumed. R4 leaves it open when hierarchyMeaning
     * is absent; it is taken for is-a then, as everybody does.
     */
    public boolean subsumes() {
        return hierarchyMeaning == null || hierarchyMeaning.equals("is-a");
    }

    /** What the hierarchy means, as the resource says it; null when it does not. */
    public String hierarchyMeaning() {
        return hierarchyMeaning;
    }

    /** A code and all below it. */
    public Set<String> selfAndDescendants(String code) {
        return closure(code, children);
    }

    /** A code and all above it. */
    public Set<String> selfAndAncestors(String code) {
        return closure(code, parents);
    }

    private static Set<String> closure(String from, Map<String, Set<String>> edges) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String code = open.pop();
            if (seen.add(code)) {
                edges.getOrDefault(code, Set.of()).forEach(open::push);
            }
        }
        return seen;
    }
}
