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
import org.ketaminerecord.search.parameter.Reach;
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

    private final ParameterRegistry registry;
    private final SearchLimits limits;
    private final MatchParser matchParser;
    private final SortParser order;
    private final IncludeParser followed;
    private final Reach reach;

    /** @param registry the parameters; @param limits page sizes; @param terminology the value sets that modifiers name; @param reach the caller's */
    public SearchParser(ParameterRegistry registry, SearchLimits limits, StoredTerminology terminology, Reach reach) {
        this.reach = reach;
        this.registry = registry;
        this.limits = limits;
        this.matchParser = new MatchParser(registry, terminology);
        this.order = new SortParser(matchParser);
        this.followed = new IncludeParser(matchParser, registry);
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
                case "_sort" -> sort.addAll(order.keys(scope, q.value()));
                case "_total" -> total = Total.values()[oneOf(q, "none", "estimate", "accurate")];
                case "_contained" -> contained = same(q, contained, ContainedSearch.Which.values()[oneOf(q, "false", "true", "both")]);
                case "_containedType" -> containedType = same(q, containedType,
                        ContainedSearch.Type.values()[oneOf(q, "container", "contained")]);
                case "_include", "_revinclude" -> includes.add(followed.read(scope, q, bare.equals("_revinclude")));
                case "_summary" -> numberOnly = q.value().equals("count");
                case "_explain" -> {
                    explained = oneOf(q, "false", "true") == 1;
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

        SearchRequest request(List<Issue> warnings) {
            requireFew(matches, MOST_CONDITIONS, "conditions");
            requireFew(sort, MOST_SORT_KEYS, "keys in _sort");
            requireFew(includes, MOST_INCLUDES, "_include and _revinclude");
            if (scope.compartment() != null) {
                matches.add(matchParser.compartment(scope));
            }
            return new SearchRequest(scope, List.copyOf(matches), List.copyOf(sort), numberOnly ? 0 : count, List.copyOf(includes), total,
                    containedSearch(), explained, List.copyOf(understood), cursor, warnings, reach, this::pair);
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

        /** Which of these words the value is. */
        private static int oneOf(QueryParameter q, String... words) {
            int at = List.of(words).indexOf(q.value());
            if (at < 0) {
                String last = words[words.length - 1];
                throw refuse(FaultCode.INVALID_PARAMETER, q.name() + " takes " + String.join(", ", List.of(words).subList(0, words.length - 1)) + " or "
                        + last + ", not '" + cut(q.value()) + "'.");
            }
            return at;
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
    }

    static void requireFew(List<?> parts, int most, String what) {
        if (parts.size() > most) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.TOO_COSTLY, FaultCode.TOO_COSTLY, "A search may have up to " + most + " " + what
                    + ". Send fewer, or several searches.");
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
