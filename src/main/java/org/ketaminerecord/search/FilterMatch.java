package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.FilterExpression.Comparison;
import org.ketaminerecord.search.FilterExpression.Reference;
import org.ketaminerecord.search.parameter.DateRange;
import org.ketaminerecord.search.parameter.Escapes;
import org.ketaminerecord.search.parameter.FilterCondition;
import org.ketaminerecord.search.parameter.FilterCondition.Relation;
import org.ketaminerecord.search.parameter.Folding;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.NumberRange;
import org.ketaminerecord.search.parameter.ReferenceParameter;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.RegisteredParameter.Place;
import org.ketaminerecord.search.parameter.RequestBase;
import org.ketaminerecord.search.parameter.StringParameter;
import org.ketaminerecord.search.parameter.UriParameter;

/** The condition that a {@code _filter} stands for: parameters looked up, operators as their types take them. */
final class FilterMatch {

    private static final int LONGEST_WAY = 6;
    private static final int MOST_ALTERNATIVES = 1000;

    private final MatchParser matchParser;
    private final RequestBase base;
    private int alternatives;

    private FilterMatch(MatchParser matchParser, RequestBase base) {
        this.matchParser = matchParser;
        this.base = base;
    }

    /**
     * The condition of a filter on what is searched.
     *
     * @throws Fault when the filter cannot be read, or asks what the parameters there do not answer
     */
    static Match of(SearchScope scope, String filter, MatchParser matchParser, RequestBase base) {
        return new FilterMatch(matchParser, base).match(scope, FilterParser.parse(filter));
    }

    private Match match(SearchScope scope, FilterExpression filter) {
        return switch (filter) {
            case FilterExpression.And and -> new Match.All(and.all().stream().map(f -> match(scope, f)).toList());
            case FilterExpression.Or or -> new Match.Any(or.anyOf().stream().map(f -> match(scope, f)).toList());
            case FilterExpression.Not not -> new Match.Not(match(scope, not.filter()));
            case Comparison c -> comparison(scope, c);
        };
    }

    /** R4: the operator is evaluated against the set of all values that the path leads to. */
    private Match comparison(SearchScope scope, Comparison c) {
        return switch (c.operator()) {
            case PR -> present(scope, c);
            case NI -> new Match.Not(everywhere(scope, c, p -> inValueSet(p, c)));
            default -> everywhere(scope, c, p -> compare(p, c));
        };
    }

    private Match present(SearchScope scope, Comparison c) {
        Match present = everywhere(scope, c, p -> {
            requirePlace(p);
            return new Match.Missing(p, false);
        });
        return switch (c.value().toLowerCase(Locale.ROOT)) {
            case "true" -> present;
            case "false" -> new Match.Not(present);
            default -> throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "'" + c.name() + " pr' takes true or false.");
        };
    }

    /** Where a parameter is not the same for all types that are searched, each type has its own condition. */
    private Match everywhere(SearchScope scope, Comparison c, Function<RegisteredParameter, Match> last) {
        if (scope.single()) {
            return follow(scope.types().getFirst(), c, 0, last);
        }
        if (c.way().isEmpty()) {
            List<RegisteredParameter> byType = matchParser.parameters(scope, c.name());
            if (byType.size() == 1) {
                return last.apply(byType.getFirst());
            }
        }
        if (scope.types().isEmpty()) {
            throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "The _filter leads through a reference, and a search of all types cannot say "
                    + "whose. Name the types with _type.");
        }
        return new Match.Any(scope.types().stream().<Match>map(t -> new Match.All(List.of(new Match.OfType(t), follow(t, c, 0, last)))).toList());
    }

    // ---- references on the way ---------------------------------------------------------------------

    private Match follow(String type, Comparison c, int at, Function<RegisteredParameter, Match> last) {
        if (at == c.way().size()) {
            return last.apply(matchParser.parameter(type, c.name()));
        }
        if (at == LONGEST_WAY) {
            throw tooCostly("'" + c.name() + "' goes through more than " + LONGEST_WAY + " references.");
        }
        Reference step = c.way().get(at);
        RegisteredParameter p = matchParser.parameter(type, step.name());
        if (p.definition().type() != SearchParameterType.REFERENCE) {
            throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "'" + p.code() + "' of " + type + " is not a reference; nothing can "
                    + "be asked behind it with a dot.");
        }
        List<Match> anyOf = new ArrayList<>();
        Fault refusal = null;
        for (String target : targets(p, step.type())) {
            if (++alternatives > MOST_ALTERNATIVES) {
                throw tooCostly("The references on the way to '" + c.name() + "' lead to too many types. Name the type at each, for example "
                        + "subject:Patient.name.");
            }
            try {
                Match behind = follow(target, c, at + 1, last);
                anyOf.add(new Match.Chained(p, target, step.filter() == null ? behind
                        : new Match.All(List.of(match(SearchScope.of(target), step.filter()), behind))));
            } catch (Fault fault) {
                refusal = MatchParser.tolerated(refusal, fault);
            }
        }
        if (anyOf.isEmpty()) {
            throw refusal;
        }
        return anyOf.size() == 1 ? anyOf.getFirst() : new Match.Any(anyOf);
    }

    private static List<String> targets(RegisteredParameter p, String type) {
        if (type != null) {
            MatchParser.requireType(type);
            ReferenceParameter.checkTarget(p, type);
            return List.of(type);
        }
        return ReferenceParameter.targets(p).isEmpty() ? Definitions.r4().resourceTypes() : ReferenceParameter.targets(p);
    }

    // ---- operators ---------------------------------------------------------------------------------

    private Match compare(RegisteredParameter p, Comparison c) {
        requirePlace(p);
        requireOperator(p, c.operator());
        return switch (p.definition().type()) {
            case STRING -> string(p, c);
            case NUMBER, QUANTITY -> quantity(p, c);
            case DATE -> date(p, c);
            case TOKEN -> token(p, c);
            case URI -> c.operator() == FilterOperator.NE ? new FilterCondition.OtherUri(p, c.value())
                    : new UriParameter.Uris(p, "", List.of(c.value()));
            case REFERENCE -> p.kind().match(p, "", List.of(c.value().replace("\\", "\\\\")), base);
            case COMPOSITE -> p.kind().match(p, "", List.of(c.value()), base);
            case SPECIAL -> throw new IllegalStateException("has no operator but pr");
        };
    }

    private static Match string(RegisteredParameter p, Comparison c) {
        String folded = Folding.fold(c.value());
        if (folded.isEmpty()) {
            throw invalid(p, c, "at least one character");
        }
        return switch (c.operator()) {
            case SW -> new StringParameter.Strings(p, "", List.of(c.value()));
            case CO -> new StringParameter.Strings(p, "contains", List.of(c.value()));
            case EW -> new FilterCondition.Text(p, Relation.ENDS, folded);
            case EQ -> new FilterCondition.Text(p, Relation.EQUAL, folded);
            case NE -> new FilterCondition.Text(p, Relation.UNEQUAL, folded);
            case GT -> new FilterCondition.Text(p, Relation.GREATER, folded);
            case LT -> new FilterCondition.Text(p, Relation.LESS, folded);
            case GE -> new FilterCondition.Text(p, Relation.AT_LEAST, folded);
            case LE -> new FilterCondition.Text(p, Relation.AT_MOST, folded);
            default -> throw new IllegalStateException(c.operator().code());
        };
    }

    private Match quantity(RegisteredParameter p, Comparison c) {
        String value = FilterCondition.named(c.value(), 1);
        if (NumberRange.of(Escapes.split(value, '|').getFirst()) == null) {
            throw invalid(p, c, p.definition().type() == SearchParameterType.NUMBER ? "a number such as 72, 5.40 or 1e2"
                    : "number, number|system|code or number||code");
        }
        return p.kind().match(p, "", List.of(c.operator().code() + value), base);
    }

    private Match date(RegisteredParameter p, Comparison c) {
        DateRange range = DateRange.of(c.value());
        if (range == null) {
            throw invalid(p, c, "a date such as 2026, 2026-11, 2026-11-21 or 2026-11-21T09:30:00Z (a + in a time zone is written %2B)");
        }
        return switch (c.operator()) {
            case CO -> new FilterCondition.Period(p, range, true);
            case PO -> new FilterCondition.Period(p, range, false);
            default -> p.kind().match(p, "", List.of(c.operator().code() + c.value()), base);
        };
    }

    private Match token(RegisteredParameter p, Comparison c) {
        if (p.place() == Place.ROW && (c.operator() == FilterOperator.EQ || c.operator() == FilterOperator.NE)) {
            Match id = new Match.Ids(List.of(c.value()));
            return c.operator() == FilterOperator.EQ ? id : new Match.Not(id);
        }
        return switch (c.operator()) {
            case EQ -> FilterCondition.token(p, c.value(), false);
            case NE -> FilterCondition.token(p, c.value(), true);
            case SS -> terminology(p, c, "below");
            case SB -> terminology(p, c, "above");
            case IN -> terminology(p, c, "in");
            default -> throw new IllegalStateException(c.operator().code());
        };
    }

    private Match inValueSet(RegisteredParameter p, Comparison c) {
        requirePlace(p);
        requireOperator(p, c.operator());
        return terminology(p, c, "in");
    }

    /** ss, sb and in are what the modifiers :below, :above and :in are elsewhere. */
    private Match terminology(RegisteredParameter p, Comparison c, String modifier) {
        if (p.place() == Place.ROW || !p.kind().modifiers().contains(modifier)) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_PARAMETER, "This server does not know the operator '"
                    + c.operator().code() + "' for '" + p.code() + "' yet, as it does not know the modifier :" + modifier
                    + ". List the codes, each with eq, and put or between them.");
        }
        String value = modifier.equals("in") ? c.value() : FilterCondition.named(c.value(), 0);
        return matchParser.parse(SearchScope.of(p.resourceType()), p.code() + ":" + modifier, value.replace(",", "\\,"), base);
    }

    // ---- refusals ----------------------------------------------------------------------------------

    private static void requirePlace(RegisteredParameter p) {
        if (p.place() == Place.TEXT) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_PARAMETER, "A value of '" + p.code() + "' is a query "
                    + "of its own and does not go into a _filter. Send " + p.code() + "=... beside the _filter.");
        }
        if (p.place() == Place.NOWHERE) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_PARAMETER, "This server does not search by '"
                    + p.code() + "' of " + p.resourceType() + " in a _filter. Leave it out.");
        }
    }

    private static void requireOperator(RegisteredParameter p, FilterOperator operator) {
        SearchParameterType type = p.definition().type();
        if (operator.isFor(type)) {
            return;
        }
        List<FilterOperator> has = Arrays.stream(FilterOperator.values()).filter(o -> o.isFor(type)).toList();
        String why = operator == FilterOperator.CO && (type == SearchParameterType.NUMBER || type == SearchParameterType.QUANTITY)
                ? " The index does not keep how precisely a stored number was written, which it asks for." : "";
        throw SearchParser.refuse(FaultCode.INVALID_PARAMETER, "The " + type.name().toLowerCase(Locale.ROOT) + " parameter '" + p.code()
                + "' has no operator '" + operator.code() + "' in a _filter." + why + " It has " + FilterOperator.codes(has) + ".");
    }

    private static Fault invalid(RegisteredParameter p, Comparison c, String wanted) {
        String shown = c.value().length() > 60 ? c.value().substring(0, 60) + "..." : c.value();
        return Fault.of(Reason.BAD_REQUEST, IssueType.VALUE, FaultCode.INVALID_PARAMETER, "The value '" + shown + "' is not one that the "
                + p.definition().type().name().toLowerCase(Locale.ROOT) + " parameter '" + p.code() + "' takes behind '" + c.operator().code()
                + "' in a _filter. Send " + wanted + ".");
    }

    private static Fault tooCostly(String diagnostics) {
        return SearchParser.refuse(FaultCode.TOO_COSTLY, diagnostics);
    }
}
