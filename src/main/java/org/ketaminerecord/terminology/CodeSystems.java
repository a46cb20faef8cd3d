package org.ketaminerecord.terminology;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;

/** The code systems of one question, each read once. */
public final class CodeSystems {

    private final TerminologyContent content;
    private final Map<Canonical, CodeSystem> known = new HashMap<>();

    /** @param content where they come from */
    public CodeSystems(TerminologyContent content) {
        this.content = content;
    }

    /** A system, or null when there is no definition of it. */
    public CodeSystem find(Canonical canonical) {
        if (known.containsKey(canonical)) {
            return known.get(canonical);
        }
        JsonObject json = content.codeSystem(canonical);
        CodeSystem system = json == null ? null : CodeSystem.of(json);
        known.put(canonical, system);
        return system;
    }

    /** The systems that were found so far, in the order of their URLs. */
    public List<CodeSystem> found() {
        return known.values().stream().filter(Objects::nonNull).distinct().sorted(Comparator.comparing(s -> s.canonical().toString())).toList();
    }

    /**
     * The code and all that it subsumes: what {@code :below} means (R4 search.html#modifiers).
     *
     * @throws Fault (422) when the system or the code is not defined here completely
     */
    public Set<String> below(String system, String code) {
        try {
            CodeSystem definition = hierarchy(system);
            return definition.selfAndDescendants(required(definition, code));
        } catch (Fault fault) {
            return elsewhere(system, code, "is-a", fault);
        }
    }

    /**
     * The code and all that subsume it: what {@code :above} means (R4 search.html#modifiers).
     *
     * @throws Fault (422) when the system or the code is not defined here completely
     */
    public Set<String> above(String system, String code) {
        try {
            CodeSystem definition = hierarchy(system);
            return definition.selfAndAncestors(required(definition, code));
        } catch (Fault fault) {
            return elsewhere(system, code, "generalizes", fault);
        }
    }

    private Set<String> elsewhere(String system, String code, String operator, Fault fault) {
        JsonObject filter = new JsonObject().put("property", "concept").put("op", operator).put("value", code);
        JsonObject valueSet = new JsonObject().put("resourceType", "ValueSet").put("status", "active").put("compose", new JsonObject().put("include",
                JsonArray.of(new JsonObject().put("system", system).put("filter", JsonArray.of(filter)))));
        Set<String> codes = new LinkedHashSet<>(Set.of(code));
        JsonObject answer = Elsewhere.expansion(content.server(), valueSet, fault);
        ValueSetExpander.entries(answer).forEach(c -> codes.add(c.string("code")));
        return codes;
    }

    private static String required(CodeSystem system, String code) {
        Concept concept = system.concept(code);
        if (concept == null) {
            requireComplete(system, null, "whether it has the code '" + Refusal.cut(code) + "' is not known");
            throw Refusal.unknownCode(system, code, null);
        }
        return concept.code();
    }

    /**
     * How one code stands to another (R4 ValueSet concept-subsumption-outcome).
     *
     * @return {@code equivalent}, {@code subsumes}, {@code subsumed-by} or {@code not-subsumed}
     * @throws Fault (422) when the system or a code is not defined here, or not completely
     */
    public String subsumption(Canonical canonical, String a, String b) {
        CodeSystem system = defined(canonical);
        String from = required(system, a);
        String to = required(system, b);
        if (from.equals(to)) {
            return "equivalent";
        }
        requireComplete(system, null, "what its codes subsume is not known");
        requireSubsumption(system, null);
        boolean above = system.selfAndDescendants(from).contains(to);
        boolean below = system.selfAndAncestors(from).contains(to);
        // in a circle each is above the other
        return above && below ? "equivalent" : above ? "subsumes" : below ? "subsumed-by" : "not-subsumed";
    }

    private CodeSystem defined(Canonical canonical) {
        CodeSystem found = find(canonical);
        if (found == null) {
            throw Refusal.unknown("CodeSystem", canonical, content, ", and what its codes subsume is not known");
        }
        return found;
    }

    private CodeSystem hierarchy(String system) {
        CodeSystem found = defined(Canonical.of(system));
        requireComplete(found, null, "what its codes subsume is not known");
        requireSubsumption(found, null);
        return found;
    }

    /** Refuses a definition that has not all of the system's concepts. */
    public static void requireComplete(CodeSystem system, String expression, String unknown) {
        if (system.content() != CodeSystem.Content.COMPLETE) {
            throw Refusal.undecided(expression, "The CodeSystem '" + system.canonical() + "' is stored with content '"
                    + system.content().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "' only, so " + unknown
                    + ". Store it with content 'complete'.");
        }
    }

    /** Refuses a hierarchy that is not one of kinds. */
    static void requireSubsumption(CodeSystem system, String expression) {
        if (!system.subsumes()) {
            throw Refusal.undecided(expression, "The hierarchy of the CodeSystem '" + system.canonical() + "' is '" + system.hierarchyMeaning()
                    + "', in which no code subsumes another. Search by the codes that you mean.");
        }
    }
}
