package org.ketaminerecord.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.outcome.Severity;
import org.ketaminerecord.search.SearchRequest.Include;
import org.ketaminerecord.search.SearchRequest.SortKey;
import org.ketaminerecord.search.SearchRequest.Total;
import org.ketaminerecord.search.parameter.CompositeParameter;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.QuantityParameter;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.RequestBase;
import org.ketaminerecord.search.parameter.TokenParameter;

/**
 * Reads a query string. What it does not understand it refuses: a misspelt parameter that is ignored returns every
 * patient. Only {@code Prefer: handling=lenient} turns a refusal into a warning.
 */
public final class SearchParser {

    /** Parameters of every interaction, which the HTTP side reads. */
    private static final Set<String> ELSEWHERE = Set.of("_format", "_pretty", "_summary", "_elements");
    private static final Set<String> RESULT = new TreeSet<>(Set.of("_count", "_sort", "_include", "_revinclude", "_total",
            "_contained", "_containedType", "_explain", "_cursor", "_format", "_pretty", "_summary", "_elements"));

    /** More than any question means to ask; beyond it the database plans for minutes, or cannot at all. */
    private static final int MOST_CONDITIONS = 100;
    private static final int MOST_SORT_KEYS = 10;
    private static final int MOST_INCLUDES = 50;
    /** Each type is a search of its own when its conditions are not the same for all. */
    private static final int MOST_SORTED_TYPES = 20;

    private final ParameterRegistry registry;
    private final SearchLimits limits;
    private final MatchParser matchParser;

    /** @param registry the parameters; @param limits page sizes; @param terminology the value sets that modifiers name */
    public SearchParser(ParameterRegistry registry, SearchLimits limits, StoredTerminology terminology) {
        this.registry = registry;
        this.limits = limits;
        this.matchParser = new MatchParser(registry, terminology);
    }

    /**
     * A search of one type, everywhere.
     *
     * @param lenient true when what is not understood shall be left out with a warning
     * @throws Fault when it is not understood, and not lenient
     */
    public SearchRequest parse(String type, List<QueryParameter> query, RequestBase base, boolean lenient) {
        return parse(SearchScope.of(type), query, base, lenient);
    }

    /**
     * A search.
     *
     * @param lenient true when what is not understood shall be left out with a warning
     * @throws Fault when it is not understood, and not lenient
     */
    public SearchRequest parse(SearchScope scope, List<QueryParameter> query, RequestBase base, boolean lenient) {
        Reading reading = new Reading(narrowed(scope, query), base);
        List<Issue> warnings = new ArrayList<>();
        List<Runnable> steps = new ArrayList<>();
        query.forEach(q -> steps.add(() -> reading.read(q)));
        steps.add(reading::requireContained);
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (Fault fault) {
                if (!lenient) {
                    throw fault;
                }
                fault.issues().forEach(i -> warnings.add(new Issue(Severity.WARNING, i.type(), i.code(), i.diagnostics()
                        + " It was left out, as Prefer: handling=lenient asks.", i.expression())));
            }
        }
        return reading.request(warnings);
    }

    /** {@code _type} (R4 http.html#search) says for all other parameters what they are parameters of, so it is read first. */
    private static SearchScope narrowed(SearchScope scope, List<QueryParameter> query) {
        SearchScope narrowed = scope;
        for (QueryParameter q : query) {
            if (q.name().equals("_type")) {
                List<String> types = List.of(q.value().split(",", -1)).stream().distinct().toList();
                types.forEach(MatchParser::requireType);
                List<String> within = narrowed.allTypes();
                if (scope.single() || !within.containsAll(types)) {
                    throw refuse(FaultCode.INVALID_PARAMETER, "_type chooses among the types that are searched, and " + (scope.single()
                            ? "this is a search of " + scope.types().getFirst() + " alone. Leave _type out, or search [base]?_type=..."
                            : "'" + cut(q.value()) + "' names one that is not among them") + ".");
                }
                narrowed = narrowed.only(types);
            }
        }
        return narrowed;
    }

    private final class Reading {
        private final SearchScope scope;
        private final RequestBase base;
        private final List<Match> matches = new ArrayList<>();
        private final List<SortKey> sort = new ArrayList<>();
        private final List<Include> includes = new ArrayList<>();
        private final List<QueryParameter> understood = new ArrayList<>();
        private int count = limits.pageSize();
        private boolean numberOnly;
        private boolean explained;
        private Total total = Total.NONE;
        private ContainedSearch.Which contained;
        private ContainedSearch.Type containedType;
        private String cursor;

        Reading(SearchScope scope, RequestBase base) {
            this.scope = scope;
            this.base = base;
        }

        void read(QueryParameter q) {
            if (q.value().isEmpty()) {
                throw refuse(FaultCode.INVALID_PARAMETER, "The parameter '" + q.name() + "' has no value. Send one or leave it out.");
            }
            String name = q.name();
            String bare = name.indexOf(':') < 0 ? name : name.substring(0, name.indexOf(':'));
            if (!bare.equals(name) && RESULT.contains(bare) && !bare.endsWith("include")) {
                throw refuse(FaultCode.UNKNOWN_MODIFIER, "'" + bare + "' has no modifiers. Send it as it is: " + bare + "=...");
            }
            switch (bare) {
                case "_cursor" -> {
                    cursor = q.value();
                    return;
                }
                case "_count" -> count = count(q.value());
                case "_sort" -> sort.addAll(sort(q.value()));
                case "_total" -> total = total(q.value());
                case "_contained" -> contained = same(q, contained, contained(q.value()));
                case "_containedType" -> containedType = same(q, containedType, containedType(q.value()));
                case "_include", "_revinclude" -> includes.add(include(q, bare.equals("_revinclude")));
                case "_summary" -> numberOnly = q.value().equals("count");
                case "_explain" -> {
                    explained = explained(q.value());
                    return;
                }
                case "_type" -> { }         // read before all others
                default -> {
                    if (!ELSEWHERE.contains(name)) {
                        Match match = matchParser.parse(scope, name, q.value(), base);
                        matches.addAll(match instanceof Match.All all ? all.matches() : List.of(match));      // an index may serve one of them
                    }
                }
            }
            understood.add(q);
        }

        private static void requireFew(List<?> parts, int most, String what) {
            if (parts.size() > most) {
                throw Fault.of(Reason.BAD_REQUEST, IssueType.TOO_COSTLY, FaultCode.TOO_COSTLY, "A search may have up to " + most + " " + what
                        + ". Send fewer, or several searches.");
            }
        }

        SearchRequest request(List<Issue> warnings) {
            requireFew(matches, MOST_CONDITIONS, "conditions");
            requireFew(sort, MOST_SORT_KEYS, "keys in _sort");
            requireFew(includes, MOST_INCLUDES, "_include and _revinclude");
            if (scope.compartment() != null) {
                matches.add(matchParser.compartment(scope));
            }
            return new SearchRequest(scope, List.copyOf(matches), List.copyOf(sort), numberOnly ? 0 : count, List.copyOf(includes), total,
                    containedSearch(), explained, List.copyOf(understood), cursor, warnings, this::pair);
        }

        private CompositeParameter.Pairs pair(TokenParameter.Tokens code, QuantityParameter.Quantities quantity) {
            for (RegisteredParameter p : scope.single() ? registry.standard(scope.types().getFirst()) : List.<RegisteredParameter>of()) {
                if (p.definition().type() == SearchParameterType.COMPOSITE && p.place() == RegisteredParameter.Place.INDEX) {
                    CompositeParameter.Pairs pair = CompositeParameter.pair(p, code, quantity);
                    if (pair != null) {
                        return pair;
                    }
                }
            }
            return null;
        }

        private int count(String value) {
            try {
                int n = Integer.parseInt(value);
                if (n >= 0) {
                    return Math.min(n, limits.largestPage());
                }
            } catch (NumberFormatException notOne) {
                // said below
            }
            throw refuse(FaultCode.INVALID_PARAMETER, "_count takes a whole number from 0 on, not '" + cut(value) + "'.");
        }

        private boolean explained(String value) {
            return switch (value) {
                case "true" -> true;
                case "false" -> false;
                default -> throw refuse(FaultCode.INVALID_PARAMETER, "_explain takes true or false, not '" + cut(value) + "'.");
            };
        }

        private Total total(String value) {
            return switch (value) {
                case "none" -> Total.NONE;
                case "estimate" -> Total.ESTIMATE;
                case "accurate" -> Total.ACCURATE;
                default -> throw refuse(FaultCode.INVALID_PARAMETER, "_total takes none, estimate or accurate, not '" + cut(value) + "'.");
            };
        }

        private ContainedSearch.Which contained(String value) {
            return switch (value) {
                case "false" -> ContainedSearch.Which.FALSE;
                case "true" -> ContainedSearch.Which.TRUE;
                case "both" -> ContainedSearch.Which.BOTH;
                default -> throw refuse(FaultCode.INVALID_PARAMETER, "_contained takes false, true or both, not '" + cut(value) + "'.");
            };
        }

        private ContainedSearch.Type containedType(String value) {
            return switch (value) {
                case "container" -> ContainedSearch.Type.CONTAINER;
                case "contained" -> ContainedSearch.Type.CONTAINED;
                default -> throw refuse(FaultCode.INVALID_PARAMETER, "_containedType takes container or contained, not '" + cut(value) + "'.");
            };
        }

        private static <T> T same(QueryParameter q, T before, T now) {
            if (before != null && before != now) {
                throw refuse(FaultCode.INVALID_PARAMETER, "'" + q.name() + "' is there with two values. Send the one that you mean.");
            }
            return now;
        }

        private ContainedSearch containedSearch() {
            if (contained == null && containedType == null) {
                return ContainedSearch.NONE;
            }
            return new ContainedSearch(contained == null ? ContainedSearch.Which.FALSE : contained,
                    containedType == null ? ContainedSearch.Type.CONTAINER : containedType);
        }

        /** R4 search.html#contained: the type says how contained resources are returned, so some must be asked for. */
        void requireContained() {
            if (scope.compartment() != null && containedSearch().wanted()) {
                contained = null;
                containedType = null;
                understood.removeIf(q -> q.name().startsWith("_contained"));
                throw refuse(FaultCode.INVALID_PARAMETER, "A compartment is one of resources that stand by themselves. Leave _contained out, or search "
                        + "without the compartment: " + scope.types().getFirst() + "?_contained=...");
            }
            if (containedType != null && !containedSearch().wanted()) {
                containedType = null;
                understood.removeIf(q -> q.name().equals("_containedType"));
                throw refuse(FaultCode.INVALID_PARAMETER, "_containedType says how contained resources are returned, and none are asked for. "
                        + "Add _contained=true or _contained=both, or leave it out.");
            }
        }

        private List<SortKey> sort(String value) {
            List<SortKey> keys = new ArrayList<>();
            for (String piece : value.split(",", -1)) {
                boolean descending = piece.startsWith("-");
                String code = descending ? piece.substring(1) : piece;
                List<RegisteredParameter> byType = matchParser.parameters(scope, code);
                requireFew(byType, MOST_SORTED_TYPES, "types when it is sorted by '" + cut(code) + "', which is not the same parameter for all of them");
                if (byType.stream().map(p -> p.definition().type()).distinct().count() > 1) {
                    throw refuse(FaultCode.INVALID_PARAMETER, "One cannot sort by '" + code + "': it is of different kinds for the types that are "
                            + "searched. Search one type, or sort by _lastUpdated.");
                }
                for (RegisteredParameter p : byType) {
                    if (p.place() == RegisteredParameter.Place.NOWHERE || p.kind() != null && p.kind().order(p, "r", descending) == null) {
                        throw refuse(FaultCode.INVALID_PARAMETER, "One cannot sort by '" + code + "': its values have no order. "
                                + "Sort by a date, string, number, quantity, token, uri or reference parameter.");
                    }
                }
                keys.add(new SortKey(byType, descending));
            }
            return keys;
        }

        private Include include(QueryParameter q, boolean reverse) {
            String modifier = q.name().indexOf(':') < 0 ? "" : q.name().substring(q.name().indexOf(':') + 1);
            if (!modifier.isEmpty() && !modifier.equals("iterate") && !modifier.equals("recurse")) {
                throw refuse(FaultCode.UNKNOWN_MODIFIER, "'" + q.name() + "' has a modifier that is not one of _include and "
                        + "_revinclude. Use :iterate or none.");
            }
            boolean iterate = !modifier.isEmpty();
            String[] parts = q.value().split(":", -1);
            if (q.value().equals("*")) {
                return new Include(reverse || !scope.single() ? null : scope.types().getFirst(), null, null, reverse, iterate);
            }
            if (parts.length < 2 || parts.length > 3) {
                throw refuse(FaultCode.INVALID_PARAMETER, "The value of " + q.name() + " is Type:parameter or Type:parameter:Type, for "
                        + "example Observation:encounter, not '" + cut(q.value()) + "'.");
            }
            MatchParser.requireType(parts[0]);
            if (parts.length == 3) {
                MatchParser.requireType(parts[2]);
            }
            if (!reverse && !iterate && !scope.allTypes().contains(parts[0])) {
                throw refuse(FaultCode.INVALID_PARAMETER, "This searches for " + String.join(", ", scope.types()) + ", which has no reference of "
                        + parts[0] + ". Name a parameter of what is searched, or use _include:iterate.");
            }
            RegisteredParameter p = parts[1].equals("*") ? null : matchParser.parameter(parts[0], parts[1]);
            if (p != null && p.definition().type() != SearchParameterType.REFERENCE) {
                throw refuse(FaultCode.INVALID_PARAMETER, "'" + parts[1] + "' of " + parts[0] + " is not a reference and cannot be "
                        + "followed. References are " + references(parts[0]) + ".");
            }
            return new Include(parts[0], p, parts.length == 3 ? parts[2] : null, reverse, iterate);
        }

        private String references(String of) {
            return String.join(", ", registry.of(of).stream().filter(p -> p.definition().type() == SearchParameterType.REFERENCE)
                    .map(RegisteredParameter::code).toList());
        }
    }

    /** A name or value of a request as a refusal shows it. */
    static String cut(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "..." : value;
    }

    static Fault refuse(FaultCode code, String diagnostics) {
        return Fault.of(Reason.BAD_REQUEST, code == FaultCode.UNKNOWN_PARAMETER ? IssueType.NOT_SUPPORTED : IssueType.INVALID, code,
                diagnostics);
    }

    /** What to say of a parameter that a type does not have. */
    static Fault unknown(ParameterRegistry registry, String type, String code) {
        String progress = registry.beingIndexed(type, code);
        if (progress != null) {
            return Fault.of(Reason.BAD_REQUEST, IssueType.TRANSIENT, FaultCode.BEING_INDEXED, "The search parameter '" + code + "' of " + type
                    + " is being indexed" + (progress.isEmpty() ? "" : ", " + progress) + ". Ask again when it is done; GET [base]/$reindex tells.");
        }
        Set<String> known = new TreeSet<>(RESULT);
        known.addAll(List.of("_filter", "_list"));
        registry.of(type).forEach(p -> known.add(p.code()));
        String hint = Nearest.to(code, known).map(n -> " Did you mean '" + n + "'?").orElse("");
        return refuse(FaultCode.UNKNOWN_PARAMETER, type + " has no search parameter '" + cut(code) + "'." + hint
                + " Those it has are in the CapabilityStatement: " + "GET [base]/metadata.");
    }

    /** The resource types, for messages. */
    static String nearestType(String type) {
        return Nearest.to(type, Definitions.r4().resourceTypes()).map(n -> " Did you mean " + n + "?").orElse("");
    }
}
