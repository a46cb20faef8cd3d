package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.store.row.IndexRow;

/**
 * What a Consent says about access (R4 consent.html): a row for each provision that permits or denies. An active Consent counts when its
 * scope is patient-privacy, or when it is one of ours about sharing; a refusal of treatment hides no chart.
 *
 * <p>A provision inside of another is an exception to it and applies where both do, so its row has the conditions of both.
 */
final class ConsentRules {

    private static final Set<String> SHARING = Set.of("journal-sharing", "part2-disclosure");
    private static final Set<String> DENIED_BUT_FOR = Set.of("OPTOUT", "OPTOUTE");

    /** Conditions; null for any. */
    private record Conditions(List<String> actors, List<String> clients, List<String> types, List<String> labels, List<String> purposes,
            DateRange period, DateRange data) {

        static final Conditions NONE = new Conditions(null, null, null, null, null, null, null);
    }

    private final long patient;
    private final IndexSink sink;

    private ConsentRules(long patient, IndexSink sink) {
        this.patient = patient;
        this.sink = sink;
    }

    /** Adds the rows of a Consent in a patient's chart. */
    static void index(JsonObject consent, Long patient, IndexSink sink) {
        if (patient == null || patient < 0 || !"active".equals(consent.string("status")) || !counts(consent)) {
            return;
        }
        ConsentRules rules = new ConsentRules(patient, sink);
        if (codes(consent.get("policyRule")).stream().anyMatch(DENIED_BUT_FOR::contains)) {
            rules.row("0", false, Conditions.NONE);
        }
        JsonObject root = consent.object("provision");
        if (root != null) {
            rules.provision("0.0", root, Conditions.NONE);
        }
    }

    private static boolean counts(JsonObject consent) {
        return codes(consent.get("scope")).contains("patient-privacy") || codes(consent.get("category")).stream().anyMatch(SHARING::contains);
    }

    private void provision(String path, JsonObject provision, Conditions within) {
        Conditions here = narrowed(provision, within);
        String type = provision.string("type");
        if (type != null) {
            row(path, type.equals("permit"), here);
        }
        List<JsonObject> exceptions = provision.objects("provision");
        for (int i = 0; i < exceptions.size(); i++) {
            provision(path + "." + i, exceptions.get(i), here);
        }
    }

    private Conditions narrowed(JsonObject p, Conditions within) {
        List<String> actors = new ArrayList<>();
        List<String> clients = new ArrayList<>();
        for (JsonObject actor : p.objects("actor")) {
            JsonObject reference = actor.object("reference");
            if (reference != null && reference.string("reference") != null) {
                actors.add(Long.toString(sink.target(reference.string("reference"))));
            }
            if (reference != null && reference.object("identifier") != null && reference.object("identifier").string("value") != null) {
                clients.add(reference.object("identifier").string("value"));
            }
        }
        boolean named = p.array("actor") != null;
        List<String> types = codes(p.get("class")).stream().map(c -> c.substring(c.lastIndexOf('/') + 1)).filter(Definitions.r4()::isResourceType)
                .map(t -> Short.toString(Definitions.r4().typeNumber(t))).toList();
        return new Conditions(named ? actors : within.actors, named ? clients : within.clients, p.array("class") == null ? within.types : types,
                p.array("securityLabel") == null ? within.labels : codes(p.get("securityLabel")),
                p.array("purpose") == null ? within.purposes : codes(p.get("purpose")),
                p.object("period") == null ? within.period : DateParameter.range(p.object("period"), "Period"),
                p.object("dataPeriod") == null ? within.data : DateParameter.range(p.object("dataPeriod"), "Period"));
    }

    private void row(String path, boolean permit, Conditions c) {
        sink.add(new IndexRow.Consent(patient, path, (short) (permit ? 1 : 0), joined(c.actors), joined(c.clients), joined(c.types), joined(c.labels),
                joined(c.purposes), c.period == null ? null : c.period.low(), c.period == null ? null : c.period.high(),
                c.data == null ? null : c.data.low(), c.data == null ? null : c.data.high()));
    }

    private static String joined(List<String> values) {
        return values == null ? null : values.stream().filter(Objects::nonNull).map(v -> v.replace(',', ' ')).sorted().collect(Collectors.joining(","));
    }

    /** The codes of a Coding, a CodeableConcept, or several. */
    private static List<String> codes(JsonValue value) {
        return switch (value) {
            case JsonArray a -> a.stream().flatMap(v -> codes(v).stream()).toList();
            case JsonObject o when o.array("coding") != null -> codes(o.array("coding"));
            case JsonObject o when o.get("code") instanceof JsonString s -> List.of(s.value());
            case null, default -> List.of();
        };
    }
}
