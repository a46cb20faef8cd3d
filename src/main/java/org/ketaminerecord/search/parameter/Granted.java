package org.ketaminerecord.search.parameter;

import java.util.List;
import java.util.stream.Collectors;

/** Conditions that access makes and no search parameter: in whose chart a resource is, and which security labels it has. */
public final class Granted {

    /** How much of a chart is meant. */
    public enum Extent {
        /** What is in the patient's compartment (R4 compartmentdefinition-patient.html), also when it is in another's too. */
        COMPARTMENT,
        /** What is in nobody else's compartment. */
        ALONE,
        /** What a row says of itself: all that is known of a superseded version. */
        COLUMN
    }

    private Granted() {
    }

    /** It is in the chart of a patient. */
    public record InChart(String patient, Extent extent) implements Match.OfGrant {

        @Override
        public void write(Sql sql, String r) {
            String x = sql.alias();
            sql.add("(").add(r).add(".patient = ");
            number(sql);
            switch (extent) {
                case COLUMN -> { }
                case ALONE -> {
                    sql.add(" AND NOT EXISTS (SELECT 1 FROM compartment_index ").add(x).add(" WHERE ").add(x).add(".rid = ").add(r).add(".rid AND ")
                            .add(x).add(".patient <> ");
                    number(sql);
                    sql.add(")");
                }
                case COMPARTMENT -> {
                    sql.add(" OR EXISTS (SELECT 1 FROM compartment_index ").add(x).add(" WHERE ").add(x).add(".rid = ").add(r).add(".rid AND ")
                            .add(x).add(".patient = ");
                    number(sql);
                    sql.add(")");
                }
            }
            sql.add(")");
        }

        private void number(Sql sql) {
            sql.add("(");
            Compartments.number(sql, "Patient", patient);
            sql.add(")");
        }
    }

    /** It is in the chart of a patient whom a user cares for. */
    public record InCharts(Care care, Extent extent) implements Match.OfGrant {

        @Override
        public void write(Sql sql, String r) {
            sql.add("(").add(r).add(".patient = ANY (ARRAY(");
            care.write(sql);
            sql.add("))");
            if (extent == Extent.COMPARTMENT) {
                String x = sql.alias();
                sql.add(" OR EXISTS (SELECT 1 FROM compartment_index ").add(x).add(" WHERE ").add(x).add(".rid = ").add(r).add(".rid AND ").add(x)
                        .add(".patient = ANY (ARRAY(");
                care.write(sql);
                sql.add(")))");
            }
            sql.add(")");
        }
    }

    /**
     * For whom a user cares: the patients of the resources that name the user, a role of the user's, or an organization of those roles.
     *
     * @param type         the user's resource type
     * @param id           the user's id
     * @param roles        parameters by which roles name the user
     * @param organization parameters by which roles name organizations; empty when users and their roles are looked for themselves
     * @param ties         parameters by which resources name those
     * @param status       parameters with the status of such resources
     * @param over         codes of a status that ends the care
     */
    public record Care(String type, String id, List<Short> roles, List<Short> organization, List<Short> ties, List<Short> status,
            List<String> over) {

        /** Appends {@code SELECT} of the patients' numbers. */
        void write(Sql sql) {
            String c = sql.alias();
            String x = sql.alias();
            String s = sql.alias();
            sql.add("SELECT ").add(c).add(".patient FROM reference_index ").add(x).add(" JOIN resource ").add(c).add(" ON ").add(c).add(".rid = ").add(x)
                    .add(".rid WHERE ").add(x).add(".param IN (").add(numbers(ties)).add(") AND ").add(x).add(".target = ANY (ARRAY(");
            if (organization.isEmpty()) {
                user(sql);
                sql.add(" UNION ALL ");
                roles(sql, "rid", roles);
            } else {
                roles(sql, "target", organization);
            }
            sql.add(")) AND ").add(c).add(".patient IS NOT NULL AND NOT ").add(c).add(".deleted AND NOT EXISTS (SELECT 1 FROM token_index ").add(s)
                    .add(" WHERE ").add(s).add(".rid = ").add(c).add(".rid AND ").add(s).add(".param IN (").add(numbers(status)).add(") AND ").add(s)
                    .add(".code = ANY(").value(over.toArray(String[]::new)).add("))");
        }

        /** Appends {@code SELECT} of the numbers of the user, the user's roles, their organizations, and the care teams of the user. */
        void all(Sql sql, List<Short> teams) {
            String f = sql.alias();
            user(sql);
            sql.add(" UNION ALL ");
            roles(sql, "rid", roles);
            sql.add(" UNION ALL ");
            roles(sql, "target", organization);
            sql.add(" UNION ALL SELECT ").add(f).add(".rid FROM reference_index ").add(f).add(" WHERE ").add(f).add(".param IN (").add(numbers(teams))
                    .add(") AND ").add(f).add(".target = (");
            user(sql);
            sql.add(")");
        }

        private void user(Sql sql) {
            Compartments.number(sql, type, id);
        }

        /** The roles of the user, or what they refer to; a user who is a role is that one. */
        private void roles(Sql sql, String column, List<Short> parameters) {
            String f = sql.alias();
            String g = sql.alias();
            String p = sql.alias();
            sql.add("SELECT ").add(f).add(".").add(column).add(" FROM reference_index ").add(f).add(" JOIN resource ").add(p).add(" ON ").add(p)
                    .add(".rid = ").add(f).add(".rid AND NOT ").add(p).add(".deleted WHERE ").add(f).add(".param IN (").add(numbers(parameters)).add(") AND ");
            if (type.equals("PractitionerRole")) {
                sql.add(f).add(".rid = (");
                user(sql);
                sql.add(")");
            } else {
                sql.add(f).add(".rid IN (SELECT ").add(g).add(".rid FROM reference_index ").add(g).add(" WHERE ").add(g).add(".param IN (")
                        .add(numbers(roles)).add(") AND ").add(g).add(".target = (");
                user(sql);
                sql.add("))");
            }
        }
    }

    /**
     * No consent stands against it: of each Consent the innermost provision that is about the caller and the resource decides, and one that
     * denies is enough.
     *
     * @param caller   the user with roles, organizations and care teams, or null without one
     * @param teams    parameters by which care teams name members
     * @param client   the app, or null
     * @param purposes what for
     * @param self     id of the patient who is the user, whom only what names the app concerns; or null
     */
    public record Consented(Care caller, List<Short> teams, String client, List<String> purposes, String self, Extent extent) implements Match.OfGrant {

        @Override
        public void write(Sql sql, String r) {
            String p = sql.alias();
            String d = sql.alias();
            String e = sql.alias();
            // asked once, and where there are no such consents nothing else is
            sql.add("(NOT (SELECT EXISTS (SELECT 1 FROM consent_index)) OR NOT EXISTS (SELECT 1 FROM (SELECT ").add(r).add(".patient AS number");
            if (extent != Extent.COLUMN) {
                String x = sql.alias();
                sql.add(" UNION ALL SELECT ").add(x).add(".patient FROM compartment_index ").add(x).add(" WHERE ").add(x).add(".rid = ").add(r).add(".rid");
            }
            sql.add(") ").add(p).add(" JOIN consent_index ").add(d).add(" ON ").add(d).add(".patient = ").add(p).add(".number WHERE ").add(d).add(".permit = 0");
            concerns(sql, d, r);
            sql.add(" AND NOT EXISTS (SELECT 1 FROM consent_index ").add(e).add(" WHERE ").add(e).add(".rid = ").add(d).add(".rid AND ").add(e)
                    .add(".permit = 1 AND ").add(e).add(".path LIKE ").add(d).add(".path || '.%'");
            concerns(sql, e, r);
            sql.add(")))");
        }

        private void concerns(Sql sql, String c, String r) {
            sql.add(" AND (").add(c).add(".from_time IS NULL OR ").add(c).add(".from_time <= now()) AND (").add(c).add(".to_time IS NULL OR ").add(c)
                    .add(".to_time >= now()) AND (").add(c).add(".types IS NULL OR ").add(r).add(".type::text = ANY (string_to_array(").add(c)
                    .add(".types, ','))) AND (").add(c).add(".labels IS NULL OR string_to_array(").add(c).add(".labels, ',') && ").add(r)
                    .add(".labels) AND (").add(c).add(".purposes IS NULL OR string_to_array(").add(c).add(".purposes, ',') && ")
                    .value(purposes.toArray(String[]::new)).add(")");
            if (extent != Extent.COLUMN) {
                sql.add(" AND (").add(c).add(".data_from IS NULL OR ").add(r).add(".high IS NULL OR ").add(r).add(".high >= ").add(c).add(".data_from) AND (")
                        .add(c).add(".data_to IS NULL OR ").add(r).add(".low IS NULL OR ").add(r).add(".low <= ").add(c).add(".data_to)");
            }
            sql.add(" AND (");
            sql.add(c).add(".clients IS NOT NULL AND ").value(client == null ? "" : client).add(" = ANY (string_to_array(").add(c).add(".clients, ','))");
            if (caller != null) {
                sql.add(" OR string_to_array(").add(c).add(".actors, ',')::bigint[] && ARRAY(");
                caller.all(sql, teams);
                sql.add(")");
            }
            sql.add(" OR ").add(c).add(".actors IS NULL AND ").add(c).add(".clients IS NULL");
            if (self != null) {
                sql.add(" AND ").add(c).add(".patient <> (");
                Compartments.number(sql, "Patient", self);
                sql.add(")");
            }
            sql.add(")");
        }
    }

    /** It is in nobody's chart. */
    public record InNoChart() implements Match.OfGrant {

        @Override
        public void write(Sql sql, String r) {
            sql.add(r).add(".patient IS NULL");
        }
    }

    /** It has none of these security labels. */
    public record Unlabelled(List<String> labels) implements Match.OfGrant {

        @Override
        public void write(Sql sql, String r) {
            sql.add("(").add(r).add(".labels IS NULL OR NOT ").add(r).add(".labels && ").value(labels.toArray(String[]::new)).add(")");
        }
    }

    private static String numbers(List<Short> parameters) {
        return parameters.stream().map(p -> Short.toString(p)).collect(Collectors.joining(", "));
    }
}
