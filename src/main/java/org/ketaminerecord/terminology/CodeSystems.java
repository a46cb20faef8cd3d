package org.ketaminerecord.terminology;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.json.JsonObject;

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

    /**
     * The code and all that it subsumes: what {@code :below} means (R4 search.html#modifiers).
     *
     * @throws org.ketaminerecord.outcome.Fault (422) when the system or the code is not defined here completely
     */
    public Set<String> below(String system, String code) {
        CodeSystem definition = hierarchy(system);
        return definition.selfAndDescendants(required(definition, code));
    }

    /**
     * The code and all that subsume it: what {@code :above} means (R4 search.html#modifiers).
     *
     * @throws org.ketaminerecord.outcome.Fault (422) when the system or the code is not defined here completely
     */
    public Set<String> above(String system, String code) {
        CodeSystem definition = hierarchy(system);
        return definition.selfAndAncestors(required(definition, code));
    }

    private static String required(CodeSystem system, String code) {
        Concept concept = system.concept(code);
        if (concept == null) {
            throw Refusal.unknownCode(system, code, null);
        }
        return concept.code();
    }

    private CodeSystem hierarchy(String system) {
        CodeSystem found = find(Canonical.of(system));
        if (found == null) {
            throw Refusal.unknown("CodeSystem", Canonical.of(system), content, ", and what its codes subsume is not known");
        }
        requireComplete(found, null, "what its codes subsume is not known");
        requireSubsumption(found, null);
        return found;
    }

    /** Refuses a definition that has not all of the system's concepts. */
    static void requireComplete(CodeSystem system, String expression, String unknown) {
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
