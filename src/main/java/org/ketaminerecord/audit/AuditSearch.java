package org.ketaminerecord.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.parameter.DateRange;
import org.ketaminerecord.search.parameter.Prefix;
import org.ketaminerecord.search.parameter.RequestBase;

/** A search of the audit trail: its own few parameters, each written as a condition on a row {@code a}. */
final class AuditSearch {

    /** What can be asked, beside {@code _count}, {@code _sort} and what every request has. */
    static final List<String> PARAMETERS = List.of("_id", "_lastUpdated", "action", "address", "agent", "agent-name", "date", "entity",
            "entity-type", "outcome",
            "patient", "purpose", "subtype", "type");

    private static final int PAGE = 50;
    private static final int LARGEST = 1000;
    private static final Pattern ROW = Pattern.compile("([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?:\\.([1-9][0-9]{0,4}))?");

    private final RequestBase base;
    private final StringBuilder condition = new StringBuilder("true");
    private final List<Object> values = new ArrayList<>();
    private final List<QueryParameter> understood = new ArrayList<>();
    private int count = PAGE;
    private boolean oldest;
    private boolean numberOnly;
    private boolean counted;
    private String cursor;

    AuditSearch(RequestBase base) {
        this.base = base;
    }

    /** Only events about this patient. */
    AuditSearch chart(String patient) {
        return and("a.patient = ?", patient);
    }

    /** Only events of this user. */
    AuditSearch user(String reference) {
        return and("a.fhir_user = ?", reference);
    }

    /**
     * Reads a query.
     *
     * @throws Fault when something of it is not understood
     */
    AuditSearch read(List<QueryParameter> query) {
        for (QueryParameter q : query) {
            read(q);
            if (!q.name().equals("_cursor")) {
                understood.add(q);
            }
        }
        return this;
    }

    private void read(QueryParameter q) {
        String value = q.value();
        if (q.name().endsWith(":missing")) {
            missing(q);
            return;
        }
        switch (q.name()) {
            case "_total" -> counted = total(value);
            case "_count" -> count = count(value);
            case "_sort" -> oldest = sort(value);
            case "_cursor" -> cursor = value;
            case "_summary" -> numberOnly = value.equals("count");
            case "_format", "_pretty", "_elements" -> { }
            case "_id" -> ids(value);
            case "date", "_lastUpdated" -> date(q.name(), value);
            case "patient", "patient:Patient" -> any("a.patient", list(q).stream().map(v -> id(q.name(), "Patient", v)).toList());
            case "agent", "agent:Practitioner", "agent:PractitionerRole", "agent:Patient", "agent:RelatedPerson" ->
                    any("a.fhir_user", list(q).stream().map(v ->
                    q.name().equals("agent") ? reference(q.name(), v) : q.name().substring(6) + "/"
                    + id(q.name(), q.name().substring(6), v)).toList());
            case "agent-name" -> name(list(q));
            case "address" -> any("a.address", list(q));
            case "action" -> kinds(q, v -> kind -> kind.action().equals(v), "C, R, U, D or E");
            case "subtype" -> subtype(q);
            case "type" -> token(q, AuditResource.REST, "rest");
            case "outcome" -> any("a.outcome::text", tokens(q, AuditResource.OUTCOMES));
            case "purpose" -> purpose(tokens(q, AuditResource.PURPOSES));
            case "entity" -> entity(list(q));
            case "entity-type" -> entityType(tokens(q, AuditResource.ENTITY_TYPES));
            default -> throw unknown(q.name());
        }
    }

    private static boolean total(String value) {
        return switch (value) {
            case "none" -> false;
            case "estimate", "accurate" -> true;
            default -> throw refuse("_total takes none, estimate or accurate.");
        };
    }

    // ---- conditions --------------------------------------------------------------------------------------

    private AuditSearch and(String sql, Object... of) {
        condition.append(" AND ").append(sql);
        values.addAll(Arrays.asList(of));
        return this;
    }

    private void any(String column, List<String> wanted) {
        and(column + " = ANY(?)", (Object) wanted.toArray(String[]::new));
    }

    private void missing(QueryParameter q) {
        String name = q.name().substring(0, q.name().indexOf(':'));
        if (!PARAMETERS.contains(name)) {
            throw unknown(name);
        }
        if (!q.value().equals("true") && !q.value().equals("false")) {
            throw refuse("'" + q.name() + "' takes true or false.");
        }
        String column = switch (name) {
            case "patient" -> "a.patient";
            case "agent" -> "a.fhir_user";
            case "agent-name" -> "coalesce(a.client, a.subject, a.fhir_user)";
            case "address" -> "a.address";
            case "purpose" -> "a.purposes";
            case "entity" -> "coalesce(a.resource, a.patient)";
            default -> "a.kind";        // every event has these
        };
        and(column + (q.value().equals("true") ? " IS NULL" : " IS NOT NULL"));
    }

    private void ids(String value) {
        List<String> each = new ArrayList<>();
        for (String id : value.split(",")) {
            Matcher m = ROW.matcher(id);
            if (m.matches()) {
                each.add("(a.id = ?::uuid AND a.part = ?)");
                values.add(m.group(1));
                values.add(m.group(2) == null ? 0 : Integer.parseInt(m.group(2)));
            }
        }
        condition.append(" AND ").append(each.isEmpty() ? "false" : "(" + String.join(" OR ", each) + ")");
    }

    /** Ids hold their time, so that dates are ranges of the one index. */
    private void date(String name, String value) {
        if (value.indexOf(',') >= 0) {
            throw refuse("'" + name + "' of AuditEvent takes one date. For a range send it twice: " + name + "=ge2026-11-01&" + name
                    + "=lt2026-12-01.");
        }
        Prefix.Prefixed prefixed = Prefix.read(value);
        DateRange range = DateRange.of(prefixed.value());
        if (range == null) {
            throw refuse("'" + name
                    + "' takes a date or an instant such as 2026-11-21 or 2026-11-21T09:30:00Z, with eq, ne, gt, ge, lt, le, sa or eb before it.");
        }
        String low = bound(range.low());
        String end = bound(range.high().plusMillis(1));
        switch (prefixed.prefix()) {
            case EQ -> and("a.id >= ?::uuid AND a.id < ?::uuid", low, end);
            case NE -> and("(a.id < ?::uuid OR a.id >= ?::uuid)", low, end);
            case GT, SA -> and("a.id >= ?::uuid", end);
            case GE -> and("a.id >= ?::uuid", low);
            case LT, EB -> and("a.id < ?::uuid", low);
            case LE -> and("a.id < ?::uuid", end);
            case AP -> throw refuse("'" + name + "' of AuditEvent has no prefix ap. Say from when to when: " + name + "=ge...&" + name + "=le...");
        }
    }

    private static String bound(Instant at) {
        return Event.firstId(Math.clamp(at.toEpochMilli(), 0, (1L << 48) - 1)).toString();
    }

    private void name(List<String> names) {
        List<String> each = new ArrayList<>();
        for (String name : names) {
            each.add("a.client ILIKE ? OR a.subject ILIKE ? OR a.fhir_user ILIKE ?");
            String pattern = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
            values.addAll(List.of(pattern, pattern, pattern));
        }
        condition.append(" AND (").append(String.join(" OR ", each)).append(")");
    }

    private interface ByValue {
        java.util.function.Predicate<Kind> of(String value);
    }

    private void kinds(QueryParameter q, ByValue by, String those) {
        List<String> kinds = new ArrayList<>();
        for (String value : list(q)) {
            List<String> of = Arrays.stream(Kind.values()).filter(by.of(value)).map(Kind::code).toList();
            if (of.isEmpty()) {
                throw refuse("'" + q.name() + "' of AuditEvent takes " + those + ".");
            }
            kinds.addAll(of);
        }
        any("a.kind", kinds);
    }

    private void subtype(QueryParameter q) {
        List<String> kinds = new ArrayList<>();
        List<String> operations = new ArrayList<>();
        for (String value : list(q)) {
            String code = value.substring(value.lastIndexOf('|') + 1);
            String system = value.indexOf('|') > 0 ? value.substring(0, value.indexOf('|')) : null;
            if (system == null || system.equals(AuditResource.INTERACTIONS)) {
                kinds.add(code);
            }
            if (system == null || system.equals(AuditResource.OPERATIONS)) {
                operations.add(code.startsWith("$") ? code : "$" + code);
            }
        }
        and("(a.kind = ANY(?) OR a.operation = ANY(?))", kinds.toArray(String[]::new), operations.toArray(String[]::new));
    }

    private void token(QueryParameter q, String system, String code) {
        if (!tokens(q, system).contains(code)) {
            condition.append(" AND false");
        }
    }

    private void purpose(List<String> codes) {
        and("a.purposes IS NOT NULL AND string_to_array(a.purposes, ',') && ?", (Object) codes.toArray(String[]::new));
    }

    private void entity(List<String> references) {
        List<String> each = new ArrayList<>();
        for (String value : references) {
            String reference = reference("entity", value);
            String id = reference.substring(reference.indexOf('/') + 1);
            boolean patient = reference.startsWith("Patient/");
            each.add("a.resource = ? AND a.type = ?" + (patient ? " OR a.patient = ?" : ""));
            values.add(id);
            values.add(reference.substring(0, reference.indexOf('/')));
            if (patient) {
                values.add(id);
            }
        }
        condition.append(" AND (").append(String.join(" OR ", each)).append(")");
    }

    private void entityType(List<String> codes) {
        List<String> each = new ArrayList<>();
        for (String code : codes) {
            each.add(switch (code) {
                case "1" -> "a.patient IS NOT NULL";
                case "2" -> "true";
                case "4" -> "a.within IS NOT NULL";
                default -> "false";
            });
        }
        condition.append(" AND (").append(String.join(" OR ", each)).append(")");
    }

    // ---- values ------------------------------------------------------------------------------------------

    private static List<String> list(QueryParameter q) {
        if (q.value().isEmpty()) {
            throw refuse("'" + q.name() + "' is there without a value.");
        }
        return List.of(q.value().split(","));
    }

    /** The codes of a system, or without one. */
    private static List<String> tokens(QueryParameter q, String system) {
        return list(q).stream().map(v -> v.indexOf('|') < 0 ? v : v.startsWith(system + "|") || v.startsWith("|") ? v.substring(v.indexOf('|') + 1)
                : "").toList();
    }

    private String reference(String name, String value) {
        String relative = base.relative(value) == null ? value : base.relative(value);
        if (!relative.matches("[A-Z][A-Za-z]+/[A-Za-z0-9\\-.]{1,64}")) {
            throw refuse("'" + name + "' of AuditEvent takes a reference with a type, such as Practitioner/12, and no chain.");
        }
        return relative;
    }

    private String id(String name, String type, String value) {
        return value.indexOf('/') < 0 ? value : reference(name, value).startsWith(type + "/") ? reference(name, value).substring(type.length() + 1)
                : "";
    }

    private static int count(String value) {
        try {
            int n = Integer.parseInt(value);
            if (n >= 1) {
                return Math.min(n, LARGEST);
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw refuse("_count takes a whole number from 1 on.");
    }

    private static boolean sort(String value) {
        return switch (value) {
            case "-date", "-_lastUpdated" -> false;
            case "date", "_lastUpdated" -> true;
            default -> throw refuse("AuditEvents are sorted by -date (newest first, also without _sort) or by date.");
        };
    }

    private static Fault unknown(String name) {
        String hint = Nearest.to(name, PARAMETERS).map(n -> " Did you mean '" + n + "'?").orElse("");
        return Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_PARAMETER, "The audit trail cannot be searched by '"
                + (name.length() > 60 ? name.substring(0, 60) + "..." : name) + "'." + hint + " It has " + String.join(", ", PARAMETERS)
                + ", _count, _sort and _total, and :missing, without other "
                + "modifiers, chains and includes.");
    }

    private static Fault refuse(String diagnostics) {
        return Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_PARAMETER, diagnostics);
    }

    /** Behind the last row of the page before. */
    void after(List<String> place) {
        and("(a.id, a.part) " + (oldest ? ">" : "<") + " (?::uuid, ?)", place.get(0), Integer.parseInt(place.get(1)));
    }

    // ---- what was read -----------------------------------------------------------------------------------

    String condition() {
        return condition.toString();
    }

    List<Object> values() {
        return values;
    }

    List<QueryParameter> understood() {
        return understood;
    }

    int count() {
        return count;
    }

    boolean oldest() {
        return oldest;
    }

    boolean counted() {
        return counted;
    }

    boolean numberOnly() {
        return numberOnly;
    }

    String cursor() {
        return cursor;
    }

    /** What a cursor belongs to. */
    String question(String path, String chart) {
        return path + "@" + chart + "?" + understood.stream().filter(q -> !q.name().equals("_count")).map(q -> q.name() + "=" + q.value()).sorted()
                .collect(Collectors.joining("&"));
    }

    /** The row of an id as {@link AuditResource#id} makes it; null when it is none. */
    static AuditSearch row(RequestBase base, String id) {
        Matcher m = ROW.matcher(id);
        return m.matches() ? new AuditSearch(base).and("a.id = ?::uuid AND a.part = ?", UUID.fromString(m.group(1)).toString(),
                m.group(2) == null ? 0 : Integer.parseInt(m.group(2))) : null;
    }

    /** The parameters as the CapabilityStatement tells of them; {@code purpose} is R5's. */
    static SearchParameterDefinition purpose() {
        return new SearchParameterDefinition("http://hl7.org/fhir/SearchParameter/AuditEvent-purpose", "purpose", SearchParameterType.TOKEN,
                List.of(AuditResource.TYPE),
                null, List.of(), List.of(), "The purpose of use that the token named, such as ETREAT (as in R5)");
    }
}
