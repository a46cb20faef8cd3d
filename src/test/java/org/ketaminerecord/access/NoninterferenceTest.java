package org.ketaminerecord.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Given.json;
import static org.ketaminerecord.fixture.Given.reference;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.fixture.As;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.interaction.BundleProcessor;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.search.parameter.RegisteredParameter;

/**
 * What is out of reach changes no answer. Thousands of generated requests are answered under several grants; then other
 * patients' charts, and closed resources of the same chart, are stored; then the same requests get the same answers, to the
 * byte but for links: no entry, no count, no order, no error tells that the rest is there. {@code -Dktr.leak.seed=...}
 * and {@code -Dktr.leak.requests=...} repeat and enlarge it.
 */
@QuarkusTest
class NoninterferenceTest {

    private static final List<String> TYPES = List.of("Patient", "Observation", "Encounter", "Condition", "CarePlan", "QuestionnaireResponse", "List",
            "MedicationAdministration");

    @Inject
    BundleProcessor bundles;
    @Inject
    Interactions interactions;

    private final String marker = Given.unique();
    /** In all that is out of reach, and in no id. */
    private final String secret = Given.unique();
    private Random random;

    @Test
    void what_is_out_of_reach_changes_no_answer() {
        long seed = Long.getLong("ktr.leak.seed", 20261121L);
        int requests = Integer.getInteger("ktr.leak.requests", 700);
        random = new Random(seed);
        String mine = "mine-" + marker;
        chart(mine, "Mine", List.of()).forEach(NoninterferenceTest::store);
        Map<String, As> grants = new LinkedHashMap<>();
        grants.put("patient", As.patient(bundles, mine, "patient/*.cruds"));
        grants.put("narrow", As.patient(bundles, mine, "patient/Observation.rs patient/Patient.rs"));
        grants.put("granular", As.patient(bundles, mine, "patient/Observation.rs?code=http://loinc.org%7C8867-4 patient/Encounter.rs patient/Patient.r"));

        Map<String, String> before = new LinkedHashMap<>();
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            asked.add(request());
        }
        grants.forEach((name, as) -> asked.forEach(url -> before.put(name + " " + url, answer(as, url))));

        // another chart; two more with many resources, so that pages and orders would change; and what a label closes in the same chart
        for (String other : List.of("other-" + marker, "a-" + marker, "zz-" + marker)) {
            chart(other, secret, List.of()).forEach(NoninterferenceTest::store);
        }
        chart(mine, secret, List.of("PSYTHPN")).stream().filter(r -> !r.string("resourceType").equals("Patient"))
                .forEach(r -> store(r.put("id", "closed-" + r.string("id"))));

        int answered = 0;
        for (Map.Entry<String, As> grant : grants.entrySet()) {
            for (String url : asked) {
                String now = answer(grant.getValue(), url);
                String context = "seed " + seed + ", " + grant.getKey() + ": " + url;
                assertFalse(now.contains(secret), context + " holds what is out of reach: " + now);
                assertEquals(before.get(grant.getKey() + " " + url), now, context);
                answered += now.startsWith("200") && now.contains("entry") ? 1 : 0;
            }
        }
        assertTrue(answered > requests / 10, "the requests find something: " + answered);
    }

    private static void store(JsonObject resource) {
        assertEquals(201, Fhir.put(resource).statusCode(), () -> Fhir.put(resource).asString());
    }

    /** The status and the answer without links, which repeat the question. */
    private static String answer(As as, String url) {
        JsonObject entry = as.get(url);
        JsonObject resource = entry.object("resource");
        if (resource != null) {
            resource.remove("link");
        }
        JsonObject response = entry.object("response");
        return response.string("status") + " " + (resource == null ? "" : resource) + response.get("outcome");
    }

    // ---- charts --------------------------------------------------------------------------------------

    /** A patient with a few resources of each kind that refer to each other; whose texts are the name. */
    private static List<JsonObject> chart(String patient, String name, List<String> labels) {
        List<JsonObject> all = new ArrayList<>();
        all.add(Given.patientWithIdentifier("mrn-" + name).put("id", patient)
                .put("name", JsonArray.of(new JsonObject().put("family", name))));
        JsonObject subject = reference("Patient/" + patient);
        for (int i = 0; i < 4; i++) {
            String date = "2026-0" + (i + 1) + "-15";
            JsonObject encounter = Given.encounter(patient, date, date);
            all.add(encounter.put("id", "e" + i + "-" + patient));
            JsonObject pulse = Given.observation(patient, i % 2 == 0 ? "8867-4" : "8302-2", date, Integer.toString(60 + i), "/min");
            pulse.put("encounter", reference("Encounter/e" + i + "-" + patient)).put("note", JsonArray.of(new JsonObject().put("text", name)));
            if (i > 0) {
                pulse.put("hasMember", JsonArray.of(reference("Observation/o" + (i - 1) + "-" + patient)));
            }
            all.add(pulse.put("id", "o" + i + "-" + patient));
            all.add(json("{'resourceType':'Condition'}").put("subject", subject).put("code", Given.concept("http://snomed.info/sct", "37074600" + i))
                    .put("recordedDate", date).put("id", "c" + i + "-" + patient));
        }
        all.add(json("{'resourceType':'CarePlan','status':'active','intent':'plan'}").put("subject", subject).put("title", Given.json(
                "{'v':'" + name + "'}").get("v")).put("addresses", JsonArray.of(reference("Condition/c0-" + patient))).put("id", "p-" + patient));
        all.add(json("{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':'urn:form'}").put("subject", subject)
                .put("id", "q-" + patient));
        all.add(json("{'resourceType':'List','status':'current','mode':'working'}").put("subject", subject).put("entry", JsonArray.of(
                new JsonObject().put("item", reference("Observation/o0-" + patient)))).put("id", "l-" + patient));
        all.add(json("{'resourceType':'MedicationAdministration','status':'completed','effectiveDateTime':'2026-02-15'}").put("subject", subject)
                .put("medicationCodeableConcept", Given.concept("http://www.nlm.nih.gov/research/umls/rxnorm", "6130"))
                .put("contained", JsonArray.of(Given.practitioner(name).put("id", "o")))
                .put("performer", JsonArray.of(new JsonObject().put("actor", reference("#o")))).put("id", "m-" + patient));
        if (!labels.isEmpty()) {
            JsonArray security = JsonArray.of(labels.stream().map(l -> new JsonObject().put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                    .put("code", l)).toArray(JsonObject[]::new));
            all.forEach(r -> r.put("meta", new JsonObject().put("security", security)));
        }
        return all;
    }

    // ---- requests ------------------------------------------------------------------------------------

    private String request() {
        String type = pick(TYPES);
        return switch (random.nextInt(20)) {
            case 0 -> type + "/" + id(type);
            case 1 -> type + "/" + id(type) + "/_history";
            case 2 -> type + "/" + id(type) + "/_history/1";
            case 3 -> type + "/_history?_count=1000";
            case 4 -> "Patient/" + patient() + "/$everything";
            case 5 -> "Patient/" + patient() + "/" + pick(TYPES.subList(1, TYPES.size()));
            case 6 -> "Observation/$lastn?patient=" + patient() + "&code=8867-4,8302-2";
            case 7 -> "?_type=" + type + "," + pick(TYPES) + "&_id=" + id(type) + "," + id(type);
            case 8 -> type + "/" + id(type) + "/$meta";
            default -> search(type);
        };
    }

    private String search(String type) {
        StringBuilder url = new StringBuilder(type).append("?");
        int conditions = 1 + random.nextInt(2);
        for (int i = 0; i < conditions; i++) {
            url.append(condition(type, 0)).append("&");
        }
        switch (random.nextInt(9)) {
            case 0 -> url.append("_summary=count");
            case 1 -> url.append("_total=").append(pick(List.of("accurate", "estimate"))).append("&_count=1");
            case 2 -> url.append("_include=*&_count=").append(1 + random.nextInt(5));
            case 3 -> url.append("_revinclude=").append(pick(TYPES)).append(":*");
            case 4 -> url.append("_sort=").append(pick(List.of("", "-"))).append(parameter(type).code());
            case 5 -> url.append("_list=l-").append(patient());
            case 6 -> url.append("_contained=").append(pick(List.of("true", "both")));
            case 7 -> url.append("_include:iterate=*&_revinclude:iterate=*");
            default -> url.append("_count=").append(1 + random.nextInt(50));
        }
        return url.toString();
    }

    private String condition(String type, int depth) {
        RegisteredParameter p = parameter(type);
        boolean reference = p.definition().type() == SearchParameterType.REFERENCE;
        int way = random.nextInt(10);
        if (depth < 2 && reference && way < 5) {
            List<String> targets = p.definition().target().stream().filter(TYPES::contains).toList();
            if (!targets.isEmpty()) {
                String target = pick(targets);
                return p.code() + ":" + target + "." + condition(target, depth + 1);
            }
        }
        if (depth < 2 && way == 5) {
            String source = pick(TYPES);
            List<RegisteredParameter> back = interactions.engine().registry().of(source).stream()
                    .filter(q -> q.definition().type() == SearchParameterType.REFERENCE && q.definition().target().contains(type)).toList();
            if (!back.isEmpty()) {
                return "_has:" + source + ":" + pick(back).code() + ":" + condition(source, depth + 1);
            }
        }
        if (way == 6) {
            return p.code() + ":missing=" + random.nextBoolean();
        }
        return p.code() + "=" + value(p);
    }

    private String value(RegisteredParameter p) {
        return switch (p.definition().type()) {
            case REFERENCE -> {
                List<String> targets = p.definition().target().stream().filter(TYPES::contains).toList();
                String target = targets.isEmpty() ? "Patient" : pick(targets);
                yield target + "/" + id(target);
            }
            case DATE -> pick(List.of("ge2026-01-01", "2026-02-15", "lt2026-03-01", "gt2026-02-20", "ne2026-01-15"));
            case TOKEN -> pick(List.of("8867-4", "http://loinc.org%7C8302-2", "370746001", "6130", "completed", "active", "urn:test:mrn%7Cmrn-" + secret,
                    "mrn-Mine", "finished,final", "female"));
            case STRING -> pick(List.of("Mine", secret, "m", "u"));
            case QUANTITY, NUMBER -> pick(List.of("60", "gt61", "lt63"));
            case URI -> pick(List.of("urn:form", "http://example.org"));
            case COMPOSITE -> pick(List.of("8867-4$gt60", "http://loinc.org%7C8302-2$lt100", "8867-4$2026-01-15"));
            case SPECIAL -> "1";
        };
    }

    private RegisteredParameter parameter(String type) {
        return pick(interactions.engine().registry().of(type).stream().toList());
    }

    private String patient() {
        return pick(List.of("mine-", "mine-", "other-", "a-", "zz-")) + marker;
    }

    private String id(String type) {
        String prefix = switch (type) {
            case "Patient" -> "";
            case "Observation" -> "o" + random.nextInt(4) + "-";
            case "Encounter" -> "e" + random.nextInt(4) + "-";
            case "Condition" -> "c" + random.nextInt(4) + "-";
            case "CarePlan" -> "p-";
            case "QuestionnaireResponse" -> "q-";
            case "List" -> "l-";
            default -> "m-";
        };
        return (!prefix.isEmpty() && random.nextInt(6) == 0 ? "closed-" : "") + prefix + patient();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
