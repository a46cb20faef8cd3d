package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.DateParameter;
import org.ketaminerecord.search.parameter.Escapes;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.ReferenceParameter;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.RegisteredParameter.Place;
import org.ketaminerecord.search.parameter.RequestBase;
import org.ketaminerecord.search.parameter.TextIndex;

/** Reads one condition of a query: a parameter with its modifier, a chain, or {@code _has}. */
final class MatchParser {

    private static final Set<String> SPECIAL = Set.of("_filter", "_list", "_query");

    private static final int DEEPEST = 6;
    /** A reference of any type leads to 148 of them, and from there again: more alternatives no database plans in time. */
    private static final int MOST_ALTERNATIVES = 1000;

    private final ParameterRegistry registry;
    private final StoredTerminology terminology;

    MatchParser(ParameterRegistry registry, StoredTerminology terminology) {
        this.registry = registry;
        this.terminology = terminology;
    }

    /**
     * A condition on everything that is searched. Where the parameter is not the same for all types, each type has its own
     * condition (R4 search.html#all: the parameters of a search across types are those that all of them have).
     */
    Match parse(SearchScope scope, String name, String value, RequestBase base) {
        Way way = new Way(0, new AtomicInteger(), new CodeSetParser(terminology));
        Match special = special(scope, name, value, base);
        if (special != null) {
            return special;
        }
        if (scope.single()) {
            return parse(scope.types().getFirst(), name, value, base, way);
        }
        boolean behind = name.startsWith("_has:") || name.indexOf('.') > 0;
        if (!behind) {
            String code = name.indexOf(':') < 0 ? name : name.substring(0, name.indexOf(':'));
            List<RegisteredParameter> byType = parameters(scope, code);
            if (byType.size() == 1) {
                return leaf(byType.getFirst(), name.equals(code) ? "" : name.substring(code.length() + 1), value, base, way);
            }
        }
        if (scope.types().isEmpty()) {
            throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "'" + SearchParser.cut(name) + "' leads through a reference, and a search of all types cannot say "
                    + "whose. Name the types: _type=Observation,Condition&" + name + "=...");
        }
        return new Match.Any(scope.types().stream().<Match>map(t -> new Match.All(List.of(new Match.OfType(t), parse(t, name, value, base, way))))
                .toList());
    }

    /** The compartment of a scope, as a condition. */
    Match compartment(SearchScope scope) {
        String compartment = scope.compartment().type();
        List<Short> numbers = new ArrayList<>();
        for (String type : scope.types()) {
            for (String code : Definitions.r4().compartment(compartment, type)) {
                RegisteredParameter p = registry.standard(type, code);
                if (p != null && p.path() != null) {
                    p.sources().forEach(s -> numbers.add(s.id()));
                }
            }
        }
        return new Match.InCompartment(compartment, scope.compartment().id(), numbers);
    }

    /** The parameter of each type that is searched; one alone when it is the same for all. */
    List<RegisteredParameter> parameters(SearchScope scope, String code) {
        if (scope.single()) {
            return List.of(parameter(scope.types().getFirst(), code));
        }
        List<RegisteredParameter> byType = new ArrayList<>();
        for (String type : scope.allTypes()) {
            RegisteredParameter p = registry.find(type, code);
            if (p == null) {
                throw registry.beingIndexed(type, code) == null ? notOfAll(scope, type, code) : SearchParser.unknown(registry, type, code);
            }
            byType.add(p);
        }
        RegisteredParameter common = RegisteredParameter.common(byType);
        return common == null ? byType : List.of(common);
    }

    private Fault notOfAll(SearchScope scope, String type, String code) {
        Set<String> common = new TreeSet<>();
        registry.of(type).forEach(p -> common.add(p.code()));
        scope.allTypes().forEach(t -> common.removeIf(c -> registry.find(t, c) == null));
        String shown = code.length() > 60 ? code.substring(0, 60) + "..." : code;
        return SearchParser.refuse(FaultCode.UNKNOWN_PARAMETER, scope.title() + " takes the parameters that all of the types have, and " + type
                + " has no '" + shown + "'." + Nearest.to(code, common).map(n -> " Did you mean '" + n + "'?").orElse("") + " They have "
                + String.join(", ", common) + ". Search fewer types with _type, or each by itself.");
    }

    /** How far a condition has gone: through so many references here, by so many steps in all; and the value sets met on it. */
    private record Way(int depth, AtomicInteger steps, CodeSetParser codeSets) {

        Way further() {
            return new Way(depth + 1, steps, codeSets);
        }
    }

    private Match parse(String type, String name, String value, RequestBase base, Way way) {
        if (way.depth() > DEEPEST) {
            throw SearchParser.refuse(FaultCode.TOO_COSTLY, "'" + SearchParser.cut(name) + "' goes through more than " + DEEPEST + " references.");
        }
        if (way.steps().incrementAndGet() > MOST_ALTERNATIVES) {
            throw SearchParser.refuse(FaultCode.TOO_COSTLY, "The references on the way to '" + SearchParser.cut(name) + "' lead to too many types. Name the "
                    + "type at each, for example subject:Patient.name.");
        }
        if (name.startsWith("_has:")) {
            return has(type, name, value, base, way);
        }
        int dot = name.indexOf('.');
        if (dot > 0) {
            return chain(type, name.substring(0, dot), name.substring(dot + 1), value, base, way);
        }
        Match special = special(SearchScope.of(type), name, value, base);
        if (special != null) {
            return special;
        }
        int colon = name.indexOf(':');
        return leaf(parameter(type, colon < 0 ? name : name.substring(0, colon)), colon < 0 ? "" : name.substring(colon + 1), value, base, way);
    }

    /** A parameter of a type by its code, or a refusal that names the nearest. */
    RegisteredParameter parameter(String type, String code) {
        RegisteredParameter p = registry.find(type, code);
        if (p == null) {
            throw SearchParser.unknown(registry, type, code);
        }
        return p;
    }

    private Match leaf(RegisteredParameter p, String modifier, String value, RequestBase base, Way way) {
        String code = p.code();
        if (TextIndex.isText(code)) {
            registry.text().require(code);
        }
        if (p.place() == Place.NOWHERE) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_PARAMETER,
                    "This server does not search by '" + code + "' of " + p.resourceType() + " yet. Leave it out.");
        }
        if (modifier.equals("missing")) {
            return switch (value) {
                case "true" -> new Match.Missing(p, true);
                case "false" -> new Match.Missing(p, false);
                default -> throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "'" + code + ":missing' takes true or false.");
            };
        }
        List<String> values = Escapes.split(value, ',');
        if (values.contains("")) {
            throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "One of the values of '" + code + "' is empty. Take the comma out, "
                    + "or write it \\, when it belongs to the value.");
        }
        if (p.place() == Place.ROW) {
            return row(p, modifier, values, base);
        }
        if (p.definition().type() == SearchParameterType.REFERENCE && Definitions.r4().isResourceType(modifier)) {
            ReferenceParameter.checkTarget(p, modifier);
        } else if (!modifier.isEmpty() && !p.kind().modifiers().contains(modifier)) {
            throw unknownModifier(p, modifier);
        }
        if (p.definition().type() == SearchParameterType.TOKEN && CodeSetParser.MODIFIERS.contains(modifier)) {
            return way.codeSets().match(p, modifier, values, base);
        }
        if (p.definition().type() == SearchParameterType.REFERENCE && HierarchyCriterion.MODIFIERS.contains(modifier)) {
            return HierarchyCriterion.of(registry, p, modifier, values, base);
        }
        return p.kind().match(p, modifier, values, base);
    }

    /** The condition of a parameter that reads no element of a resource; null when it is none of those. */
    private Match special(SearchScope scope, String name, String value, RequestBase base) {
        String code = name.indexOf(':') < 0 ? name : name.substring(0, name.indexOf(':'));
        if (!SPECIAL.contains(code)) {
            return null;
        }
        if (!code.equals(name)) {
            throw SearchParser.refuse(FaultCode.UNKNOWN_MODIFIER, "'" + code + "' has no modifiers. Send it as it is: " + code + "=...");
        }
        return switch (code) {
            case "_filter" -> FilterMatch.of(scope, value, this, base);
            case "_list" -> ListCriterion.of(parameter("List", "item"), value, base);
            default -> throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_PARAMETER,
                    "This server has no named queries, so that _query has nothing to name. Leave it out and send the search parameters "
                            + "themselves.");
        };
    }

    private static Match row(RegisteredParameter p, String modifier, List<String> values, RequestBase base) {
        if (p.code().equals("_lastUpdated")) {
            if (!modifier.isEmpty()) {
                throw unknownModifier(p, modifier);
            }
            return DateParameter.INSTANCE.match(p, modifier, values, base);
        }
        Match ids = new Match.Ids(values.stream().map(Escapes::unescape).toList());
        return switch (modifier) {
            case "" -> ids;
            case "not" -> new Match.Not(ids);
            default -> throw unknownModifier(p, modifier);
        };
    }

    private Match chain(String type, String head, String tail, String value, RequestBase base, Way way) {
        int colon = head.indexOf(':');
        RegisteredParameter p = parameter(type, colon < 0 ? head : head.substring(0, colon));
        if (p.definition().type() != SearchParameterType.REFERENCE) {
            throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "'" + p.code() + "' of " + type + " is not a reference; nothing can "
                    + "be asked behind it with a dot.");
        }
        List<String> targets;
        if (colon >= 0) {
            String target = head.substring(colon + 1);
            requireType(target);
            ReferenceParameter.checkTarget(p, target);
            targets = List.of(target);
        } else {
            targets = ReferenceParameter.targets(p).isEmpty() ? Definitions.r4().resourceTypes() : ReferenceParameter.targets(p);
        }
        List<Match> anyOf = new ArrayList<>();
        Fault refusal = null;
        for (String target : targets) {
            try {
                anyOf.add(new Match.Chained(p, target, parse(target, tail, value, base, way.further())));
            } catch (Fault fault) {
                refusal = tolerated(refusal, fault);
            }
        }
        if (anyOf.isEmpty()) {
            throw refusal;
        }
        return anyOf.size() == 1 ? anyOf.getFirst() : new Match.Any(anyOf);
    }

    /**
     * What stands in the way of one of several types is no refusal while another type has such a parameter. Of two refusals
     * the one to tell is that of the type which knows the parameter.
     *
     * @param before the refusal of the types before, or null
     * @throws Fault when no other type can help: the question goes too far, or one of them is being indexed and would be left out
     */
    static Fault tolerated(Fault before, Fault fault) {
        FaultCode code = fault.issues().getFirst().code();
        if (code == FaultCode.TOO_COSTLY || code == FaultCode.BEING_INDEXED) {
            throw fault;
        }
        return before == null || before.issues().getFirst().code() == FaultCode.UNKNOWN_PARAMETER ? fault : before;
    }

    private Match has(String type, String name, String value, RequestBase base, Way way) {
        String[] parts = name.split(":", 4);
        if (parts.length < 4) {
            throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "_has is written _has:Type:reference:parameter, for example "
                    + "_has:Observation:patient:code.");
        }
        requireType(parts[1]);
        RegisteredParameter p = parameter(parts[1], parts[2]);
        if (p.definition().type() != SearchParameterType.REFERENCE) {
            throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "'" + parts[2] + "' of " + parts[1] + " is not a reference to " + type + ".");
        }
        ReferenceParameter.checkTarget(p, type);
        return new Match.Referred(p, type, parse(parts[1], parts[3], value, base, way.further()));
    }

    /** Refuses a name that is not a resource type. */
    static void requireType(String type) {
        if (!Definitions.r4().isResourceType(type)) {
            throw SearchParser.refuse(FaultCode.UNKNOWN_TYPE, "'" + SearchParser.cut(type) + "' is not a resource type of R4." + SearchParser.nearestType(type));
        }
    }

    private static Fault unknownModifier(RegisteredParameter p, String modifier) {
        Set<String> known = new TreeSet<>();
        if (p.code().equals("_id")) {
            known.add("not");
        } else if (p.place() != Place.ROW) {
            known.addAll(p.kind().modifiers());
        }
        known.add("missing");
        String hint = Nearest.to(modifier, known).map(n -> " Did you mean ':" + n + "'?").orElse("");
        return SearchParser.refuse(FaultCode.UNKNOWN_MODIFIER, "'" + p.code() + "' has no modifier ':" + SearchParser.cut(modifier) + "'." + hint
                + " It has :" + String.join(", :", known)
                + (p.definition().type() == SearchParameterType.REFERENCE ? " and the types it may refer to" : "") + ".");
    }
}
