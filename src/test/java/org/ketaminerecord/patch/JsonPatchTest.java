package org.ketaminerecord.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Reason;

class JsonPatchTest {

    private static final String DOSE = "{'resourceType':'MedicationAdministration','id':'m','status':'completed',"
            + "'note':[{'text':'one'},{'text':'two'}],'dosage':{'dose':{'value':37.50,'unit':'mg'}}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /note/0    | [{'text':'new'},{'text':'one'},{'text':'two'}]
            /note/2    | [{'text':'one'},{'text':'two'},{'text':'new'}]
            /note/-    | [{'text':'one'},{'text':'two'},{'text':'new'}]
            /note      | {'text':'new'}
            """)
    void add_puts_before_an_index_at_the_end_or_over_a_member(String path, String expected) {
        JsonObject patched = apply(DOSE, "[{'op':'add','path':'" + path + "','value':{'text':'new'}}]");
        assertEquals(value(expected), patched.get("note"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/note/3", "/note/-1", "/note/01", "/note/x", "/note/+1", "/status/0", "/category/0",
            "/note/0/text/x", "/note/99999999999"})
    void add_to_a_place_that_cannot_be_is_refused(String path) {
        refused(Reason.UNPROCESSABLE, DOSE, "[{'op':'add','path':'" + path + "','value':1}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/note/2", "/note/-", "/dosage/text", "/nothing/at/all"})
    void remove_and_replace_want_something_there(String path) {
        refused(Reason.UNPROCESSABLE, DOSE, "[{'op':'remove','path':'" + path + "'}]");
        refused(Reason.UNPROCESSABLE, DOSE, "[{'op':'replace','path':'" + path + "','value':1}]");
    }

    @Test
    void replace_keeps_the_place_in_an_array_and_among_members() {
        JsonObject patched = apply(DOSE, "[{'op':'replace','path':'/note/0','value':{'text':'new'}},"
                + "{'op':'replace','path':'/status','value':'stopped'}]");
        assertEquals("{'resourceType':'MedicationAdministration','id':'m','status':'stopped','note':[{'text':'new'},"
                + "{'text':'two'}],'dosage':{'dose':{'value':37.50,'unit':'mg'}}}", text(patched));
    }

    @ParameterizedTest
    @ValueSource(strings = {"37.50", "37.5", "3.75e1", "3750E-2"})
    void test_compares_numbers_by_value(String number) {
        apply(DOSE, "[{'op':'test','path':'/dosage/dose/value','value':" + number + "}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"37.51", "'37.50'", "null", "1e999999999999", "{}"})
    void test_fails_for_another_value_or_type(String other) {
        refused(Reason.UNPROCESSABLE, DOSE, "[{'op':'test','path':'/dosage/dose/value','value':" + other + "}]");
    }

    @Test
    void test_compares_objects_in_any_order_and_arrays_in_order() {
        apply(DOSE, "[{'op':'test','path':'/dosage/dose','value':{'unit':'mg','value':37.5}}]");
        refused(Reason.UNPROCESSABLE, DOSE, "[{'op':'test','path':'/note','value':[{'text':'two'},{'text':'one'}]}]");
        refused(Reason.UNPROCESSABLE, DOSE, "[{'op':'test','path':'/note','value':[{'text':'one'}]}]");
    }

    @Test
    void a_failed_test_names_the_operation_and_not_the_stored_value() {
        Fault fault = refused(Reason.UNPROCESSABLE, DOSE, "[{'op':'test','path':'/status','value':'completed'},"
                + "{'op':'test','path':'/status','value':'stopped'}]");
        String diagnostics = fault.issues().getFirst().diagnostics();
        assertTrue(diagnostics.startsWith("Operation [1] \"test\" fails: /status"), diagnostics);
        assertTrue(!diagnostics.contains("completed"), diagnostics);
    }

    @Test
    void what_a_removal_leaves_empty_is_dropped_at_the_end() {
        assertEquals(value("{'resourceType':'Patient'}"), apply("{'resourceType':'Patient','contact':[{'name':{'text':'x'}}]}",
                "[{'op':'remove','path':'/contact/0/name/text'}]"));
        assertEquals(value("{'resourceType':'Patient','telecom':[{'value':'2'}]}"),
                apply("{'resourceType':'Patient','telecom':[{'value':'1'}]}",
                        "[{'op':'remove','path':'/telecom/0'},{'op':'add','path':'/telecom/-','value':{'value':'2'}}]"));
    }

    @Test
    void an_empty_value_that_the_client_sends_stays_for_validation_to_refuse() {
        assertEquals(value("{'resourceType':'Patient','name':[]}"),
                apply("{'resourceType':'Patient'}", "[{'op':'add','path':'/name','value':[]}]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "'x'", "[1]", "[{}]", "[{'op':'add'}]", "[{'op':'add','path':'/a'}]",
            "[{'op':'ad','path':'/a','value':1}]", "[{'op':'remove','path':'a'}]", "[{'op':'remove','path':'/a~2'}]",
            "[{'op':'remove','path':'/a~'}]", "[{'op':'copy','path':'/a'}]", "[{'op':'move','from':'/a','path':'/a/b'}]",
            "[{'op':1,'path':'/a'}]"})
    void a_document_that_is_no_patch_is_refused_before_any_resource_is_looked_at(String body) {
        Fault fault = assertThrows(Fault.class, () -> patch(body));
        assertEquals(Reason.BAD_REQUEST, fault.reason());
        assertEquals(FaultCode.INVALID_PATCH, fault.issues().getFirst().code());
    }

    @Test
    void the_whole_resource_can_be_replaced_but_not_by_a_scalar_and_not_removed() {
        assertEquals(value("{'resourceType':'Basic'}"),
                apply(DOSE, "[{'op':'replace','path':'','value':{'resourceType':'Basic'}}]"));
        refused(Reason.UNPROCESSABLE, DOSE, "[{'op':'replace','path':'','value':1}]");
        refused(Reason.UNPROCESSABLE, DOSE, "[{'op':'remove','path':''}]");
    }

    @Test
    void moving_a_place_to_itself_changes_nothing() {
        assertEquals(value(DOSE), apply(DOSE, "[{'op':'move','from':'/note/1','path':'/note/1'}]"));
    }

    @Test
    void copies_that_double_each_other_are_stopped() {
        String twice = "{'op':'copy','from':'/note','path':'/note/-'},";
        Fault fault = refused(Reason.UNPROCESSABLE, DOSE, "[" + twice.repeat(60) + "{'op':'remove','path':'/id'}]");
        assertTrue(fault.issues().getFirst().code() == FaultCode.TOO_COSTLY
                || fault.issues().getFirst().diagnostics().contains("nest deeper"));
    }

    @Test
    void a_resource_cannot_be_patched_deeper_than_one_can_be_sent() {
        String deeper = "{'op':'copy','from':'/dosage','path':'/dosage/dose/next'},"
                + "{'op':'move','from':'/dosage/dose/next','path':'/next'},{'op':'move','from':'/next','path':'/dosage/x'},"
                + "{'op':'move','from':'/dosage','path':'/y'},{'op':'add','path':'/dosage','value':{'dose':{}}},"
                + "{'op':'move','from':'/y','path':'/dosage/dose/y'},";
        refused(Reason.UNPROCESSABLE, DOSE, "[" + deeper.repeat(150) + "{'op':'remove','path':'/id'}]");
    }

    @Test
    void more_operations_than_anyone_writes_are_refused() {
        Fault fault = assertThrows(Fault.class, () -> patch("["
                + "{'op':'test','path':'/id','value':'m'},".repeat(1_000) + "{'op':'remove','path':'/id'}]"));
        assertEquals(FaultCode.TOO_COSTLY, fault.issues().getFirst().code());
    }

    private static JsonObject apply(String resource, String patch) {
        JsonObject before = value(resource);
        JsonObject patched = patch(patch).apply(before);
        assertEquals(value(resource), before);
        return patched;
    }

    private static Fault refused(Reason reason, String resource, String patch) {
        JsonObject before = value(resource);
        Fault fault = assertThrows(Fault.class, () -> patch(patch).apply(before));
        assertEquals(reason, fault.reason());
        assertEquals(value(resource), before);
        return fault;
    }

    private static JsonPatch patch(String json) {
        return JsonPatch.of(bytes(json));
    }

    @SuppressWarnings("unchecked")
    private static <T> T value(String json) {
        return (T) JsonReader.value(bytes(json));
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String text(JsonObject json) {
        return JsonWriter.text(json).replace('"', '\'');
    }
}
