package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ketaminerecord.access.Scope;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.interaction.BundleWriter;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Links;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.ChartReader;
import org.ketaminerecord.search.Cursor;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.parameter.DateRange;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.store.Installation;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/**
 * {@code $everything} of a patient (R4 patient-operation-everything.html): first the compartment, in the order of type
 * and date, then what it refers to that is in nobody's compartment.
 */
@ApplicationScoped
public class EverythingOperation implements Operation {

    private static final int PAGE = 500;
    private static final String CHART = "chart";
    private static final String SUPPORTING = "supporting";

    private final Interactions interactions;
    private final Installation installation;

    EverythingOperation(Interactions interactions, Installation installation) {
        this.interactions = interactions;
        this.installation = installation;
    }

    @Override
    public String name() {
        return "everything";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/Patient-everything";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of("Patient");
    }

    @Override
    public List<OperationParameter> parameters() {
        return List.of(new OperationParameter("_since", false, "What was stored since this instant"),
                new OperationParameter("_type", false, "Resource types, with commas between"),
                new OperationParameter("start", false, "What happened on this day or later"),
                new OperationParameter("end", false, "What happened on this day or earlier"),
                new OperationParameter("_count", false, "Resources on a page, " + PAGE + " unless given"));
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String documentation() {
        return "The patient's compartment and what it refers to, without other patients' resources. Parameters: _since, _type, start, end, _count; "
                + "pages of " + PAGE + " unless _count says otherwise. Resources without a clinical date are there whatever start and end say.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        request.requireOnly(Stream.concat(parameters().stream().map(OperationParameter::name), Stream.of("_cursor")).toArray(String[]::new));
        String path = "Patient/" + request.id() + "/$everything";
        List<QueryParameter> asked = request.query().stream().filter(q -> !q.name().equals("_cursor")).toList();
        String bound = path + asked.stream().filter(q -> !q.name().equals("_count")).map(q -> q.name() + "=" + q.value()).sorted().toList();
        List<String> after = request.value("_cursor") == null ? null : Cursor.read(installation.cursorKey(), bound, request.value("_cursor"));
        int count = count(request.value("_count"));
        return interactions.engine().database().read(session -> {
            long patient = ((Outcome.Version) interactions.read(session, Interaction.Read.of("Patient", request.id()), request.caller())).version().rid();
            ChartReader.Wanted wanted = new ChartReader.Wanted(patient,
                    interactions.engine().reach(request.caller()).of(Scope.Permission.SEARCH), types(request), instant(request, "_since", false),
                    instant(request, "start", false), instant(request, "end", true));
            Page page = page(session, wanted, after, count);
            BundleWriter bundle = new BundleWriter(request.base(), "searchset").total(after == null && page.next == null ? (long) page.found.size() : null)
                    .link("self", Links.of(request.base(), path, asked, request.value("_cursor")));
            if (page.next != null) {
                bundle.link("next", Links.of(request.base(), path, asked, Cursor.write(installation.cursorKey(), bound, page.next)));
            }
            page.found.forEach(v -> bundle.found(v, "match"));
            return bundle.body();
        });
    }

    private record Page(List<StoredVersion> found, List<String> next) {
    }

    private static Page page(Session session, ChartReader.Wanted wanted, List<String> after, int count) throws SQLException {
        List<StoredVersion> found = new ArrayList<>();
        Set<LocalReference> references = new LinkedHashSet<>();
        boolean chart = after == null || after.getFirst().equals(CHART);
        if (chart) {
            List<ChartReader.Row> rows = ChartReader.page(session, wanted, after == null ? null : after.subList(1, after.size()), count + 1);
            boolean more = rows.size() > count;
            for (ChartReader.Row row : more ? rows.subList(0, count) : rows) {
                found.add(row.version());
                ChartReader.references(row.version().body(), references);
            }
            if (more) {
                return new Page(found, place(CHART, ChartReader.place(rows.get(count - 1))));
            }
        }
        if (after != null || wanted.partial()) {
            // the pages before are not remembered; and what is asked for may be referred to by what is not
            references = ChartReader.allReferences(session, wanted.whole());
        }
        List<StoredVersion> supporting = ChartReader.supporting(session, wanted, references);
        if (!chart) {
            supporting = supporting.stream().filter(v -> isAfter(v, after)).toList();
        }
        int room = count - found.size();
        if (supporting.size() <= room) {
            found.addAll(supporting);
            return new Page(found, null);
        }
        found.addAll(supporting.subList(0, room));
        List<String> last = room == 0 && chart ? List.of("0", "") : List.of(Short.toString(found.getLast().type()), found.getLast().id());
        return new Page(found, place(SUPPORTING, last));
    }

    private static boolean isAfter(StoredVersion v, List<String> after) {
        short type = Short.parseShort(after.get(1));
        return v.type() > type || v.type() == type && v.id().compareTo(after.get(2)) > 0;
    }

    private static List<String> place(String phase, List<String> values) {
        List<String> place = new ArrayList<>();
        place.add(phase);
        place.addAll(values);
        return place;
    }

    /** R4: the parameter may be repeated, and each may list several. */
    private static List<String> types(OperationRequest request) {
        List<String> types = request.query().stream().filter(q -> q.name().equals("_type")).flatMap(q -> Stream.of(q.value().split(","))).distinct()
                .toList();
        for (String type : types) {
            if (!Definitions.r4().isResourceType(type)) {
                throw Fault.of(Reason.BAD_REQUEST, IssueType.VALUE, FaultCode.UNKNOWN_TYPE, "_type names what is not a resource type of FHIR R4."
                        + Nearest.to(type, Definitions.r4().resourceTypes()).map(n -> " Did you mean " + n + "?").orElse(""));
            }
        }
        return types;
    }

    private static Instant instant(OperationRequest request, String name, boolean end) {
        String value = request.value(name);
        if (value == null) {
            return null;
        }
        DateRange range = DateRange.of(value);
        if (range == null) {
            throw invalid(name + " takes a date or an instant such as 2026-11-21 or 2026-11-21T09:30:00Z.");
        }
        return end ? range.high() : range.low();
    }

    private static int count(String value) {
        if (value == null) {
            return PAGE;
        }
        try {
            int n = Integer.parseInt(value);
            if (n > 0) {
                return Math.min(n, 1000);
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw invalid("_count takes a whole number from 1 on.");
    }

    private static Fault invalid(String diagnostics) {
        return Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_PARAMETER, diagnostics);
    }
}
