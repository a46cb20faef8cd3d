package org.ketaminerecord.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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

class FhirPathPatchTest {

    private static final String PATIENT = "{'resourceType':'Patient','id':'p','active':true,"
            + "'extension':[{'url':'http://x/a','valueString':'one'},{'url':'http://x/b','valueString':'two'}],"
            + "'name':[{'use':'official','family':'Okafor','given':['Ada','B'],'_given':[null,{'id':'g2'}]},"
            + "{'use':'usual','given':['A']}],"
            + "'birthDate':'1980-01-02','_birthDate':{'extension':[{'url':'http://x/t','valueString':'noon'}]},"
            + "'deceasedBoolean':false}";

    private static final String OBSERVATION = "{'resourceType':'Observation','status':'final',"
            + "'effectiveDateTime':'2026-03-01T10:00:00Z','component':["
            + "{'code':{'text':'systolic'},'valueQuantity':{'value':120.0,'unit':'mmHg','system':'http://unitsofmeasure.org','code':'mm[Hg]'}},"
            + "{'code':{'text':'score'},'valueInteger':12},{'code':{'text':'pulse'},'valueQuantity':{'value':61.50}}]}";

    // ---- paths -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"Patient.name[0].family", "name[0].family", "name.where(use = 'official').family",
            "Patient.name.where(use='official').family", "Patient.name.first().family", "Patient.name.family.single()",
            "Patient.name.where(given.count() > 1).family",
            "Patient.name.where(family.startsWith('Oka')).family", "Resource.name.family", "DomainResource.name.family",
            "%resource.name.family", "Patient.descendants().where($this = 'Okafor')", "(Patient.name.family)",
            "Patient.name.family.where(%resource.birthDate < @1990-01-01)", "Patient.children().family"})
    void a_path_selects_as_fhirpath_says(String path) {
        assertEquals(PATIENT.replace("Okafor", "New"), text(apply(PATIENT, replace(path, "'valueString':'New'"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Observation.component.where(value.ofType(Quantity) > 100 'mm[Hg]').code.text     | systolic
            Observation.component.where(value.ofType(Quantity) = 120 'mm[Hg]').code.text     | systolic
            Observation.component.where(value.ofType(Quantity) >= 120.0 'mm[Hg]').code.text  | systolic
            Observation.component.where(value.ofType(Quantity) < 121 'mm[Hg]').code.text     | systolic
            Observation.component.where(value.value = 120).code.text              | systolic
            Observation.component.where(value.value = 120.00).code.text           | systolic
            Observation.component.where(value.value = 61.5).code.text             | pulse
            Observation.component.where(value = 12).code.text                     | score
            Observation.component.where((value as Quantity).value < 62).code.text | pulse
            Observation.component.where(value is integer).code.text               | score
            Observation.component.where(value.ofType(integer) = 12).code.text     | score
            Observation.component.value.ofType(integer).where($this > 11)         | 12
            Observation.component.where(code.text = 'pulse' and value.exists()).code.text | pulse
            Observation.component.last().code.text                                | pulse
            """)
    void comparisons_know_quantities_numbers_and_types(String path, String found) {
        JsonObject patched = apply(OBSERVATION, replace(path, found.equals("12") ? "'valueInteger':13" : "'valueString':'New'"));
        assertEquals(found.equals("12") ? OBSERVATION.replace("12}", "13}") : OBSERVATION.replace(found, "New"), text(patched));
    }

    /** HAPI's own equality of decimals would find 120 in each. */
    @ParameterizedTest
    @ValueSource(strings = {"value.value = 12", "value.value = 12.0", "value.value = 1200", "value.ofType(Quantity) "
            + "= 12 'mm[Hg]'",
            "value.ofType(Quantity) = 1200 'mm[Hg]'", "value.ofType(integer) = 120", "value.ofType(integer) = 12.5",
            "value.value != 120 and value.value != 61.5", "value.ofType(Quantity) > 1 'mg'", "value.ofType(Quantity) "
                    + "< 1000 'mg'",
            "value.ofType(Quantity) > 120 'mm[Hg]'", "value.ofType(Quantity) < 120 'mm[Hg]'"})
    void a_number_with_other_zeros_is_another_number(String criterion) {
        refused(OBSERVATION, replace("Observation.component.where(" + criterion + ").code.text", "'valueString':'New'"));
    }

    @Test
    void a_number_of_a_billion_digits_is_compared_without_writing_it_out() {
        refused(OBSERVATION.replace("120.0", "1e999999999"),
                replace("Observation.component.where(value.value = 1 or value.ofType(Quantity) = 1 "
                        + "'mm[Hg]').code", "'valueString':'x'"));
    }

    @Test
    void a_path_can_go_into_extensions_of_resource_and_primitive() {
        assertEquals(PATIENT.replace("two", "New"),
                text(apply(PATIENT, replace("Patient.extension('http://x/b').value", "'valueString':'New'"))));
        assertEquals(PATIENT.replace("noon", "New"),
                text(apply(PATIENT, replace("Patient.birthDate.extension('http://x/t').value", "'valueString':'New'"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "(", "((((", "Patient.", "Patient.name[", "Patient.name[0", "'", "%unknown(",
            "Patient.name.where(", "Patient..name", "1 +", "Patient.nonsense()", "Patient.name.where()", "Patient "
                    + "name", "{}.x{",
            "Patient.name.aggregate($this)", "Patient.name.combine(name)", "Patient.name.repeat(given)", "Patient.name.given & 'x'",
            "Patient.name.given + 'x'", "Patient.name | "
                    + "Patient.contact", "Patient.name.trace('x')", "Patient.link.other.resolve()",
            "Patient.name.given.matches('(a+)+b')", "Patient.name.select(given)", "Patient.gender.memberOf('http://x')",
            "Patient.name.where(family & 'x' = 'y')", "Patient.name.where(true and (given | family).exists())",
            "Patient.name.given.replace('a', 'b')", "Patient.name ~ Patient.name",
            "Patient.name.where(given contains 'Ada')"})
    void what_is_not_fhirpath_or_calculates_is_a_bad_request(String path) {
        bad(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient.gender", "Patient.nonsense", "Observation.status", "Patient.name", "Patient", "%resource",
            "Patient.name.count()", "Patient.active = true", "'text'", "Patient.birthDate.substring(0, 4)", "%unknown",
            "Patient.name.single()", "Patient.name.where(given > "
                    + "5).family", "Patient.name[7].family", "Patient.valueString",
            "today()", "@", "@T", "%", "{}", "Patient.name.where(use = 'official' and active).single().single().x"})
    void a_path_that_does_not_find_one_element_is_unprocessable(String path) {
        Fault fault = assertThrows(Fault.class, () -> apply(PATIENT, replace(path, "'valueString':'New'")));
        assertEquals(Reason.UNPROCESSABLE, fault.reason(), fault.getMessage());
        assertEquals(List.of("Parameters.parameter[0]"), fault.issues().getFirst().expression());
        assertEquals(FaultCode.INVALID_PATCH, fault.issues().getFirst().code());
    }

    @Test
    void a_path_that_compares_everything_with_everything_is_stopped() {
        String all = "%resource.descendants()";
        String path = all + ".where(" + all + ".where(" + all + ".where(" + all + ".exists()).exists()).exists())";
        JsonObject large = value(PATIENT);
        for (int i = 0; i < 200; i++) {
            large.array("name").add(value("{'given':['a" + i + "']}"));
        }
        Fault fault = assertThrows(Fault.class, () -> FhirPathPatch.of(value(parameters(replace(path, "'valueString':'x'")))).apply(large));
        assertEquals(FaultCode.TOO_COSTLY, fault.issues().getFirst().code());
    }

    // ---- add ---------------------------------------------------------------------------------------------

    @Test
    void add_appends_to_a_list_and_sets_what_was_not_there() {
        assertEquals(value("{'resourceType':'Patient','name':[{'text':'a'}],'gender':'male'}"),
                apply("{'resourceType':'Patient'}", add("Patient", "name", "'valueHumanName':{'text':'a'}"),
                        add("Patient", "gender", "'valueCode':'male'")));
        assertEquals(value("['Ada','B','C']"), apply(PATIENT, add("Patient.name[0]", "given", "'valueString':'C'"))
                .objects("name").getFirst().get("given"));
    }

    @Test
    void add_of_what_is_there_already_is_refused_also_under_another_type() {
        refused(PATIENT, add("Patient", "birthDate", "'valueDate':'1990'"));
        refused(PATIENT, add("Patient", "deceased", "'valueDateTime':'2020'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "valueQuantity"})
    void the_value_decides_which_of_a_choice_of_types_is_meant(String name) {
        JsonObject patched = apply("{'resourceType':'Observation'}", add("Observation", name, "'valueQuantity':{'value':1.0}"));
        assertEquals("{'resourceType':'Observation','valueQuantity':{'value':1.0}}", text(patched));
    }

    @Test
    void a_value_of_the_wrong_type_is_refused_with_the_right_ones() {
        assertTrue(refused(PATIENT, add("Patient", "multipleBirth", "'valueString':'2'")).getMessage()
                .contains("Send valueBoolean, or valueInteger."));
        assertTrue(refused(PATIENT, add("Patient", "maritalStatus", "'valueString':'M'")).getMessage()
                .contains("Send valueCodeableConcept."));
        assertTrue(refused(PATIENT, add("Patient", "contact", "'valueHumanName':{'text':'x'}")).getMessage()
                .contains("Send its elements as \"part\"s."));
        refused(PATIENT, replace("Patient.active", "'valueString':'true'"));
        refused(PATIENT, replace("Patient.birthDate", "'valuePeriod':{'start':'2020'}"));
    }

    @Test
    void an_element_that_does_not_exist_is_refused_with_the_nearest_that_does() {
        assertTrue(refused(PATIENT, add("Patient", "birthdate", "'valueDate':'1990'")).getMessage().contains("\"birthDate\""));
    }

    @Test
    void a_string_may_stand_for_a_code_and_a_quantity_for_an_age() {
        assertEquals(value("{'resourceType':'Patient','gender':'male'}"),
                apply("{'resourceType':'Patient'}", add("Patient", "gender", "'valueString':'male'")));
        assertEquals(value("{'resourceType':'Encounter','length':{'value':50}}"),
                apply("{'resourceType':'Encounter'}", add("Encounter", "length", "'valueQuantity':{'value':50}")));
    }

    @Test
    void types_without_a_name_are_given_by_their_elements_at_any_depth() {
        String parts = "'part':[{'name':'name','valueHumanName':{'text':'a'}},{'name':'telecom','valueContactPoint':{'value':'1'}},"
                + "{'name':'telecom','valueContactPoint':{'value':'2'}},{'name':'extension','part':["
                + "{'name':'url','valueUri':'http://x'},{'name':'value','valueDecimal':1.50}]}]";
        assertEquals(value("{'resourceType':'Patient','contact':[{'name':{'text':'a'},'telecom':[{'value':'1'},{'value':'2'}],"
                        + "'extension':[{'url':'http://x','valueDecimal':1.50}]}]}"),
                apply("{'resourceType':'Patient'}", add("Patient", "contact", parts)));
        assertEquals(Reason.BAD_REQUEST, assertThrows(Fault.class, () -> apply(PATIENT,
                add("Patient", "contact", "'part':[{'name':'gender'}]"))).reason());
        refused(PATIENT, add("Patient", "contact", "'part':[{'name':'sex','valueCode':'male'}]"));
        refused(PATIENT, add("Patient", "contact",
                "'part':[{'name':'gender','valueCode':'male'},{'name':'gender','valueCode':'female'}]"));
    }

    @Test
    void a_contained_resource_is_given_as_a_resource() {
        assertEquals(value("{'resourceType':'Patient','contained':[{'resourceType':'Organization','id':'o'}]}"),
                apply("{'resourceType':'Patient'}", add("Patient", "contained", "'resource':{'resourceType':'Organization','id':'o'}")));
    }

    @Test
    void an_extension_can_be_added_to_a_primitive() {
        String extension = "'part':[{'name':'url','valueUri':'http://x'},{'name':'value','valueString':'v'}]";
        assertEquals("{'resourceType':'Patient','gender':'other','_gender':{'extension':[{'url':'http://x','valueString':'v'}]},"
                        + "'active':true}",
                text(apply("{'resourceType':'Patient','gender':'other','active':true}", add("Patient.gender", "extension", extension))));
        assertEquals(value("{'resourceType':'Patient','name':[{'given':['a','b'],'_given':[null,{'extension':[{'url':'http://x',"
                        + "'valueString':'v'}]}]}]}"),
                apply("{'resourceType':'Patient','name':[{'given':['a','b']}]}", add("Patient.name.given[1]", "extension", extension)));
    }

    // ---- lists -------------------------------------------------------------------------------------------

    @Test
    void primitives_of_a_list_keep_their_extensions_whatever_moves() {
        assertEquals(value("{'use':'official','family':'Okafor','given':['C','Ada','B'],'_given':[null,null,{'id':'g2'}]}"),
                apply(PATIENT, insert("Patient.name[0].given", 0, "'valueString':'C'")).objects("name").getFirst());
        assertEquals(value("{'use':'official','family':'Okafor','given':['B','Ada'],'_given':[{'id':'g2'},null]}"),
                apply(PATIENT, move("Patient.name[0].given", 1, 0)).objects("name").getFirst());
        assertEquals(value("{'use':'official','family':'Okafor','given':['B'],'_given':[{'id':'g2'}]}"),
                apply(PATIENT, delete("Patient.name[0].given[0]")).objects("name").getFirst());
        assertEquals(value("{'use':'official','family':'Okafor','given':['Ada']}"),
                apply(PATIENT, delete("Patient.name[0].given[1]")).objects("name").getFirst());
    }

    @Test
    void an_index_may_be_the_number_of_items_to_insert_but_not_to_move() {
        assertEquals(3, apply(PATIENT, insert("Patient.name", 2, "'valueHumanName':{'text':'x'}")).array("name").size());
        refused(PATIENT, insert("Patient.name", 3, "'valueHumanName':{'text':'x'}"));
        refused(PATIENT, move("Patient.name", 0, 2));
        refused(PATIENT, move("Patient.name", 2, 0));
        assertEquals(1, apply(PATIENT, insert("Patient.telecom", 0, "'valueContactPoint':{'value':'1'}")).array("telecom").size());
        refused(PATIENT, insert("Patient.telecom", 1, "'valueContactPoint':{'value':'1'}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patient.name[0]", "Patient.name.where(use = "
            + "'usual')", "Patient.name.given", "Patient.birthDate",
            "Patient", "Patient.gender", "Patient.nonsense", "Patient.contact.name"})
    void an_index_counts_only_in_a_whole_list(String path) {
        refused(PATIENT, insert(path, 0, "'valueHumanName':{'text':'x'}"));
        refused(PATIENT, move(path, 0, 0));
    }

    // ---- delete and replace ------------------------------------------------------------------------------

    @Test
    void delete_takes_a_primitive_with_its_extensions() {
        JsonObject patched = apply(PATIENT, delete("Patient.birthDate"));
        assertFalse(patched.has("birthDate"));
        assertFalse(patched.has("_birthDate"));
    }

    @Test
    void delete_takes_what_it_leaves_empty_with_it_but_leaves_a_value_without_extensions() {
        JsonObject patched = apply(PATIENT, delete("Patient.birthDate.extension"), delete("Patient.name[1].given"),
                delete("Patient.name[1].use"));
        assertFalse(patched.has("_birthDate"));
        assertEquals("1980-01-02", patched.string("birthDate"));
        assertEquals(1, patched.array("name").size());
        assertEquals(value("{'resourceType':'Patient'}"),
                apply("{'resourceType':'Patient','_birthDate':{'extension':[{'url':'http://x','valueCode':'unknown'}]}}",
                        delete("Patient.birthDate.extension[0]")));
    }

    @Test
    void delete_of_what_is_not_there_changes_nothing_but_of_several_is_refused() {
        assertEquals(value(PATIENT), apply(PATIENT, delete("Patient.gender")));
        refused(PATIENT, delete("Patient.name"));
        refused(PATIENT, delete("Patient"));
    }

    @Test
    void replace_puts_another_type_of_a_choice_under_its_own_name() {
        JsonObject patched = apply(PATIENT, replace("Patient.deceased", "'valueDateTime':'2026-01-01'"));
        assertEquals("2026-01-01", patched.string("deceasedDateTime"));
        assertFalse(patched.has("deceasedBoolean"));
    }

    @Test
    void replace_of_a_primitive_brings_its_own_extensions_or_none() {
        assertFalse(apply(PATIENT, replace("Patient.birthDate", "'valueDate':'1990'")).has("_birthDate"));
        assertEquals(value("{'id':'b'}"), apply(PATIENT, replace("Patient.birthDate", "'valueDate':'1990','_valueDate':{'id':'b'}"))
                .get("_birthDate"));
    }

    // ---- the document ------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {
            "{'name':'operatoin','part':[]}", "{'name':'operation'}",
            "{'name':'operation','part':[{'name':'type','valueCode':'remove'},{'name':'path','valueString':'Patient.id'}]}",
            "{'name':'operation','part':[{'name':'type','valueCode':'delete'}]}",
            "{'name':'operation','part':[{'name':'type','valueCode':'delete'},{'name':'path','valueInteger':1}]}",
            "{'name':'operation','part':[{'name':'type','valueCode':'delete'},{'name':'path','valueString':'Patient.id'},{'name':'if','valueString':'x'}]}",
            "{'name':'operation','part':[{'name':'type','valueCode':'delete'},{'name':'path','valueString':'a'},{'name':'path','valueString':'b'}]}",
            "{'name':'operation','part':[{'name':'type','valueCode':'replace'},{'name':'path','valueString':'Patient.id'}]}",
            "{'name':'operation','part':[{'name':'type','valueCode':'replace'},{'name':'path','valueString':'Patient.id'},{'name':'value'}]}",
            "{'name':'operation','part':[{'name':'type','valueCode':'add'},{'name':'path','valueString':'Patient'},{'name':'value','valueCode':'x'}]}",
            "{'name':'operation','part':[{'name':'type','valueCode':'insert'},{'name':'path','valueString':'Patient.name'},{'name':'value','valueCode':'x'}]}",
            "{'name':'operation','part':[{'name':'type','valueCode':'move'},{'name':'path','valueString':'Patient.name'},{'name':'source','valueInteger':-1},{'name':'destination','valueInteger':0}]}"})
    void parameters_that_are_no_patch_are_a_bad_request_that_names_the_operation(String operation) {
        Fault fault = assertThrows(Fault.class, () -> FhirPathPatch.of(value(parameters(delete("Patient.gender"), operation))));
        assertEquals(Reason.BAD_REQUEST, fault.reason());
        assertTrue(fault.issues().getFirst().expression().getFirst().startsWith("Parameters.parameter[1]"));
    }

    @Test
    void operations_see_what_earlier_ones_did_and_a_failure_leaves_the_resource_as_it_was() {
        assertEquals(value("{'resourceType':'Patient','name':[{'family':'b'}]}"), apply("{'resourceType':'Patient'}",
                add("Patient", "name", "'valueHumanName':{'family':'a'}"), replace("Patient.name.family", "'valueString':'b'")));
        Fault fault = refused(PATIENT, delete("Patient.name[0]"), replace("Patient.gender", "'valueCode':'male'"));
        assertEquals(List.of("Parameters.parameter[1]"), fault.issues().getFirst().expression());
    }

    @Test
    void one_patch_may_be_applied_by_many_threads_at_once() throws Exception {
        FhirPathPatch patch = FhirPathPatch.of(value(parameters(
                replace("Patient.name.where(use = 'official' and given.exists()).family", "'valueString':'New'"),
                add("Patient", "gender", "'valueCode':'female'"), delete("Patient.extension('http://x/a')"))));
        JsonObject expected = patch.apply(value(PATIENT));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> tasks = IntStream.range(0, 400)
                    .<Callable<Boolean>>mapToObj(i -> () -> expected.equals(patch.apply(value(PATIENT)))).toList();
            for (Future<Boolean> same : threads.invokeAll(tasks)) {
                assertTrue(same.get());
            }
        }
    }

    // ---- in short ----------------------------------------------------------------------------------------

    private static String add(String path, String name, String value) {
        return operation("add", path, "{'name':'name','valueString':'" + name + "'},{'name':'value'," + value + "}");
    }

    private static String insert(String path, int index, String value) {
        return operation("insert", path, "{'name':'index','valueInteger':" + index + "},{'name':'value'," + value + "}");
    }

    private static String move(String path, int source, int destination) {
        return operation("move", path, "{'name':'source','valueInteger':" + source + "},{'name':'destination','valueInteger':"
                + destination + "}");
    }

    private static String replace(String path, String value) {
        return operation("replace", path, "{'name':'value'," + value + "}");
    }

    private static String delete(String path) {
        return operation("delete", path, "");
    }

    /** The quotes of a path are kept apart from those that stand for JSON's. */
    private static String operation(String type, String path, String parts) {
        return "{'name':'operation','part':[{'name':'type','valueCode':'" + type + "'},{'name':'path','valueString':'"
                + path.replace("'", "\\u0027") + "'}" + (parts.isEmpty() ? "" : "," + parts) + "]}";
    }

    private static String parameters(String... operations) {
        return "{'resourceType':'Parameters','parameter':[" + String.join(",", operations) + "]}";
    }

    private static JsonObject apply(String resource, String... operations) {
        JsonObject before = value(resource);
        JsonObject patched = FhirPathPatch.of(value(parameters(operations))).apply(before);
        assertEquals(value(resource), (Object) before);
        return patched;
    }

    private static Fault refused(String resource, String... operations) {
        JsonObject before = value(resource);
        FhirPathPatch patch = FhirPathPatch.of(value(parameters(operations)));
        Fault fault = assertThrows(Fault.class, () -> patch.apply(before));
        assertEquals(Reason.UNPROCESSABLE, fault.reason(), fault.getMessage());
        assertEquals(value(resource), (Object) before);
        return fault;
    }

    private static void bad(String path) {
        Fault fault = assertThrows(Fault.class, () -> FhirPathPatch.of(value(parameters(delete(path)))));
        assertEquals(Reason.BAD_REQUEST, fault.reason());
        assertEquals(FaultCode.INVALID_PATCH, fault.issues().getFirst().code());
    }

    @SuppressWarnings("unchecked")
    private static <T> T value(String json) {
        return (T) JsonReader.value(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonObject json) {
        return JsonWriter.text(json).replace('"', '\'');
    }
}
