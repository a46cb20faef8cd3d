package org.ketaminerecord.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Reason;

class XmlPatchTest {

    private static final String PATIENT = "{'resourceType':'Patient','id':'p','active':true,"
            + "'name':[{'use':'official','family':'Okafor','given':['Ada','B']},{'use':'usual','given':['A']}],"
            + "'birthDate':'1980-01-02'}";

    @ParameterizedTest
    @ValueSource(strings = {
            "<diff xmlns='http://hl7.org/fhir'><replace sel='Patient/active/@value'>false</replace></diff>",
            "<diff><replace sel='/Patient/active/@value'>false</replace></diff>",
            "<diff xmlns:x='http://hl7.org/fhir'><replace sel='x:Patient/x:active/@value'>false</replace></diff>",
            "<p:diff xmlns:p='urn:ietf:params:xml:schema:patch-ops'><p:replace "
                    + "sel='Patient/active/@value'>false</p:replace></p:diff>",
            "<diff xmlns='urn:ietf:params:xml:schema:patch-ops'><replace sel='Patient/active'><active "
                    + "value='false'/></replace></diff>",
            "<diff><replace sel='fhir:Patient/f:active/@value'>false</replace></diff>",
            "<diff><replace sel='//active/@value'>false</replace></diff>",
            "<diff><replace sel='*/*[@value=\"true\"]/@value'>false</replace></diff>"})
    void names_are_in_the_namespace_of_the_patch_or_else_in_that_of_fhir(String patch) {
        assertEquals(PATIENT.replace("true", "false"), text(apply(PATIENT, patch)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/name[1]/family/@value", "Patient/name[use/@value='official']/family/@value",
            "Patient/name[use[@value='official'] and not(given/@value = 'A')]/family/@value",
            "Patient/name[position() = 3 - 2]/family/@value", "Patient/name[count(given) = 2]/family/attribute::value",
            "Patient/child::name[position() < 2]/family/@value", "Patient/name/family[starts-with(@value, "
                    + "'Oka')]/@value"})
    void a_predicate_chooses_one_of_several(String sel) {
        assertEquals(PATIENT.replace("Okafor", "New"), text(apply(PATIENT,
                "<diff><replace sel=\"" + sel.replace("<", "&lt;") + "\">New</replace></diff>")));
    }

    @Test
    void add_puts_an_element_at_the_end_the_start_before_or_after() {
        assertEquals(list("'Ada','B','N'"), given("<add sel='Patient/name[1]'><given value='N'/></add>"));
        assertEquals(list("'N','Ada','B'"), given("<add sel='Patient/name[1]' pos='prepend'><given value='N'/></add>"));
        assertEquals(list("'Ada','N','B'"), given("<add sel='Patient/name[1]/given[2]' pos='before'><given "
                + "value='N'/></add>"));
        assertEquals(list("'Ada','N','B'"), given("<add sel='Patient/name[1]/given[1]' pos='after'><given "
                + "value='N'/></add>"));
    }

    @Test
    void add_can_bring_several_elements_of_their_own_namespaces() {
        JsonObject patched = apply("{'resourceType':'Patient'}", """
                <diff>
                  <add sel="Patient">
                    <text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>new</p></div></text>
                    <active value="true"/>
                  </add>
                </diff>""");
        assertEquals("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>new</p></div>", patched.object("text").string("div"));
        assertEquals("true", patched.get("active").toString().toLowerCase());
    }

    @Test
    void add_can_bring_an_attribute() {
        JsonObject patched = apply(PATIENT, "<diff><add sel='Patient/name[1]' type='@id'>n1</add></diff>");
        assertEquals("n1", patched.objects("name").getFirst().string("id"));
        refused(Reason.UNPROCESSABLE, "<diff><add sel='Patient/active' type='@value'>false</add></diff>");
    }

    @Test
    void remove_takes_what_it_leaves_empty_with_it() {
        assertEquals(value("{'resourceType':'Patient','contact':[{'gender':'male'}]}"),
                apply("{'resourceType':'Patient','contact':[{'name':{'text':'x'},'gender':'male'}]}",
                        "<diff><remove sel='Patient/contact/name/text'/></diff>"));
        assertEquals(value("{'resourceType':'Patient'}"),
                apply("{'resourceType':'Patient','birthDate':'1980'}", "<diff><remove "
                        + "sel='Patient/birthDate/@value'/></diff>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<remove sel='Patient/gender'/>", "<remove sel='Patient/name'/>", "<remove sel='Patient'/>",
            "<remove sel='Observation/status'/>", "<replace sel='Patient'><Patient/></replace>",
            "<replace sel='Patient/active'>false</replace>", "<replace sel='Patient/active/@value'><x/></replace>",
            "<replace sel='Patient/active'><active value='true'/><active value='false'/></replace>",
            "<add sel='Patient'><nonsense value='x'/></add>", "<add sel='Patient/active/@value'><x/></add>",
            "<add sel='Patient' pos='after'><active value='true'/></add>", "<add sel='Patient'>text</add>",
            "<replace sel='Patient/active/@value'>maybe</replace>"})
    void what_does_not_fit_the_resource_is_unprocessable(String operation) {
        refused(Reason.UNPROCESSABLE, "<diff>" + operation + "</diff>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<diff", "<diff/>", "<other><remove sel='Patient/active'/></other>",
            "<diff><remove/></diff>", "<diff><delete sel='Patient/active'/></diff>",
            "<diff><add sel='Patient' pos='middle'/></diff>", "<diff><add sel='Patient' type='value'/></diff>",
            "<diff><remove sel='Patient/'/></diff>", "<diff><remove sel='Patient['/></diff>",
            "<diff><remove sel='unknown:Patient'/></diff>", "<diff><remove sel='count(Patient)'/></diff>",
            "<diff><remove sel='Patient/$x'/></diff>", "<diff><remove sel='#'/></diff>",
            "<!DOCTYPE diff [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><diff><add sel='Patient'>&x;</add></diff>",
            "<!DOCTYPE diff [<!ENTITY x 'xxxxxxxxxx'>]><diff><remove sel='Patient/active'/></diff>"})
    void what_is_no_patch_is_a_bad_request(String patch) {
        refused(Reason.BAD_REQUEST, patch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient/../Patient", "//*//*", "*[//*]", "*[/Patient]", "*[count(/Patient) = 1]",
            "Patient/ancestor::*", "Patient/descendant::*", "*[preceding::*]", "document('file:///etc/passwd')", "id('x')",
            "Patient/namespace::x", "Patient | Patient/active", "Patient/name[last()]",
            "Patient[*/@value = */*/@value]", "*[count(*) > count(*/*)]"})
    void a_selector_only_goes_down(String sel) {
        refused(Reason.BAD_REQUEST, "<diff><remove sel=\"" + sel + "\"/></diff>");
    }

    @Test
    void many_operations_on_a_large_resource_are_refused() {
        JsonObject large = value("{'resourceType':'Basic','code':{'text':'" + "x".repeat(200_000) + "'}}");
        XmlPatch patch = XmlPatch.of(("<diff>" + "<remove sel='Basic/code'/>".repeat(600) + "</diff>")
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(FaultCode.TOO_COSTLY, assertThrows(Fault.class, () -> patch.apply(large)).issues().getFirst().code());
    }

    @Test
    void a_patch_nested_without_end_is_a_bad_request() {
        refused(Reason.BAD_REQUEST, "<diff><add "
                + "sel='Patient'>" + "<extension>".repeat(3_000) + "</extension>".repeat(3_000)
                + "</add></diff>");
    }

    private static Object given(String operation) {
        return apply(PATIENT, "<diff>" + operation + "</diff>").objects("name").getFirst().get("given");
    }

    private static Object list(String items) {
        return value("[" + items + "]");
    }

    private static JsonObject apply(String resource, String patch) {
        JsonObject before = value(resource);
        JsonObject patched = XmlPatch.of(patch.getBytes(StandardCharsets.UTF_8)).apply(before);
        assertEquals(value(resource), (Object) before);
        return patched;
    }

    private static void refused(Reason reason, String patch) {
        JsonObject before = value(PATIENT);
        Fault fault = assertThrows(Fault.class, () -> XmlPatch.of(patch.getBytes(StandardCharsets.UTF_8)).apply(before));
        assertEquals(reason, fault.reason(), fault.getMessage());
    }

    @SuppressWarnings("unchecked")
    private static <T> T value(String json) {
        return (T) JsonReader.value(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonObject json) {
        return JsonWriter.text(json).replace('"', '\'');
    }
}
