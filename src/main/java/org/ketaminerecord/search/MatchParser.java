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

/** Reads one condition of a query: a parameter with its modifier, a chain, or {@code _has}. */
final class MatchParser {

    private static final int DEEPEST = 6;
    /** A reference of any type leads to 148 of them, and from there again: more alternatives no database plans in time. */
    private static final int MOST_ALTERNATIVES = 1000;

    private final ParameterRegistry registry;

    MatchParser(ParameterRegistry registry) {
        this.registry = registry;
    }

    Match parse(String type, String name, String value, RequestBase base) {
        return parse(type, name, value, base, new Way(0, new AtomicInteger()));
    }

    /** How far a condition has gone: through so many references here, and by so many steps in all. */
    private record Way(int depth, AtomicInteger steps) {

        Way further() {
            return new Way(depth + 1, steps);
        }
    }

    private Match parse(String type, String name, String value, RequestBase base, Way way) {
        if (way.depth() > DEEPEST) {
            throw SearchParser.refuse(FaultCode.TOO_COSTLY, "'" + name + "' goes through more than " + DEEPEST + " references.");
        }
        if (way.steps().incrementAndGet() > MOST_ALTERNATIVES) {
            throw SearchParser.refuse(FaultCode.TOO_COSTLY, "The references on the way to '" + name + "' lead to too many types. Name the "
                    + "type at each, for example subject:Patient.name.");
        }
        if (name.startsWith("_has:")) {
            return has(type, name, value, base, way);
        }
        int dot = name.indexOf('.');
        if (dot > 0) {
            return chain(type, name.substring(0, dot), name.substring(dot + 1), value, base, way);
        }
        int colon = name.indexOf(':');
        return leaf(type, colon < 0 ? name : name.substring(0, colon), colon < 0 ? "" : name.substring(colon + 1), value, base);
    }

    /** A parameter of a type by its code, or a refusal that names the nearest. */
    RegisteredParameter parameter(String type, String code) {
        RegisteredParameter p = registry.find(type, code);
        if (p == null) {
            throw SearchParser.unknown(registry, type, code);
        }
        return p;
    }

    private Match leaf(String type, String code, String modifier, String value, RequestBase base) {
        RegisteredParameter p = parameter(type, code);
        if (p.place() == Place.NOWHERE) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_PARAMETER,
                    "This server does not search by '" + code + "' of " + type + " yet. Leave it out.");
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
        String kindModifier = modifier;
        if (p.definition().type() == SearchParameterType.REFERENCE && Definitions.r4().isResourceType(modifier)) {
            ReferenceParameter.checkTarget(p, modifier);
        } else if (!modifier.isEmpty() && !p.kind().modifiers().contains(modifier)) {
            throw unknownModifier(p, modifier);
        }
        return p.kind().match(p, kindModifier, values, base);
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
        Fault last = null;
        for (String target : targets) {
            try {
                anyOf.add(new Match.Chained(p, target, parse(target, tail, value, base, way.further())));
            } catch (Fault fault) {
                last = fault;
                if (fault.issues().getFirst().code() != FaultCode.UNKNOWN_PARAMETER) {
                    throw fault;
                }
            }
        }
        if (anyOf.isEmpty()) {
            throw last;
        }
        return anyOf.size() == 1 ? anyOf.getFirst() : new Match.Any(anyOf);
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
            throw SearchParser.refuse(FaultCode.UNKNOWN_TYPE, "'" + type + "' is not a resource type of R4." + SearchParser.nearestType(type));
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
        return SearchParser.refuse(FaultCode.UNKNOWN_MODIFIER, "'" + p.code() + "' has no modifier ':" + modifier + "'." + hint
                + " It has :" + String.join(", :", known)
                + (p.definition().type() == SearchParameterType.REFERENCE ? " and the types it may refer to" : "") + ".");
    }
}
