package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.store.row.IndexRow;

/** References (R4 search.html#reference): by id, by type and id, by URL; and the joins of chains and {@code _has}. */
public enum ReferenceParameter implements ParameterKind {
    INSTANCE;

    /** What a reference points to. */
    public sealed interface Target {

        /** A resource of this server; an empty list of types means any. */
        record Local(List<String> types, String id) implements Target {
        }

        /** A URL of another place, a URN, or a canonical. */
        record External(String url) implements Target {
        }
    }

    @Override
    public String table() {
        return "reference_index";
    }

    /** Besides these every resource type that the parameter may point to is a modifier. */
    @Override
    public Set<String> modifiers() {
        return Set.of("identifier", "above", "below");
    }

    @Override
    public void index(RegisteredParameter p, JsonValue value, String type, IndexSink sink) {
        switch (value) {
            case JsonObject o when type.equals("Reference") -> {
                String reference = o.string("reference");
                if (reference != null) {
                    add(p, reference, sink);
                }
                JsonObject identifier = o.object("identifier");
                if (identifier != null && identifier.string("value") != null) {
                    sink.add(new IndexRow.Token(p.secondId(), TokenParameter.key(identifier.string("value")),
                            ValueHash.of(identifier.string("system")), targetType(o)));
                }
            }
            case JsonString s -> {
                add(p, s.value(), sink);
                int version = s.value().indexOf('|');
                if (version > 0) {
                    add(p, s.value().substring(0, version), sink);
                }
            }
            default -> { }
        }
    }

    /** The type of what a reference with an identifier leads to, or null when it does not tell. */
    private static String targetType(JsonObject o) {
        String reference = o.string("reference");
        if (reference == null) {
            return o.string("type");
        }
        LocalReference local = LocalReference.of(reference.substring(reference.lastIndexOf('/', Math.max(0, reference.lastIndexOf('/') - 1)) + 1));
        return local == null ? null : local.type();
    }

    private static void add(RegisteredParameter p, String reference, IndexSink sink) {
        long target = sink.target(reference);
        if (target != 0) {
            sink.add(new IndexRow.Reference(p.id(), target));
        }
    }

    @Override
    public Match match(RegisteredParameter p, String modifier, List<String> values, RequestBase base) {
        if (modifier.equals("identifier")) {
            return new TokenParameter.OfType(p, values.stream().map(v -> identifier(p, v)).toList());
        }
        List<Target> anyOf = new ArrayList<>();
        for (String raw : values) {
            anyOf.add(target(p, modifier, Escapes.unescape(raw), base));
        }
        return new Match.References(p, anyOf);
    }

    private static TokenParameter.Value identifier(RegisteredParameter p, String raw) {
        TokenParameter.Value v = TokenParameter.read(p, raw);
        if (v.code() == null || v.system() == null) {
            throw ParameterKind.invalid(p, raw, "system|value or |value of the identifier in the reference");
        }
        return v;
    }

    private static Target target(RegisteredParameter p, String type, String raw, RequestBase base) {
        String relative = base.relative(raw);
        String value = relative == null ? raw : relative;
        if (relative == null && (raw.contains("://") || raw.startsWith("urn:"))) {
            return new Target.External(raw);
        }
        String[] parts = value.split("/");
        boolean typed = parts.length == 2 || parts.length == 4 && parts[2].equals("_history");
        if (typed && Definitions.r4().isResourceType(parts[0]) && (type.isEmpty() || type.equals(parts[0]))) {
            return new Target.Local(List.of(parts[0]), parts[1]);
        }
        if (parts.length == 1 && !value.isBlank()) {
            return new Target.Local(type.isEmpty() ? targets(p) : List.of(type), value);
        }
        throw ParameterKind.invalid(p, raw, (type.isEmpty() ? "an id, Type/id" : "an id") + " or an absolute URL");
    }

    /** The types that the parameter may point to; empty for any. */
    public static List<String> targets(RegisteredParameter p) {
        List<String> targets = p.definition().target();
        // R4's definition of "patient" names Group too where the element does; the name says what is meant
        return p.code().equals("patient") && targets.contains("Patient") ? List.of("Patient") : targets;
    }

    /**
     * The type of a modifier such as {@code :Patient}.
     *
     * @throws Fault when the parameter cannot point to it
     */
    public static void checkTarget(RegisteredParameter p, String type) {
        if (!targets(p).isEmpty() && !targets(p).contains(type)) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.UNKNOWN_MODIFIER, "The parameter '" + p.code() + "' of "
                    + p.resourceType() + " never refers to " + type + ". It may refer to " + String.join(", ", targets(p)) + ".");
        }
    }

    // ---- SQL ---------------------------------------------------------------------------------------

    static void write(Match.References match, Sql sql, String r) {
        RegisteredParameter p = match.parameter();
        boolean patients = match.anyOf().stream().allMatch(t -> t instanceof Target.Local l && l.types().equals(List.of("Patient")));
        if (p.patientColumn() && patients) {
            sql.add(r).add(".patient = ");
            numbers(sql, match.anyOf());
            return;
        }
        IndexCondition.write(sql, r, p, false, (s, x) -> {
            s.add(x).add(".target = ");
            numbers(s, match.anyOf());
        });
    }

    /** A reference may be there as an identifier only; {@code patient} is there when the reference is to a patient. */
    static void write(Match.Missing match, Sql sql, String r) {
        RegisteredParameter p = match.parameter();
        boolean missing = match.missing();
        sql.add("(");
        if (p.patientsOnly()) {
            sql.add(r).add(missing ? ".patient IS NULL" : ".patient IS NOT NULL");
        } else {
            IndexCondition.write(sql, r, p, missing, (s, x) -> s.add("true"));
        }
        String x = sql.alias();
        sql.add(missing ? " AND NOT EXISTS (" : " OR EXISTS (").add("SELECT 1 FROM token_index ").add(x).add(" WHERE ").add(x).add(".rid = ")
                .add(r).add(".rid AND ").add(x).add(".param ").add(p.secondIds());
        ofPatients(p, sql, x);
        sql.add("))");
    }

    /** {@code patient} shares its rows with a reference to others too: those of an identifier say of which type it is, where that is told. */
    static void ofPatients(RegisteredParameter p, Sql sql, String x) {
        if (p.patientsOnly()) {
            sql.add(" AND coalesce(").add(x).add(".text, 'Patient') = 'Patient'");
        }
    }

    /** Appends {@code (SELECT ...)} for one target, {@code ANY (...)} for several or for an id without a type. */
    public static void numbers(Sql sql, List<Target> targets) {
        if (targets.size() == 1 && targets.getFirst() instanceof Target.Local l && l.types().size() == 1) {
            sql.add("(");
            Compartments.number(sql, l.types().getFirst(), l.id());
            sql.add(")");
            return;
        }
        sql.add("ANY (ARRAY(");
        String union = "";
        for (Target target : targets) {
            sql.add(union);
            union = " UNION ALL ";
            switch (target) {
                case Target.External e -> sql.add("SELECT ").value(ValueHash.external(e.url())).add("::bigint");
                case Target.Local l -> sql.add("SELECT t.rid FROM resource t WHERE t.type IN (").add(typeNumbers(l.types()))
                        .add(") AND t.id = ").value(l.id());
            }
        }
        sql.add("))");
    }

    static String typeNumbers(List<String> types) {
        return (types.isEmpty() ? Definitions.r4().resourceTypes() : types).stream().filter(Definitions.r4()::isResourceType)
                .map(t -> Short.toString(Definitions.r4().typeNumber(t))).collect(Collectors.joining(", "));
    }

    static void write(Match.Chained chain, Sql sql, String r) {
        RegisteredParameter p = chain.parameter();
        if (p.patientColumn() && chain.targetType().equals("Patient")) {
            sql.add(r).add(".patient = ");
            patients(chain, sql);
            return;
        }
        String t = sql.alias();
        String x = sql.alias();
        sql.add(sql.probing() ? "EXISTS (SELECT 1" : r + ".rid IN (SELECT " + x + ".rid").add(" FROM reference_index ").add(x);
        if (chain.target().byNumber() && sql.reach().all(chain.targetType())) {
            // the parameter's rows are of the type and of what lives; a name for the target is all that it takes
            sql.add(" CROSS JOIN LATERAL (SELECT ").add(x).add(".target AS rid) ").add(t).add(" WHERE ").add(ParameterKind.params(p, x)).add(" AND ");
            chain.target().write(sql, t);
        } else {
            sql.add(" JOIN reachable_resource ").add(t).add(" ON ").add(t).add(".rid = ").add(x).add(".target WHERE ")
                    .add(ParameterKind.params(p, x)).add(" AND ");
            target(chain, sql, t);
        }
        if (sql.probing()) {
            sql.add(" AND ").add(x).add(".rid = ").add(r).add(".rid OFFSET 0");
        }
        sql.add(")");
    }

    /** Appends {@code ANY (...)} with the numbers of the patients that a chain leads to, found once. */
    public static void patients(Match.Chained chain, Sql sql) {
        String t = sql.alias();
        boolean probing = sql.probing();
        sql.probing(false).add("ANY (ARRAY(");
        if (chain.target() instanceof Match.OfIndex rows && rows.byNumber() && sql.reach().all("Patient")) {
            rows.writeNumbers(sql);
        } else {
            sql.add("SELECT ").add(t).add(".rid FROM reachable_resource ").add(t).add(" WHERE ");
            target(chain, sql, t);
        }
        sql.add("))").probing(probing);
    }

    private static void target(Match.Chained chain, Sql sql, String t) {
        sql.add(t).add(".type = ").add(Definitions.r4().typeNumber(chain.targetType())).add(" AND NOT ").add(t).add(".deleted AND ");
        chain.target().write(sql, t);
        sql.reach().andReferred(sql, t, chain.targetType());
    }

    static void write(Match.Referred has, Sql sql, String r) {
        RegisteredParameter p = has.parameter();
        String x = sql.alias();
        boolean probing = sql.probing();
        if (p.patientColumn() && has.targetType().equals("Patient") && has.source() instanceof Match.OfIndex code
                && (code instanceof TokenParameter.Tokens || code instanceof CodeSet) && !code.negated() && code.parameter().place() == RegisteredParameter.Place.CHART_CODE
                && sql.reach().all(p.resourceType())) {
            // "patients with an observation of this code" is one look-up in the index of charts, where contained ones do not count
            sql.add(probing ? "EXISTS (SELECT 1" : r + ".rid IN (SELECT " + x + ".patient").add(" FROM code_index ").add(x).add(" WHERE ")
                    .add(x).add(".param = ").add(code.parameter().id()).add(" AND ").add(x).add(".rid > 0 AND (");
            code.writeRow(sql, x);
            sql.add(")");
            if (probing) {
                sql.add(" AND ").add(x).add(".patient = ").add(r).add(".rid OFFSET 0");
            }
            sql.add(")");
            return;
        }
        String s = sql.alias();
        sql.add(probing ? "EXISTS (SELECT 1" : r + ".rid IN (SELECT " + x + ".target").add(" FROM reference_index ").add(x)
                .add(" JOIN resource ").add(s).add(" ON ").add(s).add(".rid = ").add(x).add(".rid WHERE ").add(ParameterKind.params(p, x))
                .add(" AND NOT ").add(s).add(".deleted AND ");
        has.source().write(sql, s);
        sql.reach().and(sql, s, p.resourceType());
        if (probing) {
            sql.add(" AND ").add(x).add(".target = ").add(r).add(".rid OFFSET 0");
        }
        sql.add(")");
    }

    @Override
    public String order(RegisteredParameter p, String r, boolean descending) {
        if (p.patientsOnly()) {
            return "(SELECT t.id FROM resource t WHERE t.rid = " + r + ".patient)";
        }
        return "(SELECT " + (descending ? "max" : "min") + "(t.id) FROM reference_index o JOIN resource t ON t.rid = o.target "
                + "WHERE o.rid = " + r + ".rid AND " + ParameterKind.params(p, "o") + ")";
    }
}
