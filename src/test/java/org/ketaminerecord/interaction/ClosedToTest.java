package org.ketaminerecord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Given.json;
import static org.ketaminerecord.fixture.Given.observation;
import static org.ketaminerecord.fixture.Given.patient;
import static org.ketaminerecord.fixture.Given.reference;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.access.Policy;
import org.ketaminerecord.fixture.As;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.indexing.SearchParameters;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.Installation;
import org.ketaminerecord.store.ResourceNumbers;
import org.ketaminerecord.terminology.TerminologyContent;
import org.ketaminerecord.terminology.TerminologyServer;

/** What closes a resource to a caller whose scopes would reach it: the policy for users, security labels, and consents. */
@QuarkusTest
class ClosedToTest {

    @Inject
    Database database;
    @Inject
    Installation installation;
    @Inject
    Settings settings;
    @Inject
    TerminologyContent packaged;
    @Inject
    SearchParameters parameters;
    @Inject
    WriteRules rules;
    @Inject
    Packages packages;
    @Inject
    Witness witness;
    @Inject
    AuditAnswer audit;

    private String mine;
    private String other;
    private String myPulse;
    private String otherPulse;
    private String practitioner;

    @BeforeEach
    void two_patients() {
        mine = Fhir.create(patient(Given.unique()));
        other = Fhir.create(patient(Given.unique()));
        myPulse = Fhir.create(observation(mine, "8867-4", "2026-01-01", "60", "/min"));
        otherPulse = Fhir.create(observation(other, "8867-4", "2026-01-02", "70", "/min"));
        practitioner = Fhir.create(Given.practitioner("Closed"));
    }

    private BundleProcessor under(Policy policy) {
        return new BundleProcessor(new Interactions(new Engine(database, installation, new ResourceNumbers(), settings, parameters, packaged,
                TerminologyServer.NONE, policy, packages), rules, null, witness, audit), null);
    }

    private BundleProcessor under(Policy.UserReach reach) {
        return under(new Policy(reach, Map.of(), false));
    }

    private BundleProcessor protecting(String... labels) {
        Map<String, Set<String>> closed = new LinkedHashMap<>();
        for (String label : labels) {
            closed.put(label, Set.of());
        }
        return under(new Policy(Policy.UserReach.ALL, closed, false));
    }

    private static final Policy NO_LABELS = new Policy(Policy.UserReach.ALL, Map.of(), false);

    // ---- users ---------------------------------------------------------------------------------------

    @Test
    void a_user_sees_all_charts_unless_the_policy_says_otherwise() {
        As user = As.user(under(Policy.UserReach.ALL), "Practitioner/" + practitioner, "user/*.cruds");
        assertEquals(200, user.status("Observation/" + myPulse));
        assertEquals(200, user.status("Observation/" + otherPulse));
    }

    @Test
    void by_care_team_a_user_sees_the_charts_of_the_teams() {
        As user = As.user(under(Policy.UserReach.CARE_TEAM), "Practitioner/" + practitioner, "user/*.cruds");
        assertEquals(404, user.status("Observation/" + myPulse));
        String team = Fhir.create(json("{'resourceType':'CareTeam','status':'active'}").put("subject", reference("Patient/" + mine))
                .put("participant", JsonArray.of(new JsonObject().put("member", reference("Practitioner/" + practitioner)))));
        assertEquals(200, user.status("Observation/" + myPulse));
        assertEquals(404, user.status("Observation/" + otherPulse));
        assertEquals(List.of("Patient/" + mine), user.found("Patient?_id=" + mine + "," + other));
        assertEquals(200, user.status("Practitioner/" + practitioner));
        assertEquals(201, user.status("POST", "Observation", observation(mine, "8867-4", "2026-01-03", "61", "/min")));
        assertEquals(422, user.status("POST", "Observation", observation(other, "8867-4", "2026-01-03", "61", "/min")));
        Fhir.put(json("{'resourceType':'CareTeam','status':'inactive'}").put("id", team).put("subject", reference("Patient/" + mine))
                .put("participant", JsonArray.of(new JsonObject().put("member", reference("Practitioner/" + practitioner))))).then().statusCode(200);
        assertEquals(404, user.status("Observation/" + myPulse), "a team that is inactive cares for nobody");
    }

    @Test
    void a_role_or_an_encounter_ties_a_user_to_a_patient_too() {
        As user = As.user(under(Policy.UserReach.CARE_TEAM), "Practitioner/" + practitioner, "user/*.rs");
        String role = Fhir.create(json("{'resourceType':'PractitionerRole'}").put("practitioner", reference("Practitioner/" + practitioner)));
        Fhir.create(json("{'resourceType':'CareTeam','status':'active'}").put("subject", reference("Patient/" + mine))
                .put("participant", JsonArray.of(new JsonObject().put("member", reference("PractitionerRole/" + role)))));
        Fhir.create(Given.encounter(other, "2026-01-02", "2026-01-02")
                .put("participant", JsonArray.of(new JsonObject().put("individual", reference("Practitioner/" + practitioner)))));
        assertEquals(200, user.status("Observation/" + myPulse));
        assertEquals(200, user.status("Observation/" + otherPulse));
        assertEquals(200, As.user(under(Policy.UserReach.CARE_TEAM), "PractitionerRole/" + role, "user/*.rs").status("Observation/" + myPulse));
    }

    @Test
    void by_organization_a_user_sees_the_charts_of_the_organization() {
        String organization = Fhir.create(json("{'resourceType':'Organization','name':'Clinic'}"));
        As user = As.user(under(Policy.UserReach.ORGANIZATION), "Practitioner/" + practitioner, "user/*.rs");
        Fhir.create(Given.encounter(mine, "2026-01-01", "2026-01-01").put("serviceProvider", reference("Organization/" + organization)));
        assertEquals(404, user.status("Observation/" + myPulse));
        Fhir.create(json("{'resourceType':'PractitionerRole'}").put("practitioner", reference("Practitioner/" + practitioner))
                .put("organization", reference("Organization/" + organization)));
        assertEquals(200, user.status("Observation/" + myPulse));
        assertEquals(404, user.status("Observation/" + otherPulse));
    }

    @Test
    void a_user_may_register_a_patient_whom_nobody_cares_for_yet() {
        As user = As.user(under(Policy.UserReach.CARE_TEAM), "Practitioner/" + practitioner, "user/*.cruds");
        assertEquals(201, user.status("POST", "Patient", patient(Given.unique())));
    }

    // ---- labels --------------------------------------------------------------------------------------

    private String labelled(String code) {
        return Fhir.create(observation(mine, "8302-2", "2026-01-05", "170", "cm").put("meta", new JsonObject().put("security",
                JsonArray.of(new JsonObject().put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode").put("code", code)))));
    }

    @Test
    void a_label_closes_a_resource_to_who_has_not_its_scope() {
        String closed = labelled("PSYTHPN");
        BundleProcessor bundles = protecting("PSYTHPN", "SUD");
        As app = As.patient(bundles, mine, "patient/*.cruds");
        assertEquals(404, app.status("Observation/" + closed));
        assertEquals(List.of("Observation/" + myPulse), app.found("Observation"));
        assertEquals("1", app.total("Observation?_summary=count"));
        As service = As.system(bundles, "system/*.cruds");
        assertEquals(404, service.status("Observation/" + closed));
        assertEquals(200, As.patient(bundles, mine, "patient/*.cruds ktr/label.PSYTHPN").status("Observation/" + closed));
        assertEquals(404, As.patient(bundles, mine, "patient/*.cruds ktr/label.SUD").status("Observation/" + closed));
        assertEquals(200, As.system(bundles, "system/*.cruds ktr/label.*").status("Observation/" + closed));
        assertEquals(403, app.status("PUT", "Observation/" + closed, observation(mine, "8302-2", "2026-01-05", "170", "cm").put("id", closed)));
    }

    @Test
    void a_label_that_was_taken_off_still_closes_the_version_that_had_it() {
        String once = labelled("SUD");
        As app = As.patient(protecting("SUD"), mine, "patient/*.rs");
        assertEquals(404, app.status("Observation/" + once));
        JsonObject without = observation(mine, "8302-2", "2026-01-05", "170", "cm").put("id", once);
        Fhir.request().body("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":{\"security\":[{\"system\":"
                + "\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"SUD\"}]}}]}").post("Observation/" + once + "/$meta-delete")
                .then().statusCode(200);
        assertEquals(200, app.status("Observation/" + once), without.toString());
        assertEquals(404, app.status("Observation/" + once + "/_history/1"));
        assertEquals(List.of("Observation/" + once), app.found("Observation/" + once + "/_history"));
    }

    @Test
    void a_screen_of_substance_use_is_closed_whatever_its_labels_are() {
        String screen = Fhir.create(observation(mine, "75626-2", "2026-01-05", "4", "{score}"));
        String form = Fhir.create(json("{'resourceType':'QuestionnaireResponse','status':'completed',"
                + "'questionnaire':'https://ketamine-record.example/fhir/Questionnaire/dast-10|0.1.0'}").put("subject", reference("Patient/" + mine)));
        As app = As.patient(protecting("SUD"), mine, "patient/*.rs");
        assertEquals(404, app.status("Observation/" + screen));
        assertEquals(404, app.status("QuestionnaireResponse/" + form));
        assertEquals(200, As.patient(protecting("SUD"), mine, "patient/*.rs ktr/label.SUD").status("QuestionnaireResponse/" + form));
    }

    @Test
    void a_purpose_of_use_opens_a_label_where_the_policy_says_so_and_an_emergency_all() {
        String closed = labelled("ETH");
        Policy policy = new Policy(Policy.UserReach.ALL, Map.of("ETH", Set.of("TREAT")), true);
        assertEquals(404, As.grant(under(policy), null, mine, "patient/*.rs", Set.of("HRESCH")).status("Observation/" + closed));
        assertEquals(200, As.grant(under(policy), null, mine, "patient/*.rs", Set.of("TREAT")).status("Observation/" + closed));
        assertEquals(200, As.grant(under(policy), null, mine, "patient/*.rs", Set.of("ETREAT")).status("Observation/" + closed));
        assertEquals(404, As.grant(protecting("ETH"), null, mine, "patient/*.rs", Set.of("ETREAT")).status("Observation/" + closed));
    }

    // ---- consents ------------------------------------------------------------------------------------

    private String consent(String provision) {
        return Fhir.create(consentResource(provision));
    }

    private JsonObject consentResource(String provision) {
        return json("{'resourceType':'Consent','status':'active','scope':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/consentscope',"
                + "'code':'patient-privacy'}]},'category':[{'coding':[{'system':'http://loinc.org','code':'59284-0'}]}],"
                + "'policyRule':{'coding':[{'code':'OPTIN'}]}}").put("patient", reference("Patient/" + mine)).put("provision", json(provision));
    }

    @Test
    void a_consent_that_denies_a_class_closes_it_to_everybody_but_the_patient() {
        BundleProcessor bundles = under(NO_LABELS);
        As app = As.patient(bundles, mine, "patient/*.cruds");
        As user = As.user(bundles, "Practitioner/" + practitioner, "user/*.rs");
        String consent = consent("{'type':'deny','class':[{'system':'http://hl7.org/fhir/resource-types','code':'Observation'}]}");
        assertEquals(404, app.status("Observation/" + myPulse));
        assertEquals(404, user.status("Observation/" + myPulse));
        assertEquals(200, user.status("Patient/" + mine));
        assertEquals(200, user.status("Observation/" + otherPulse));
        assertEquals("0", user.total("Observation?patient=" + mine + "&_summary=count"));
        assertEquals(200, As.user(bundles, "Patient/" + mine, "user/*.rs").status("Observation/" + myPulse));
        assertEquals(200, As.system(bundles, "system/*.rs ktr/all-consents").status("Observation/" + myPulse));
        Fhir.put(consentResource("{'type':'deny'}").put("id", consent).put("status", json("{'a':'inactive'}").get("a"))).then().statusCode(200);
        assertEquals(200, app.status("Observation/" + myPulse), "a consent that is not active says nothing");
    }

    @Test
    void a_consent_can_be_about_one_app_or_one_clinician() {
        BundleProcessor bundles = under(NO_LABELS);
        consent("{'type':'deny','actor':[{'role':{'text':'app'},'reference':{'identifier':{'value':'another-client'}}},"
                + "{'role':{'text':'clinician'},'reference':{'reference':'Practitioner/" + practitioner + "'}}]}");
        assertEquals(200, As.patient(bundles, mine, "patient/*.rs").status("Observation/" + myPulse));
        assertEquals(404, As.user(bundles, "Practitioner/" + practitioner, "user/*.rs").status("Observation/" + myPulse));
        assertEquals(200, As.user(bundles, "Practitioner/" + Fhir.create(Given.practitioner("X")), "user/*.rs").status("Observation/" + myPulse));
        String mineToo = consent("{'type':'deny','actor':[{'role':{'text':'app'},'reference':{'identifier':{'value':'client'}}}]}");
        assertEquals(404, As.patient(bundles, mine, "patient/*.rs").status("Observation/" + myPulse), mineToo);
    }

    @Test
    void an_exception_permits_what_is_denied_around_it_and_a_purpose_or_a_period_narrows_both() {
        BundleProcessor bundles = under(NO_LABELS);
        consent("{'type':'deny','purpose':[{'code':'HRESCH'}],'provision':[{'type':'permit','dataPeriod':{'start':'2026-01-01','end':'2026-01-31'},"
                + "'class':[{'code':'Observation'}]}]}");
        String later = Fhir.create(observation(mine, "8867-4", "2026-02-01", "60", "/min"));
        As research = As.grant(bundles, "Practitioner/" + practitioner, null, "user/*.rs", Set.of("HRESCH"));
        assertEquals(200, research.status("Observation/" + myPulse));
        assertEquals(404, research.status("Observation/" + later));
        assertEquals(404, research.status("Patient/" + mine));
        assertEquals(200, As.grant(bundles, "Practitioner/" + practitioner, null, "user/*.rs", Set.of("TREAT")).status("Observation/" + later));
    }

    @Test
    void who_opted_out_is_closed_but_for_what_is_permitted() {
        JsonObject optOut = consentResource("{'provision':[{'type':'permit','actor':[{'role':{'text':'x'},'reference':{'reference':'Practitioner/"
                + practitioner + "'}}]}]}").put("policyRule", json("{'coding':[{'code':'OPTOUT'}]}"));
        Fhir.create(optOut);
        BundleProcessor bundles = under(NO_LABELS);
        assertEquals(404, As.patient(bundles, mine, "patient/*.rs").status("Observation/" + myPulse));
        assertEquals(200, As.user(bundles, "Practitioner/" + practitioner, "user/*.rs").status("Observation/" + myPulse));
        assertTrue(As.patient(bundles, other, "patient/*.rs").found("Observation").contains("Observation/" + otherPulse));
    }

    @Test
    void a_refusal_of_treatment_is_no_refusal_of_access() {
        Fhir.create(consentResource("{'type':'deny'}").put("scope", json("{'coding':[{'code':'treatment'}]}")));
        assertEquals(200, As.patient(under(NO_LABELS), mine, "patient/*.rs").status("Observation/" + myPulse));
    }
}
