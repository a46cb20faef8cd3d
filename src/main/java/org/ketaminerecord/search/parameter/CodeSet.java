package org.ketaminerecord.search.parameter;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Resources with a code of a set, or, negated, without one. A set may be large: it goes to PostgreSQL as arrays.
 *
 * @param codes   the codes with their systems
 * @param systems systems of which all codes are in the set, but some
 */
public record CodeSet(RegisteredParameter parameter, List<TokenParameter.Value> codes, List<System> systems, boolean negated)
        implements Match.OfIndex {

    /** All codes of a system but these. */
    public record System(long system, List<String> excluded) {
    }

    /** The types of the elements that a parameter reads, sorted. */
    public static Set<String> types(RegisteredParameter p) {
        return p.path() == null ? Set.of() : new TreeSet<>(p.path().types());
    }

    /** True when a parameter reads elements that hold codes of code systems, so that sets of codes can be asked of it. */
    public static boolean coded(RegisteredParameter p) {
        return types(p).stream().anyMatch(Set.of("Coding", "CodeableConcept", "code")::contains);
    }

    /** True when all its elements are of the type {@code code}: their system is not in the resource, they are met by the code alone. */
    public static boolean bare(RegisteredParameter p) {
        return p.path() != null && Set.of("code").containsAll(p.path().types());
    }

    /** A code as the index holds it. */
    public static TokenParameter.Value value(RegisteredParameter p, String system, String code) {
        return new TokenParameter.Value(TokenParameter.key(code), bare(p) ? null : Long.valueOf(ValueHash.of(system)));
    }

    /** All codes of a system but these, as the index holds them. */
    public static System system(String system, Set<String> excluded) {
        return new System(ValueHash.of(system), excluded.stream().map(TokenParameter::key).toList());
    }

    /** The condition: an ordinary token where the set is one code, for which a search has more ways. */
    public static Match of(RegisteredParameter p, List<TokenParameter.Value> codes, List<System> systems, boolean negated) {
        return codes.size() == 1 && systems.isEmpty() ? new TokenParameter.Tokens(p, codes, List.of(), negated)
                : new CodeSet(p, codes, systems, negated);
    }

    @Override
    public void writeRow(Sql sql, String x) {
        String or = "";
        if (!codes.isEmpty() || systems.isEmpty()) {
            listed(sql, x);
            or = " OR ";
        }
        for (System s : systems) {
            sql.add(or).add(x).add(".system = ").value(s.system()).add(" AND ").add(x).add(".code <> ''");
            if (!s.excluded().isEmpty()) {
                sql.add(" AND ").add(x).add(".code NOT IN (SELECT unnest(").value(s.excluded().toArray(String[]::new)).add("))");
            }
            or = " OR ";
        }
    }

    private void listed(Sql sql, String x) {
        String[] texts = codes.stream().map(TokenParameter.Value::code).toArray(String[]::new);
        boolean bare = bare(parameter);
        sql.add("(");
        if (bare) {
            sql.add(x).add(".code IN (SELECT unnest(").value(texts).add("::text[]))");
        } else {
            sql.add("(").add(x).add(".code, ").add(x).add(".system) IN (SELECT * FROM unnest(").value(texts).add("::text[], ")
                    .value(codes.stream().mapToLong(TokenParameter.Value::system).toArray()).add("::bigint[]))");
        }
        // a plain IN may become a join that begins with the set; a look-up asks a hash table that is made once for the statement
        sql.add(sql.probing() ? ") IS TRUE" : ")");
    }
}
