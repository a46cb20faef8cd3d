package org.ketaminerecord.forms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/** Definition-based extraction (SDC extraction.html#definition-based-extraction), in the forms of SDC 3 and SDC 4. */
@QuarkusTest
class DefinitionExtractTest {

    private static final String SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
    private static final String PERSON = "http://hl7.org/fhir/StructureDefinition/RelatedPerson#RelatedPerson.";

    private static JsonObject form(JsonArray extension, JsonObject... items) {
        return Given.json("{'resourceType':'Questionnaire','status':'active'}").put("url", "https://example.org/Questionnaire/" + Given.unique())
                .put("extension", extension).put("item", JsonArray.of(items));
    }

    private static JsonObject item(String linkId, String type, String definition) {
        return new JsonObject().put("linkId", linkId).put("type", type).put("definition", definition);
    }

    /** SDC 4: a resource of a type begins here. */
    private static JsonObject extract(String canonical) {
        return new JsonObject().put("url", SDC + "definitionExtract").put("extension", JsonArray.of(
                new JsonObject().put("url", "definition").put("valueCanonical", canonical)));
    }

    private static JsonObject computed(String definition, String expression) {
        return new JsonObject().put("url", SDC + "definitionExtractValue").put("extension", JsonArray.of(
                new JsonObject().put("url", "definition").put("valueUri", definition),
                new JsonObject().put("url", "expression").put("valueExpression", new JsonObject().put("language", "text/fhirpath").put("expression", expression))));
    }

    /** SDC 3: the code of the type. */
    private static JsonObject context(String type) {
        return new JsonObject().put("url", SDC + "itemExtractionContext").put("valueCode", type);
    }

    private static JsonObject answer(String linkId, String... values) {
        return new JsonObject().put("linkId", linkId).put("answer", JsonArray.of(java.util.Arrays.stream(values)
                .map(v -> new JsonObject().put("valueString", v)).toList()));
    }

    private static JsonObject response(JsonObject form, String patient, JsonObject... items) {
        return Forms.response("x", patient, items).put("questionnaire", form.string("url"));
    }

    private static JsonObject extracted(JsonObject form, JsonObject response) {
        Fhir.create(form);
        return Fhir.body(Fhir.get("QuestionnaireResponse/" + Fhir.create(response) + "/$extract").then().statusCode(200).extract().response());
    }

    private static List<String> statuses(JsonObject bundle) {
        Response answer = Fhir.process(bundle);
        assertEquals(200, answer.statusCode(), answer::asString);
        return Fhir.statuses(answer);
    }

    private JsonObject personForm(JsonObject begins) {
        JsonObject given = item("given", "string", PERSON + "name.given").put("repeats", true);
        JsonObject phone = item("phone", "string", PERSON + "address.text").put("repeats", true);
        JsonArray extensions = JsonArray.of(begins, computed(PERSON + "patient", "%resource.subject"), computed(PERSON + "active", "true"));
        return form(extensions, item("family", "string", PERSON + "name.family"), given, phone, item("born", "date", PERSON + "birthDate"),
                item("sex", "choice", PERSON + "gender"));
    }

    @Test
    void a_new_resource_has_the_answers_where_the_definitions_say_in_both_versions_of_sdc() {
        String patient = Fhir.create(Given.patient("Keller"));
        for (JsonObject begins : List.of(extract("http://hl7.org/fhir/StructureDefinition/RelatedPerson"), context("RelatedPerson"))) {
            JsonObject form = personForm(begins);
            JsonObject response = response(form, patient, answer("family", "Reed"), answer("given", "Jo", "Ann"), answer("phone", "1", "2"),
                    Forms.item("born", "valueDate", new JsonString("1970-05-06")), Forms.coding("sex", "http://hl7.org/fhir/administrative-gender", "female"));
            JsonObject bundle = extracted(form, response);
            assertEquals(1, bundle.objects("entry").size());
            JsonObject person = bundle.objects("entry").getFirst().object("resource");
            assertEquals(Given.json("{'family':'Reed','given':['Jo','Ann']}"), person.objects("name").getFirst());
            assertEquals(1, person.objects("name").size());
            assertEquals(List.of("1", "2"), person.objects("address").stream().map(t -> t.string("text")).toList());
            assertEquals("1970-05-06", person.string("birthDate"));
            assertEquals("female", person.string("gender"));
            assertEquals("Patient/" + patient, person.object("patient").string("reference"));
            assertEquals(List.of("201"), statuses(bundle));
            assertEquals(List.of("200"), statuses(bundle));
            assertEquals(1, Fhir.matches(Fhir.encoded("RelatedPerson?identifier=" + Extracted.SYSTEM + "|"
                    + person.objects("identifier").getFirst().string("value"))).size());
        }
    }

    @Test
    void each_occurrence_of_a_group_begins_a_resource_and_groups_without_answers_do_not() {
        String patient = Fhir.create(Given.patient("Keller"));
        JsonObject group = new JsonObject().put("linkId", "person").put("type", "group").put("repeats", true)
                .put("extension", JsonArray.of(extract("http://hl7.org/fhir/StructureDefinition/RelatedPerson"), computed(PERSON + "patient", "%resource.subject")))
                .put("item", JsonArray.of(item("family", "string", PERSON + "name.family"),
                        new JsonObject().put("linkId", "more").put("type", "group").put("item", JsonArray.of(item("given", "string", PERSON + "name.given")))));
        JsonObject form = form(new JsonArray(), group);
        form.remove("extension");
        JsonObject one = new JsonObject().put("linkId", "person").put("item", JsonArray.of(answer("family", "One"),
                new JsonObject().put("linkId", "more").put("item", JsonArray.of(answer("given", "Ada")))));
        JsonObject two = new JsonObject().put("linkId", "person").put("item", JsonArray.of(answer("family", "Two")));
        JsonObject none = new JsonObject().put("linkId", "person").put("item", JsonArray.of(new JsonObject().put("linkId", "family")));
        JsonObject bundle = extracted(form, response(form, patient, one, two, none));
        assertEquals(List.of("One", "Two"), bundle.objects("entry").stream().map(e -> e.object("resource").objects("name").getFirst().string("family")).toList());
        assertEquals(Given.strings("Ada"), bundle.objects("entry").getFirst().object("resource").objects("name").getFirst().array("given"));
        assertEquals(List.of("201", "201"), statuses(bundle));
        assertEquals(List.of("200", "200"), statuses(bundle));
    }

    @Test
    void a_group_that_is_an_element_makes_one_of_it_each_time() {
        String patient = Fhir.create(Given.patient("Keller"));
        JsonObject group = item("contact", "group", PERSON + "telecom").put("repeats", true).put("item", JsonArray.of(
                item("system", "string", PERSON + "telecom.system"), item("number", "string", PERSON + "telecom.value")));
        JsonObject form = form(JsonArray.of(context("RelatedPerson"), computed(PERSON + "patient", "%resource.subject")), group);
        JsonObject bundle = extracted(form, response(form, patient,
                new JsonObject().put("linkId", "contact").put("item", JsonArray.of(answer("system", "phone"), answer("number", "1"))),
                new JsonObject().put("linkId", "contact").put("item", JsonArray.of(answer("system", "email"), answer("number", "a@b.example")))));
        assertEquals(Given.json("{'x':[{'system':'phone','value':'1'},{'system':'email','value':'a@b.example'}]}").array("x"),
                bundle.objects("entry").getFirst().object("resource").array("telecom"));
    }

    @Test
    void a_resource_that_is_launched_with_is_updated_under_its_version() {
        String patient = Fhir.create(Given.patient("Keller"));
        JsonObject launch = new JsonObject().put("url", SDC + "launchContext").put("extension", JsonArray.of(
                new JsonObject().put("url", "name").put("valueCoding", new JsonObject().put("code", "patient")),
                new JsonObject().put("url", "type").put("valueCode", "Patient")));
        JsonObject begins = new JsonObject().put("url", SDC + "itemExtractionContext").put("valueExpression",
                new JsonObject().put("language", "text/fhirpath").put("expression", "%patient"));
        JsonObject form = form(JsonArray.of(launch, begins), item("born", "date", "http://hl7.org/fhir/StructureDefinition/Patient#Patient.birthDate"));
        JsonObject bundle = extracted(form, response(form, patient, Forms.item("born", "valueDate", new JsonString("1981-02-03"))));
        JsonObject entry = bundle.objects("entry").getFirst();
        assertEquals(Given.json("{'method':'PUT','url':'Patient/" + patient + "'}").put("ifMatch", "W/\"1\""), entry.object("request"));
        assertEquals("Keller", entry.object("resource").objects("name").getFirst().string("family"));
        assertEquals(List.of("200"), statuses(bundle));
        assertEquals("1981-02-03", Fhir.read("Patient/" + patient).string("birthDate"));
    }

    @Test
    void resources_refer_to_each_other_by_allocated_ids() {
        String patient = Fhir.create(Given.patient("Keller"));
        JsonObject allocate = new JsonObject().put("url", SDC + "extractAllocateId").put("valueString", "who");
        JsonObject person = extract("http://hl7.org/fhir/StructureDefinition/RelatedPerson");
        person.array("extension").add(new JsonObject().put("url", "fullUrl").put("valueString", "%who"));
        String task = "http://hl7.org/fhir/StructureDefinition/Task#Task.";
        JsonObject form = form(JsonArray.of(allocate, person, extract("http://hl7.org/fhir/StructureDefinition/Task"), computed(PERSON + "patient",
                "%resource.subject"), computed(task + "status", "'requested'"), computed(task + "intent", "'order'"),
                computed(task + "owner.reference", "%who")), item("family", "string", PERSON + "name.family"));
        JsonObject bundle = extracted(form, response(form, patient, answer("family", "Reed")));
        Response answer = Fhir.process(bundle);
        assertEquals(List.of("201", "201"), Fhir.statuses(answer));
        List<JsonObject> stored = Fhir.stored(answer);
        assertEquals("RelatedPerson/" + stored.getFirst().string("id"), stored.get(1).object("owner").string("reference"));
    }

    @Test
    void a_definition_of_no_element_or_of_the_wrong_type_is_refused_with_its_place() {
        String patient = Fhir.create(Given.patient("Keller"));
        JsonObject form = form(JsonArray.of(context("RelatedPerson")), item("family", "string", PERSON + "nam.family"));
        Fhir.create(form);
        String id = Fhir.create(response(form, patient, answer("family", "Reed")));
        assertTrue(Fhir.refused(Fhir.get("QuestionnaireResponse/" + id + "/$extract"), 422, "invalid-questionnaire").contains("Did you mean 'name'?"));
        JsonObject wrong = form(JsonArray.of(context("RelatedPerson")), item("born", "boolean", PERSON + "birthDate"));
        Fhir.create(wrong);
        String other = Fhir.create(response(wrong, patient, Forms.item("born", "valueBoolean", org.ketaminerecord.json.JsonBoolean.of(true))));
        assertTrue(Fhir.refused(Fhir.get("QuestionnaireResponse/" + other + "/$extract"), 422, "invalid-questionnaire").contains("birthDate"));
        JsonObject unknown = form(JsonArray.of(extract("https://example.org/StructureDefinition/none")), item("family", "string", PERSON + "name.family"));
        Fhir.create(unknown);
        String third = Fhir.create(response(unknown, patient, answer("family", "Reed")));
        assertTrue(Fhir.refused(Fhir.get("QuestionnaireResponse/" + third + "/$extract"), 422, "invalid-questionnaire").contains("StructureDefinition"));
    }

    @Test
    void expressions_that_make_much_of_little_are_refused() {
        String patient = Fhir.create(Given.patient("Keller"));
        for (String expression : List.of("%resource.repeat($this)", "'a'.combine('a')", "'a'.replace('a', 'aaaaaa')",
                "(1 | 2 | 3).aggregate($total & $total, 'a')", "'a'" + ".select($this & $this)".repeat(17), "%nothing.name", "1 +")) {
            JsonObject form = form(JsonArray.of(context("RelatedPerson"), computed(PERSON + "id", expression)), item("family", "string", PERSON + "name.family"));
            Fhir.create(form);
            String id = Fhir.create(response(form, patient, answer("family", "Reed")));
            Fhir.refused(Fhir.get("QuestionnaireResponse/" + id + "/$extract"), 422, "invalid-expression");
        }
    }

    @Test
    void a_form_that_marks_nothing_gives_an_empty_transaction() {
        String patient = Fhir.create(Given.patient("Keller"));
        JsonObject form = form(new JsonArray(), new JsonObject().put("linkId", "note").put("type", "text"));
        form.remove("extension");
        assertFalse(extracted(form, response(form, patient, answer("note", "text"))).has("entry"));
    }
}
