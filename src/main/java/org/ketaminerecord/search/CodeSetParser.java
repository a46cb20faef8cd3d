package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.CodeSet;
import org.ketaminerecord.search.parameter.Escapes;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.RequestBase;
import org.ketaminerecord.search.parameter.TokenParameter;
import org.ketaminerecord.terminology.Canonical;
import org.ketaminerecord.terminology.Expansion;
import org.ketaminerecord.terminology.ValueSetExpander;

/**
 * Reads {@code :in}, {@code :not-in}, {@code :above} and {@code :below} of tokens (R4 search.html#token). Their codes are
 * found while the query is read, so that whatever is wrong with them is told of the parameter. One instance serves one
 * condition: the alternatives of a chain ask for the same value set.
 */
final class CodeSetParser {

    static final Set<String> MODIFIERS = Set.of("in", "not-in", "above", "below");

    private final StoredTerminology content;
    private final ValueSetExpander expander;
    private final Map<String, Expansion> found = new HashMap<>();

    CodeSetParser(StoredTerminology content) {
        this.content = content;
        this.expander = new ValueSetExpander(content);
    }

    /** The condition that a modifier and its values, with their escapes, stand for. */
    Match match(RegisteredParameter p, String modifier, List<String> values, RequestBase base) {
        if (!CodeSet.coded(p)) {
            throw SearchParser.refuse(FaultCode.UNKNOWN_MODIFIER, "'" + p.code() + "' of " + p.resourceType() + " reads " + String.join(" and ",
                    CodeSet.types(p)) + ", which is of no code system; ':" + modifier + "' cannot be asked of it.");
        }
        Set<TokenParameter.Value> codes = new LinkedHashSet<>();
        List<CodeSet.System> systems = new ArrayList<>();
        for (String value : values) {
            try {
                if (modifier.endsWith("in")) {
                    Expansion expansion = expansion(p, Escapes.unescape(value), base);
                    expansion.codes().keySet().forEach(c -> codes.add(CodeSet.value(p, c.system(), c.code())));
                    expansion.systems().forEach((system, excluded) -> systems.add(CodeSet.system(system, excluded)));
                } else {
                    related(p, modifier, value).forEach((system, of) -> of.forEach(c -> codes.add(CodeSet.value(p, system, c))));
                }
            } catch (Fault fault) {
                throw new Fault(Reason.BAD_REQUEST, fault.issues());     // of a search it is the request that is at fault
            }
        }
        return CodeSet.of(p, List.copyOf(codes), List.copyOf(systems), modifier.equals("not-in"));
    }

    private Expansion expansion(RegisteredParameter p, String value, RequestBase base) {
        Expansion expansion = found.get(value);
        if (expansion == null) {
            expansion = expand(value, base);
            found.put(value, expansion);
        }
        if (CodeSet.bare(p) && !expansion.systems().isEmpty()) {
            String system = expansion.systems().keySet().iterator().next();
            throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.NOT_EXPANDABLE, "The value set '" + value + "' has all codes of '"
                    + system + "', and which those are is not known, while '" + p.code() + "' of " + p.resourceType() + " has codes without a "
                    + "system. Store the CodeSystem '" + system + "' with content 'complete'.");
        }
        return expansion;
    }

    /** A value set by {@code ValueSet/id}, by its address on this server, or by its canonical. */
    private Expansion expand(String value, RequestBase base) {
        String relative = base.relative(value);
        LocalReference local = LocalReference.of(relative == null ? value : relative);
        if (local != null && local.type().equals("ValueSet")) {
            JsonObject stored = content.valueSetOfId(local.id());
            if (stored != null) {
                return expander.expand(stored);
            }
            if (relative == null) {
                throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_FOUND, FaultCode.UNKNOWN_VALUE_SET, "This server has no ValueSet with the id '"
                        + SearchParser.cut(local.id()) + "'. Store it: PUT [base]/ValueSet/" + SearchParser.cut(local.id()) + ", or name another by its url.");
            }
        }
        return expander.expand(Canonical.of(value));
    }

    private Map<String, Set<String>> related(RegisteredParameter p, String modifier, String raw) {
        List<String> parts = Escapes.split(raw, '|');
        if (parts.size() != 2 || parts.contains("")) {
            throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "'" + p.code() + ":" + modifier + "' takes system|code, for example http://snomed"
                    + ".info/sct|373265006: which codes are " + modifier + " another is known within a code system only.");
        }
        String system = Escapes.unescape(parts.get(0));
        String code = Escapes.unescape(parts.get(1));
        return Map.of(system, modifier.equals("below") ? expander.systems().below(system, code) : expander.systems().above(system, code));
    }
}
