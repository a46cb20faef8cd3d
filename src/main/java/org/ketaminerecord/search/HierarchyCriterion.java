package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.search.parameter.Escapes;
import org.ketaminerecord.search.parameter.Hierarchy;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.ReferenceParameter;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.RequestBase;

/** Reads {@code :above} and {@code :below} of a reference (R4 search.html#recursive). */
final class HierarchyCriterion {

    static final Set<String> MODIFIERS = Set.of("above", "below");

    private HierarchyCriterion() {
    }

    static Match of(ParameterRegistry registry, RegisteredParameter p, String modifier, List<String> values, RequestBase base) {
        Map<String, RegisteredParameter> relations = relations(registry, p);
        if (relations.isEmpty()) {
            throw SearchParser.refuse(FaultCode.UNKNOWN_MODIFIER, "'" + p.code() + ":" + modifier + "' goes up or down a hierarchy, and what '" + p.code()
                    + "' of " + p.resourceType() + " refers to is in none. Leave the modifier out.");
        }
        Map<String, List<String>> ids = new LinkedHashMap<>();
        for (String raw : values) {
            String value = Escapes.unescape(raw);
            String relative = base.relative(value) == null ? value : base.relative(value);
            String[] parts = relative.split("/");
            if (parts.length == 1 && relations.size() > 1) {
                throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "'" + p.code() + ":" + modifier + "' needs to know the type of '" + value
                        + "'. Send " + String.join("/" + value + " or ", relations.keySet()) + "/" + value + ".");
            }
            String type = parts.length == 1 ? relations.keySet().iterator().next() : parts[0];
            if (parts.length > 2 || !relations.containsKey(type)) {
                throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "'" + p.code() + ":" + modifier + "' takes an id or Type/id of "
                        + String.join(", ", relations.keySet()) + ", not '" + value + "'.");
            }
            ids.computeIfAbsent(type, t -> new ArrayList<>()).add(parts[parts.length - 1]);
        }
        List<Match> anyOf = new ArrayList<>();
        ids.forEach((type, ofType) -> anyOf.add(new Hierarchy(p, relations.get(type), ofType, modifier.equals("below"))));
        return anyOf.size() == 1 ? anyOf.getFirst() : new Match.Any(anyOf);
    }

    /** By type, the parameters by which what a reference may lead to is part of its like. */
    private static Map<String, RegisteredParameter> relations(ParameterRegistry registry, RegisteredParameter p) {
        Map<String, RegisteredParameter> relations = new TreeMap<>();
        List<String> targets = ReferenceParameter.targets(p);
        for (String type : targets.isEmpty() ? Definitions.r4().resourceTypes() : targets) {
            if (Definitions.r4().isResourceType(type)) {
                registry.of(type).stream().filter(Hierarchy::relates).findFirst().ifPresent(r -> relations.put(type, r));
            }
        }
        return relations;
    }
}
