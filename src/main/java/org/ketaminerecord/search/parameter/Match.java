package org.ketaminerecord.search.parameter;

import java.time.Instant;
import java.util.List;
import org.ketaminerecord.definition.Definitions;

/** A condition on resources. It is written as SQL over an alias of the table {@code resource}. */
public sealed interface Match {

    /** Appends the condition; {@code r} is the alias. */
    void write(Sql sql, String r);

    /**
     * True when the condition asks nothing of a resource but its number and no resource without index rows can meet it.
     * A chain that ends in such a one needs no row of its target, and so finds targets and contained ones in one look-up.
     */
    default boolean byNumber() {
        return false;
    }

    /** Rows of an index table exist (or, negated, do not) that meet a condition. */
    sealed interface OfIndex extends Match
            permits StringParameter.Strings, TokenParameter.Tokens, TokenParameter.OfType, CodeSet, NumberParameter.Numbers,
            QuantityParameter.Quantities, UriParameter.Uris, CompositeParameter.Pairs, ThreePartComposite.Triples, NearParameter.Near, ListMembers, Hierarchy,
            FilterCondition.Text, FilterCondition.OtherUri, FilterCondition.Caseless, FilterCondition.Period {

        /** The parameter. */
        RegisteredParameter parameter();

        /** Appends the condition on a row of the parameter's table, without the parameter's number. */
        void writeRow(Sql sql, String x);

        /** True when no such row may exist. */
        default boolean negated() {
            return false;
        }

        @Override
        default boolean byNumber() {
            return !negated();
        }

        @Override
        default void write(Sql sql, String r) {
            IndexCondition.write(sql, r, parameter(), negated(), this::writeRow);
        }

        /** Appends {@code SELECT ...} of the numbers of all resources that meet the condition, contained ones too; asked only if {@link #byNumber}. */
        default void writeNumbers(Sql sql) {
            IndexCondition.numbers(sql, parameter(), this::writeRow, null);
        }
    }

    /** What a grant asks of a resource, and no search parameter does. */
    sealed interface OfGrant extends Match permits Granted.InChart, Granted.InCharts, Granted.InNoChart, Granted.Unlabelled,
            Granted.Consented {
    }

    /** All of these. */
    record All(List<Match> matches) implements Match {

        @Override
        public boolean byNumber() {
            return matches.stream().anyMatch(Match::byNumber) && matches.stream().allMatch(Match::byNumber);
        }

        @Override
        public void write(Sql sql, String r) {
            join(sql, r, matches, " AND ");
        }
    }

    /** One of these. */
    record Any(List<Match> matches) implements Match {

        @Override
        public boolean byNumber() {
            return matches.stream().allMatch(Match::byNumber);
        }

        @Override
        public void write(Sql sql, String r) {
            if (sql.probing() || !matches.stream().allMatch(m -> m instanceof OfIndex rows && rows.byNumber())) {
                join(sql, r, matches, " OR ");
                return;
            }
            // PostgreSQL can begin with the rows of one IN, and not with those of several with OR between them
            String union = r + ".rid IN (";
            for (Match m : matches) {
                sql.add(union);
                ((OfIndex) m).writeNumbers(sql);
                union = " UNION ALL ";
            }
            sql.add(")");
        }
    }

    /** The opposite. */
    record Not(Match match) implements Match {

        @Override
        public void write(Sql sql, String r) {
            sql.add("(");
            match.write(sql, r);
            sql.add(") IS NOT TRUE");      // a comparison with a column that has no value is neither true nor false
        }
    }

    /** Nothing can match: a reference to what this server does not have, a code of an unknown system. */
    record Nothing() implements Match {

        @Override
        public void write(Sql sql, String r) {
            sql.add("false");
        }
    }

    /** {@code :missing}. */
    record Missing(RegisteredParameter parameter, boolean missing) implements Match {

        @Override
        public void write(Sql sql, String r) {
            switch (parameter.place()) {
                case CLINICAL_DATE -> sql.add(r).add(missing ? ".low IS NULL" : ".low IS NOT NULL");
                case ROW -> sql.add(missing ? "false" : "true");
                case TEXT -> TextParameter.write(this, sql, r);
                default -> {
                    if (parameter.kind() == ReferenceParameter.INSTANCE) {
                        ReferenceParameter.write(this, sql, r);
                    } else {
                        IndexCondition.write(sql, r, parameter, missing, (s, x) -> s.add("true"));
                    }
                }
            }
        }
    }

    /** It is of the type. */
    record OfType(String type) implements Match {

        @Override
        public void write(Sql sql, String r) {
            sql.add(r).add(".type = ").add(Definitions.r4().typeNumber(type));
        }
    }

    /**
     * It is in the compartment of a resource, or is that resource.
     *
     * @param type       the type of the resource that the compartment is of
     * @param id         its id
     * @param parameters the numbers of the parameters that put resources into it
     */
    record InCompartment(String type, String id, List<Short> parameters) implements Match {

        @Override
        public void write(Sql sql, String r) {
            Compartments.write(this, sql, r);
        }
    }

    /** Words of the narrative or of all that the resource says; a value is a whole query of its own. */
    record Words(RegisteredParameter parameter, List<String> anyOf) implements Match {

        @Override
        public void write(Sql sql, String r) {
            TextParameter.write(this, sql, r);
        }
    }

    /** {@code _id}. */
    record Ids(List<String> ids) implements Match {

        @Override
        public void write(Sql sql, String r) {
            sql.add(r).add(".id = ANY(").value(ids.toArray(String[]::new)).add(")");
        }
    }

    /** A date, in the index or in a column. */
    record Dates(RegisteredParameter parameter, List<DateParameter.Comparison> anyOf) implements Match {

        @Override
        public boolean byNumber() {
            return parameter.place() == RegisteredParameter.Place.INDEX;
        }

        @Override
        public void write(Sql sql, String r) {
            DateParameter.write(this, sql, r);
        }

        /** Appends the bare comparison with the columns {@code low} and {@code high} of a row. */
        public void writeRow(Sql sql, String x) {
            DateParameter.compare(sql, anyOf, x + ".low", x + ".high");
        }

        /** Appends: the range begins where {@link #earliest} is asked for, and so matches whatever its end. */
        public void writeBegins(Sql sql, String x) {
            DateParameter.Comparison c = anyOf.getFirst();
            if (c.prefix() == Prefix.GE) {
                sql.add(x).add(".low >= ").value(c.range().low());
            } else {
                sql.add(x).add(".low > ").value(c.range().high());
            }
        }

        /** Appends: the range begins before that, and reaches into it. */
        public void writeReaches(Sql sql, String x) {
            DateParameter.Comparison c = anyOf.getFirst();
            if (c.prefix() == Prefix.GE) {
                sql.add(x).add(".low < ").value(c.range().low());
            } else {
                sql.add(x).add(".low <= ").value(c.range().high());
            }
            sql.add(" AND ").add(x).add(".high > ").value(c.range().high());
        }

        /** The instant before which only ranges that are {@link DateParameter#longer} can match; null when there is none, or no need for one. */
        public Instant earliest() {
            if (anyOf.size() > 1) {
                return null;
            }
            DateParameter.Comparison c = anyOf.getFirst();
            Instant from = c.range().low();
            return switch (c.prefix()) {
                case GE, GT -> from.isBefore(DateRange.BEGINNING.plus(DateParameter.SHORT)) ? null : from.minus(DateParameter.SHORT);
                case EQ, NE, LT, LE, SA, EB, AP -> null;
            };
        }
    }

    /** References to local resources or to URLs. */
    record References(RegisteredParameter parameter, List<ReferenceParameter.Target> anyOf) implements Match {

        @Override
        public boolean byNumber() {
            return !parameter.patientColumn();
        }

        @Override
        public void write(Sql sql, String r) {
            ReferenceParameter.write(this, sql, r);
        }
    }

    /** A chain: the reference leads to a resource of the type that matches. */
    record Chained(RegisteredParameter parameter, String targetType, Match target) implements Match {

        @Override
        public boolean byNumber() {
            return !parameter.patientColumn();
        }

        @Override
        public void write(Sql sql, String r) {
            ReferenceParameter.write(this, sql, r);
        }
    }

    /** {@code _has}: a resource of the type that matches refers here, to a resource of the target type, by the parameter. */
    record Referred(RegisteredParameter parameter, String targetType, Match source) implements Match {

        @Override
        public void write(Sql sql, String r) {
            ReferenceParameter.write(this, sql, r);
        }
    }

    private static void join(Sql sql, String r, List<Match> matches, String word) {
        sql.add("(");
        for (int i = 0; i < matches.size(); i++) {
            if (i > 0) {
                sql.add(word);
            }
            matches.get(i).write(sql, r);
        }
        sql.add(")");
    }
}
