package org.ketaminerecord.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Reason;

/** R4 search.html#summary and #elements. */
class SubsetTest {

    private static final String TAG =
            "{'system':'http://terminology.hl7.org/CodeSystem/v3-ObservationValue','code':'SUBSETTED'}";
    private static final String META = "'meta':{'tag':[" + TAG + "]}";
    private static final String NARRATIVE = "'text':{'status':'generated','div':'<div>a</div>'}";
    private static final String PATIENT = "{'resourceType':'Patient','id':'p'," + NARRATIVE + ",'active':false,"
            + "'name':[{'id':'n','use':'official','family':'Baker','given':['Ann'],'extension':[{'url':'u',"
            + "'valueCode':'a'}]}],"
            + "'birthDate':'1970','_birthDate':{'id':'b'},'contact':[{'gender':'male'}],'maritalStatus':{"
            + "'text':'married'}}";
    private static final String OBSERVATION = "{'resourceType':'Observation','id':'o'," + NARRATIVE
            + ",'status':'final',"
            + "'code':{'text':'weight'},'valueQuantity':{'value':70.0,'unit':'kg'},'note':[{'text':'a'}]}";

    // ---- _summary ----------------------------------------------------------------------------------------

    @Test
    void true_keeps_the_elements_that_are_summary_at_every_level() {
        assertPart("{'resourceType':'Patient','id':'p'," + META + ",'active':false,'name':[{'id':'n','use':'official',"
                        + "'family':'Baker','given':['Ann']}],'birthDate':'1970','_birthDate':{'id':'b'}}",
                summary("true"), PATIENT);
        assertPart("{'resourceType':'DocumentReference'," + META + ",'status':'current','content':[{'attachment':"
                        + "{'contentType':'text/plain','url':'http://example.org/a'}}]}",
                summary("true"), "{'resourceType':'DocumentReference','status':'current','content':[{'attachment':"
                        + "{'contentType':'text/plain','data':'QUJD','url':'http://example.org/a'}}]}");
    }

    @Test
    void true_keeps_what_changes_the_meaning_whole() {
        assertPart("{'resourceType':'Basic'," + META + ",'modifierExtension':[{'url':'u','valueBoolean':true}],"
                        + "'code':{'text':'a'}}",
                summary("true"), "{'resourceType':'Basic','modifierExtension':[{'url':'u','valueBoolean':true}],"
                        + "'extension':[{'url':'v','valueBoolean':true}],'code':{'text':'a'}}");
    }

    @Test
    void true_leaves_no_empty_object_where_nothing_in_it_is_summary() {
        assertPart("{'resourceType':'DocumentReference'," + META + ",'status':'current'}",
                summary("true"), "{'resourceType':'DocumentReference','status':'current','content':[{'attachment':"
                        + "{'data':'QUJD'}}]}");
    }

    @Test
    void text_keeps_the_narrative_and_what_is_mandatory_at_the_top() {
        assertPart("{'resourceType':'Patient','id':'p'," + META + "," + NARRATIVE + "}", summary("text"), PATIENT);
        assertPart("{'resourceType':'Observation','id':'o'," + META + "," + NARRATIVE + ",'status':'final',"
                + "'code':{'text':'weight'}}", summary("text"), OBSERVATION);
    }

    @Test
    void data_drops_the_narrative_alone() {
        assertPart(OBSERVATION.replace(NARRATIVE, META), summary("data"), OBSERVATION);
    }

    @Test
    void data_keeps_an_element_that_is_called_text_but_is_no_narrative() {
        assertPart("{'resourceType':'Questionnaire'," + META + ",'status':'draft','item':[{'linkId':'1',"
                + "'type':'display','text':'a'}]}",
                summary("data"), "{'resourceType':'Questionnaire','status':'draft','item':[{'linkId':'1',"
                        + "'type':'display',"
                        + "'text':'a'}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "count"})
    void false_and_count_take_nothing_from_a_resource(String code) {
        assertTrue(Subset.summary(code).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"True,true", "dtaa,data", "brief,Send true"})
    void another_code_is_refused_with_what_to_send(String code, String said) {
        assertRefused(said, () -> Subset.summary(code));
    }

    // ---- _elements ---------------------------------------------------------------------------------------

    @Test
    void listed_elements_stay_with_id_meta_and_what_is_mandatory_or_changes_the_meaning() {
        assertPart("{'resourceType':'Patient','id':'p'," + META + ",'active':false,'birthDate':'1970','_birthDate':{"
                + "'id':'b'}}",
                elements("birthDate", "Patient"), PATIENT);
        assertPart("{'resourceType':'Observation','id':'o'," + META + ",'status':'final','code':{'text':'weight'}}",
                elements("id", "Observation"), OBSERVATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "value[x]", "valueQuantity", "Observation.value", " value , id "})
    void an_element_with_a_choice_of_types_has_several_names(String list) {
        assertPart("{'resourceType':'Observation','id':'o'," + META + ",'status':'final','code':{'text':'weight'},"
                + "'valueQuantity':{'value':70.0,'unit':'kg'}}", elements(list, "Observation"), OBSERVATION);
    }

    @Test
    void a_path_keeps_a_part_of_an_element_with_what_changes_its_meaning() {
        assertPart("{'resourceType':'Patient','id':'p'," + META + ",'active':false,"
                + "'name':[{'use':'official','family':'Baker'}],"
                + "'contact':[{'gender':'male'}]}", elements("name.family,contact.gender", "Patient"), PATIENT);
        assertPart("{'resourceType':'Patient','id':'p'," + META + ",'active':false}",
                elements("maritalStatus.coding", "Patient"), PATIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name,name.family", "name.family,name"})
    void the_whole_wins_over_its_part(String list) {
        assertPart("{'resourceType':'Patient','id':'p'," + META + ",'active':false,'name':[{'id':'n','use':'official',"
                + "'family':'Baker','given':['Ann'],'extension':[{'url':'u','valueCode':'a'}]}]}", elements(list,
                "Patient"), PATIENT);
    }

    @Test
    void a_name_with_its_type_is_for_that_type_and_others_stay_whole() {
        Subset subset = elements("Patient.name", "Patient", "Observation");
        assertFalse(subset.of(object(PATIENT)).has("birthDate"));
        assertEquals(object(OBSERVATION), subset.of(object(OBSERVATION)));
        assertFalse(elements("Patient.name,"
                + "note", "Patient", "Observation").of(object(OBSERVATION)).has("valueQuantity"));
    }

    @Test
    void a_name_is_known_when_one_of_the_types_has_it() {
        assertTrue(elements("note", "Patient", "Observation").of(object(OBSERVATION)).has("note"));
        assertTrue(elements("birthDate").of(object(PATIENT)).has("birthDate"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"brithDate|\"birthDate\"", "name.famly|\"family\"", "Patient.nmae|\"name\"",
            "id,|id,identifier", "note|Patient does not have", "name.family.x|string does not have",
                    "contained.name|Resource",
            "Patient|Patient does not have", "''|_elements"})
    void an_unknown_name_is_refused_with_the_one_that_was_meant(String list, String said) {
        assertRefused(said, () -> elements(list, "Patient"));
    }

    // ---- the tag, and bundles ----------------------------------------------------------------------------

    @Test
    void the_tag_is_added_to_the_others_once_and_the_whole_is_left_as_it_was() {
        String whole = "{'resourceType':'Basic','id':'b','meta':{'versionId':'1','tag':[{'code':'demo'}]},'code':{"
                + "'text':'a'}}";
        JsonObject resource = object(whole);
        JsonObject part = summary("data").of(resource);
        assertEquals(object("{'versionId':'1','tag':[{'code':'demo'}," + TAG + "]}"), part.object("meta"));
        assertEquals(part, summary("data").of(part));
        assertEquals(object(whole), resource);
    }

    @Test
    void meta_comes_where_R4_has_it() {
        assertEquals(List.of("resourceType", "id", "meta", "code"),
                summary("data").of(object("{'resourceType':'Basic','id':'b','code':{'text':'a'}}")).names());
    }

    @Test
    void in_an_answer_the_resources_of_the_entries_become_parts_and_the_bundle_is_not_tagged() {
        JsonObject answer = summary("text").ofEntries(bundle());
        assertFalse(answer.has("meta"));
        assertEquals(object("{'resourceType':'Patient','id':'p'," + META + "," + NARRATIVE + "}"), resource(answer, 0));
        assertTrue(resource(answer, 1).has("meta"));
        assertSame(resource(bundle, 2), resource(answer, 2));
        assertEquals(object("{'request':{'method':'DELETE','url':'Patient/x'}}"), answer.objects("entry").get(3));
    }

    @Test
    void elements_are_not_for_included_resources() {
        JsonObject answer = elements("birthDate", "Patient").ofEntries(bundle());
        assertFalse(resource(answer, 0).has("name"));
        assertSame(resource(bundle, 1), resource(answer, 1));
    }

    @Test
    void an_empty_answer_stays_empty() {
        assertEquals(object("{'resourceType':'Bundle','type':'searchset'}"),
                summary("true").ofEntries(object("{'resourceType':'Bundle','type':'searchset'}")));
    }

    @Test
    void every_part_can_be_written_as_xml() {
        for (String code : List.of("true", "text", "data")) {
            JsonObject part = summary(code).of(object(PATIENT.replace("<div>",
                    "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">")));
            assertEquals(part, XmlReader.object(XmlWriter.bytes(part, false)));
        }
    }

    private final JsonObject bundle = object("{'resourceType':'Bundle','type':'searchset','entry':["
            + "{'resource':" + PATIENT + ",'search':{'mode':'match'}},{'resource':" + OBSERVATION
            + ",'search':{'mode':'include'}},"
            + "{'resource':{'resourceType':'OperationOutcome'},'search':{'mode':'outcome'}},"
            + "{'request':{'method':'DELETE','url':'Patient/x'}}]}");

    private JsonObject bundle() {
        return bundle;
    }

    private static JsonObject resource(JsonObject bundle, int entry) {
        return bundle.objects("entry").get(entry).object("resource");
    }

    private static Subset summary(String code) {
        return Subset.summary(code).orElseThrow();
    }

    private static Subset elements(String list, String... types) {
        return Subset.elements(list, List.of(types));
    }

    private static void assertPart(String expected, Subset subset, String whole) {
        assertEquals(JsonWriter.text(object(expected)), JsonWriter.text(subset.of(object(whole))));
    }

    private static void assertRefused(String said, Executable ask) {
        Fault fault = assertThrows(Fault.class, ask);
        assertEquals(Reason.BAD_REQUEST, fault.reason());
        assertEquals(FaultCode.INVALID_PARAMETER, fault.issues().getFirst().code());
        assertTrue(fault.getMessage().contains(said), fault.getMessage());
    }

    private static JsonObject object(String singleQuoted) {
        return JsonReader.object(singleQuoted.replace('\'', '"').getBytes(UTF_8));
    }
}
