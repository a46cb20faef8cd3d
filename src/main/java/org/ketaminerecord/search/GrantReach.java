package org.ketaminerecord.search;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.access.ChartTypes;
import org.ketaminerecord.access.Grant;
import org.ketaminerecord.access.Policy;
import org.ketaminerecord.access.Scope;
import org.ketaminerecord.access.Scope.Permission;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.search.parameter.Granted;
import org.ketaminerecord.search.parameter.Granted.Extent;
import org.ketaminerecord.search.parameter.Match;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.Reach;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.RequestBase;

/**
 * What a grant reaches, as conditions: for each type one of its scopes must let the resource through (SMART 2.2
 * scopes-and-launch-context.html: scopes are an "or"), and no security label may stand against it.
 */
public final class GrantReach {

    private final Grant grant;
    private final Policy policy;
    private final ParameterRegistry registry;
    private final MatchParser parser;
    private final RequestBase base;
    private final List<String> closed;
    /** The same for all types. */
    private final Map<Extent, Match> consented = new EnumMap<>(Extent.class);

    /** @param terminology the value sets that criteria of scopes name */
    public GrantReach(Grant grant, Policy policy, ParameterRegistry registry, StoredTerminology terminology, RequestBase base) {
        this.grant = grant;
        this.policy = policy;
        this.registry = registry;
        this.parser = new MatchParser(registry, terminology);
        this.base = base;
        this.closed = policy.closed(grant);
    }

    /** What may be done this with. */
    public Reach of(Permission permission) {
        return grant.open() ? Reach.EVERYTHING : new Reach(type -> ofType(type, permission));
    }

    /** What may be referred to: what is in the charts that any scope is about, though no scope is about the type; and what is in no chart. */
    public Reach referable() {
        return grant.open() ? Reach.EVERYTHING : new Reach(this::referable);
    }

    private Reach.OfType referable(String type) {
        List<Match> current = new ArrayList<>();
        boolean all = false;
        for (Scope scope : grant.scopes()) {
            Match place = place(scope.level(), type, Permission.READ, Extent.COMPARTMENT);
            all |= place == null;
            current.add(place);
        }
        return narrowed(type, all ? null : any(current), new Match.Nothing(), null);
    }

    private Reach.OfType ofType(String type, Permission permission) {
        List<Match> current = new ArrayList<>();
        List<Match> older = new ArrayList<>();
        boolean all = false;
        boolean allOlder = false;
        boolean oneChart = true;
        for (Scope scope : grant.scopes(type, permission)) {
            Match criteria = scope.query() == null ? null : criteria(type, scope.query());
            Match place = place(scope.level(), type, permission, writes(permission) ? Extent.ALONE : Extent.COMPARTMENT);
            Match narrowed = criteria == null ? place : place == null ? criteria : new Match.All(List.of(place, criteria));
            all |= narrowed == null;
            current.add(narrowed);
            oneChart &= place instanceof Granted.InChart;
            if (criteria == null) {
                Match was = place(scope.level(), type, permission, Extent.COLUMN);
                allOlder |= was == null;
                older.add(was);
            }
        }
        if (current.isEmpty()) {
            return Reach.OfType.NONE;
        }
        return narrowed(type, all ? null : any(current), allOlder ? null : any(older), oneChart ? grant.patient() : null);
    }

    private static boolean writes(Permission permission) {
        return switch (permission) {
            case CREATE, UPDATE, DELETE -> true;
            case READ, SEARCH -> false;
        };
    }

    /** What a label or a consent closes is closed whatever scope would reach it. */
    private Reach.OfType narrowed(String type, Match current, Match older, String chart) {
        Reach.OfType labelled = labelled(current, older, chart);
        if (ChartTypes.shared(type) || policy.breaksTheGlass(grant) || grant.has(Policy.ALL_CONSENTS)) {
            return labelled;
        }
        return new Reach.OfType(both(labelled.current(), consented.computeIfAbsent(Extent.COMPARTMENT, this::consented)),
                both(labelled.older(), consented.computeIfAbsent(Extent.COLUMN, this::consented)), chart);
    }

    private Match consented(Extent extent) {
        String[] user = grant.user() == null ? null : grant.user().split("/");
        return new Granted.Consented(user == null ? null : new Granted.Care(user[0], user[1], numbers("PractitionerRole", "practitioner"),
                numbers("PractitionerRole", "organization"), List.of(), List.of(), List.of()), numbers("CareTeam", "participant"), grant.client(),
                grant.purposes().stream().sorted().toList(), user != null && user[0].equals("Patient") ? user[1] : null, extent);
    }

    /** Of what was written before labels were kept nobody knows them. */
    private Reach.OfType labelled(Match current, Match older, String chart) {
        if (closed.isEmpty()) {
            return new Reach.OfType(current, older, chart);
        }
        List<String> unknown = new ArrayList<>(closed);
        unknown.add("unknown");
        return new Reach.OfType(both(current, new Granted.Unlabelled(closed)), both(older, new Granted.Unlabelled(unknown)), chart);
    }

    private static Match both(Match one, Match other) {
        return one == null ? other : one instanceof Match.Nothing ? one : new Match.All(List.of(one, other));
    }

    private static Match any(List<Match> matches) {
        List<Match> some = matches.stream().filter(m -> !(m instanceof Match.Nothing)).distinct().toList();
        return some.isEmpty() ? new Match.Nothing() : some.size() == 1 ? some.getFirst() : new Match.Any(some);
    }

    // ---- whose charts --------------------------------------------------------------------------------

    /** The condition that a scope of a level makes; null for none. */
    private Match place(Scope.Level level, String type, Permission permission, Extent extent) {
        return switch (level) {
            case PATIENT -> {
                if (ChartTypes.shared(type)) {
                    yield writes(permission) ? new Match.Nothing() : null;
                }
                yield orInNoChart(type, permission, new Granted.InChart(grant.patient(), extent));
            }
            case USER -> user(type, permission, extent);
            case SYSTEM -> null;
        };
    }

    private Match user(String type, Permission permission, Extent extent) {
        boolean newPatient = type.equals("Patient") && permission == Permission.CREATE;    // whom nobody cares for yet
        if (policy.userReach() == Policy.UserReach.ALL || ChartTypes.shared(type) || newPatient) {
            return null;
        }
        return orInNoChart(type, permission, new Granted.InCharts(care(), extent == Extent.ALONE ? Extent.COMPARTMENT : extent));
    }

    private static Match orInNoChart(String type, Permission permission, Match inChart) {
        return ChartTypes.sometimesShared(type) && !writes(permission) ? new Match.Any(List.of(inChart, new Granted.InNoChart())) : inChart;
    }

    private Granted.Care care() {
        String[] user = grant.user().split("/");
        boolean organization = policy.userReach() == Policy.UserReach.ORGANIZATION;
        List<Short> ties = organization
                ? numbers("Patient", "organization", "Encounter", "service-provider", "EpisodeOfCare", "organization", "CarePlan", "performer")
                : numbers("CareTeam", "participant", "Encounter", "participant", "Encounter", "practitioner", "EpisodeOfCare", "care-manager",
                        "Patient", "general-practitioner");
        return new Granted.Care(user[0], user[1], numbers("PractitionerRole", "practitioner"),
                organization ? numbers("PractitionerRole", "organization") : List.of(), ties,
                numbers("CareTeam", "status", "Encounter", "status", "EpisodeOfCare", "status", "CarePlan", "status"),
                List.of("inactive", "suspended", "cancelled", "entered-in-error", "revoked"));
    }

    private List<Short> numbers(String... typesAndCodes) {
        List<Short> numbers = new ArrayList<>();
        for (int i = 0; i < typesAndCodes.length; i += 2) {
            RegisteredParameter p = registry.standard(typesAndCodes[i], typesAndCodes[i + 1]);
            p.sources().forEach(s -> numbers.add(s.id()));
        }
        return List.copyOf(numbers);
    }

    // ---- granular scopes -----------------------------------------------------------------------------

    /** The criteria of a scope; when they are not understood it grants nothing. */
    private Match criteria(String type, String query) {
        List<Match> all = new ArrayList<>();
        try {
            for (String condition : query.split("&")) {
                int equals = condition.indexOf('=');
                all.add(parser.parse(SearchScope.of(type), condition.substring(0, equals),
                        URLDecoder.decode(condition.substring(equals + 1), StandardCharsets.UTF_8), base));
            }
        } catch (Fault | IllegalArgumentException notUnderstood) {
            return new Match.Nothing();
        }
        return all.size() == 1 ? all.getFirst() : new Match.All(all);
    }
}
