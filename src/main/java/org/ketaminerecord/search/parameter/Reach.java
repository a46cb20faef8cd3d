package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;

/**
 * Which resources a caller reaches, as a part of every statement that reads resources for the caller. What is out of reach
 * is not there: no search, count, chain or include tells of it.
 */
public final class Reach {

    /** All resources. */
    public static final Reach EVERYTHING = new Reach(type -> OfType.ALL);

    /**
     * What is reached of a type.
     *
     * @param current the condition on a current version; null for none
     * @param older   the condition on a row of {@code resource_version}, beside that the current version is reached; null for none
     * @param chart   id of the one patient in whose compartment all of this is; null when it is not known to be in one
     */
    public record OfType(Match current, Match older, String chart) {

        /** All of a type. */
        public static final OfType ALL = new OfType(null, null, null);
        /** Nothing of a type. */
        public static final OfType NONE = new OfType(new Match.Nothing(), new Match.Nothing(), null);
    }

    private final Function<String, OfType> compiler;
    private final Map<String, OfType> byType = new HashMap<>();

    /** @param compiler says what is reached of a type; asked once for each type that is looked at */
    public Reach(Function<String, OfType> compiler) {
        this.compiler = compiler;
    }

    /** True when all resources of a type are reached. */
    public boolean all(String type) {
        return this == EVERYTHING || of(type).current() == null;
    }

    /** True when all resources of these types are reached; no types stand for all. */
    public boolean all(Collection<String> types) {
        return this == EVERYTHING || types(types).stream().allMatch(this::all);
    }

    /** True when no resource of these types is reached. */
    public boolean none(Collection<String> types) {
        return this != EVERYTHING && types(types).stream().allMatch(t -> of(t).current() instanceof Match.Nothing);
    }

    /** The id of the one patient in whose compartment everything is that is reached of these types; null when there is none. */
    public String chart(Collection<String> types) {
        if (this == EVERYTHING || types.isEmpty()) {
            return null;
        }
        List<String> charts = types.stream().map(t -> of(t).chart()).distinct().toList();
        return charts.size() == 1 ? charts.getFirst() : null;
    }

    /** Appends {@code AND ...}: the resource, which is of this type, is reached. Appends nothing where all are. */
    public void and(Sql sql, String r, String type) {
        if (!all(type)) {
            sql.add(" AND ");
            write(sql, r, of(type).current());
        }
    }

    /** Appends {@code AND ...}: the resource, which is of one of these types or, where there are none, of any, is reached. */
    public void and(Sql sql, String r, Collection<String> types) {
        byType(sql, r, types, OfType::current);
    }

    /**
     * Appends {@code AND ...}: the superseded version is reached, when its current one is.
     *
     * @param v alias of {@code resource_version}
     */
    public void andOlder(Sql sql, String v, Collection<String> types) {
        byType(sql, v, types, OfType::older);
    }

    /** Appends {@code AND ...}: what a reference leads to is reached, or is in the resource that has the reference. */
    void andReferred(Sql sql, String t, String type) {
        if (!all(type)) {
            sql.add(" AND (").add(t).add(".rid < 0 OR ");
            write(sql, t, of(type).current());
            sql.add(")");
        }
    }

    /** Types with the same condition share it. */
    private void byType(Sql sql, String r, Collection<String> types, Function<OfType, Match> which) {
        if (this == EVERYTHING) {
            return;
        }
        Map<Match, List<String>> groups = new LinkedHashMap<>();
        List<String> whole = new ArrayList<>();
        for (String type : types(types)) {
            Match match = which.apply(of(type));
            if (match == null) {
                whole.add(type);
            } else if (!(match instanceof Match.Nothing)) {
                groups.computeIfAbsent(match, m -> new ArrayList<>()).add(type);
            }
        }
        if (whole.size() == types(types).size()) {
            return;
        }
        sql.add(" AND (");
        if (groups.size() == 1 && groups.values().iterator().next().size() == types(types).size()) {
            write(sql, r, groups.keySet().iterator().next());
            sql.add(")");
            return;
        }
        String or = "";
        if (!whole.isEmpty()) {
            type(sql, r, whole);
            or = " OR ";
        }
        for (Map.Entry<Match, List<String>> group : groups.entrySet()) {
            sql.add(or);
            type(sql, r, group.getValue());
            sql.add(" AND ");
            write(sql, r, group.getKey());
            or = " OR ";
        }
        sql.add(or.isEmpty() ? "false)" : ")");
    }

    private static void type(Sql sql, String r, List<String> types) {
        sql.add(r).add(".type IN (").add(types.stream().map(t -> Short.toString(Definitions.r4().typeNumber(t))).collect(Collectors.joining(", ")))
                .add(")");
    }

    /** A rule is judged by all that there is: else it would have to be reached to be read. */
    private static void write(Sql sql, String r, Match match) {
        Reach before = sql.reach();
        sql.within(EVERYTHING);
        match.write(sql, r);
        sql.within(before);
    }

    private static Collection<String> types(Collection<String> types) {
        return types.isEmpty() ? Definitions.r4().resourceTypes() : types;
    }

    private OfType of(String type) {
        return byType.computeIfAbsent(type, compiler);
    }
}
