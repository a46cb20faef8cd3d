package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.access.Scope.Permission;
import org.ketaminerecord.interaction.BundleWriter;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Links;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.interaction.Permit;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.LastN;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.SearchRequest;
import org.ketaminerecord.store.StoredVersion;

/** {@code Observation/$lastn} (R4 observation-operation-lastn.html): the newest of each kind of observation. */
@ApplicationScoped
public class LastNOperation implements Operation {

    private final Interactions interactions;

    LastNOperation(Interactions interactions) {
        this.interactions = interactions;
    }

    @Override
    public String name() {
        return "lastn";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/Observation-lastn";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE);
    }

    @Override
    public Set<String> types() {
        return Set.of("Observation");
    }

    @Override
    public List<OperationParameter> parameters() {
        return List.of(new OperationParameter("patient", false, "Whose observations; or subject"),
                new OperationParameter("category", false, "Of which category; this or code must be there"),
                new OperationParameter("code", false, "Of which codes, with commas between"),
                new OperationParameter("max", false, "How many of each code, 1 unless given"));
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String documentation() {
        return "The newest observations of each code. Needs patient or subject, and category or code; takes max (1 unless given) and every search "
                + "parameter of Observation. An observation with several codings counts for each of them.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        int max = 1;
        List<QueryParameter> criteria = new ArrayList<>();
        for (QueryParameter q : request.query()) {
            if (q.name().equals("max")) {
                max = max(q.value());
            } else {
                criteria.add(q);
            }
        }
        Permit.require(request.caller().grant(), "Observation", Permission.SEARCH);
        require(criteria, "patient or subject", "patient", "subject");
        require(criteria, "category or code", "category", "code");
        int most = max;
        List<StoredVersion> found = interactions.engine().database().read(session -> interactions.engine().ask(session, request.caller(), false, (parser, search) ->
                LastN.read(session, interactions.engine().registry().standard("Observation", "code"),
                        standing(parser.parse("Observation", criteria, request.base(), false)), most)));
        BundleWriter bundle = new BundleWriter(request.base(), "searchset").total((long) found.size())
                .link("self", Links.of(request.base(), "Observation/$lastn", request.query(), null));
        found.forEach(v -> bundle.found(v, "match"));
        return bundle.body();
    }

    private static SearchRequest standing(SearchRequest search) {
        if (search.contained().wanted()) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.INVALID_PARAMETER, "$lastn does not look into contained "
                    + "resources. Leave _contained out.");
        }
        return search;
    }

    private static void require(List<QueryParameter> criteria, String what, String... names) {
        for (String name : names) {
            if (criteria.stream().anyMatch(q -> q.name().equals(name) || q.name().startsWith(name + ":") || q.name().startsWith(name + "."))) {
                return;
            }
        }
        throw Fault.of(Reason.BAD_REQUEST, IssueType.REQUIRED, FaultCode.INVALID_PARAMETER, "$lastn needs " + what + ". Add it.");
    }

    private static int max(String value) {
        try {
            int n = Integer.parseInt(value);
            if (n > 0 && n <= 1000) {
                return n;
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_PARAMETER, "max takes a whole number from 1 to 1000.");
    }
}
