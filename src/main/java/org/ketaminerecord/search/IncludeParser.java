package org.ketaminerecord.search;

import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.search.SearchRequest.Include;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.RegisteredParameter;

/** Reads {@code _include} and {@code _revinclude} (R4 search.html#revinclude). */
final class IncludeParser {

    private final MatchParser matchParser;
    private final ParameterRegistry registry;

    IncludeParser(MatchParser matchParser, ParameterRegistry registry) {
        this.matchParser = matchParser;
        this.registry = registry;
    }

    /** One include. */
    Include read(SearchScope scope, QueryParameter q, boolean reverse) {
        String modifier = q.name().indexOf(':') < 0 ? "" : q.name().substring(q.name().indexOf(':') + 1);
        if (!modifier.isEmpty() && !modifier.equals("iterate") && !modifier.equals("recurse")) {
            throw SearchParser.refuse(FaultCode.UNKNOWN_MODIFIER, "'" + q.name() + "' has a modifier that is not one of _include and "
                    + "_revinclude. Use :iterate or none.");
        }
        boolean iterate = !modifier.isEmpty();
        String[] parts = q.value().split(":", -1);
        if (q.value().equals("*")) {
            return new Include(reverse || !scope.single() ? null : scope.types().getFirst(), null, null, reverse, iterate);
        }
        if (parts.length < 2 || parts.length > 3) {
            throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "The value of " + q.name() + " is Type:parameter or Type:parameter:Type, for "
                    + "example Observation:encounter, not '" + SearchParser.cut(q.value()) + "'.");
        }
        MatchParser.requireType(parts[0]);
        if (parts.length == 3) {
            MatchParser.requireType(parts[2]);
        }
        if (!reverse && !iterate && !scope.allTypes().contains(parts[0])) {
            throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "This searches for " + String.join(", ", scope.types()) + ", which has no reference of "
                    + parts[0] + ". Name a parameter of what is searched, or use _include:iterate.");
        }
        RegisteredParameter p = parts[1].equals("*") ? null : matchParser.parameter(parts[0], parts[1]);
        if (p != null && p.definition().type() != SearchParameterType.REFERENCE) {
            throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "'" + parts[1] + "' of " + parts[0] + " is not a reference and cannot be "
                    + "followed. References are " + references(parts[0]) + ".");
        }
        return new Include(parts[0], p, parts.length == 3 ? parts[2] : null, reverse, iterate);
    }

    private String references(String of) {
        return String.join(", ", registry.of(of).stream().filter(p -> p.definition().type() == SearchParameterType.REFERENCE)
                .map(RegisteredParameter::code).toList());
    }
}
