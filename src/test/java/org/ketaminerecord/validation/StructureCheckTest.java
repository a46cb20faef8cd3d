package org.ketaminerecord.validation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.outcome.FaultCode.CARDINALITY;
import static org.ketaminerecord.outcome.FaultCode.CONTAINED;
import static org.ketaminerecord.outcome.FaultCode.INVALID_CODE;
import static org.ketaminerecord.outcome.FaultCode.INVALID_ID;
import static org.ketaminerecord.outcome.FaultCode.INVALID_NARRATIVE;
import static org.ketaminerecord.outcome.FaultCode.INVALID_REFERENCE;
import static org.ketaminerecord.outcome.FaultCode.INVALID_VALUE;
import static org.ketaminerecord.outcome.FaultCode.INVARIANT;
import static org.ketaminerecord.outcome.FaultCode.MISSING_ELEMENT;
import static org.ketaminerecord.outcome.FaultCode.TYPE_MISMATCH;
import static org.ketaminerecord.outcome.FaultCode.UNKNOWN_ELEMENT;
import static org.ketaminerecord.outcome.FaultCode.UNKNOWN_TYPE;
import static org.ketaminerecord.outcome.FaultCode.WRONG_TYPE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

class StructureCheckTest {

    private static final String XHTML = "<div xmlns='http://www.w3.org/1999/xhtml'>";
    private static final String CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical";

    /** Each is one step from a right resource and has exactly one issue. */
    static Stream<Arguments> wrong() {
        return Stream.of(
                // what it is at all
                bad("{'id':'a'}", "Resource", UNKNOWN_TYPE, "\"resourceType\""),
                bad("{'resourceType':7}", "Resource", WRONG_TYPE, "a number"),
                bad("{'resourceType':'Observaton'}", "Resource", UNKNOWN_TYPE, "\"Observation\""),
                bad("{'resourceType':'DomainResource'}", "Resource", UNKNOWN_TYPE, "not a resource type"),
                bad("{'resourceType':'HumanName','family':'a'}", "Resource", UNKNOWN_TYPE, "not a resource type"),

                // members
                bad(patient("'birthdate':'1980-01-01'"), "Patient.birthdate", UNKNOWN_ELEMENT, "\"birthDate\""),
                bad(patient("'name':[{'famly':'Ito'}]"), "Patient.name[0].famly", UNKNOWN_ELEMENT, "\"family\""),
                bad(patient("'':'x'"), "Patient", UNKNOWN_ELEMENT, "not an element"),
                bad(patient("'a b':'x'"), "Patient", UNKNOWN_ELEMENT, "not an element"),
                bad(observation("'value':7"), "Observation.value", UNKNOWN_ELEMENT, "\"valueQuantity\""),
                bad(observation("'valueUri':'a:b'"), "Observation.valueUri", UNKNOWN_ELEMENT, "not an element"),
                bad(patient("'_name':[{'id':'a'}]"), "Patient._name", UNKNOWN_ELEMENT, "Only primitive"),
                bad(patient("'name':[{'resourceType':'HumanName','family':'a'}]"), "Patient.name[0].resourceType",
                        UNKNOWN_ELEMENT, "not an element"),
                bad(patient("'extension':[{'url':'a:b','_url':{'id':'x'},'valueCode':'c'}]"),
                        "Patient.extension[0]._url",
                        UNKNOWN_ELEMENT, "not an element"),

                // JSON types
                bad(patient("'active':'true'"), "Patient.active", WRONG_TYPE, "true or false, without quotes"),
                bad(patient("'active':1"), "Patient.active", WRONG_TYPE, "a number"),
                bad(patient("'birthDate':1980"), "Patient.birthDate", WRONG_TYPE, "a string"),
                bad(patient("'gender':['male']"), "Patient.gender", WRONG_TYPE, "does not repeat"),
                bad(patient("'gender':{'code':'male'}"), "Patient.gender", WRONG_TYPE, "an object"),
                bad(patient("'gender':null"), "Patient.gender", WRONG_TYPE, "Leave it out"),
                bad(patient("'name':{'family':'Ito'}"), "Patient.name", WRONG_TYPE, "Send an array"),
                bad(patient("'name':['Ito']"), "Patient.name[0]", WRONG_TYPE, "an object of type HumanName"),
                bad(patient("'name':[null]"), "Patient.name[0]", WRONG_TYPE, "null"),
                bad(patient("'name':null"), "Patient.name", WRONG_TYPE, "null"),
                bad(patient("'maritalStatus':[{'text':'x'}]"), "Patient.maritalStatus", WRONG_TYPE, "does not repeat"),
                bad(patient("'name':[{'given':'Aiko'}]"), "Patient.name[0].given", WRONG_TYPE, "[...]"),
                bad(patient("'contained':{'resourceType':'Patient','id':'a'}"), "Patient.contained", WRONG_TYPE,
                        "Send an array"),
                bad(patient("'contained':['a']"), "Patient.contained[0]", WRONG_TYPE, "a resource"),
                bad(observation("'valueQuantity':{'value':'5.4'}"), "Observation.value.ofType(Quantity).value",
                        WRONG_TYPE,
                        "a number"),
                bad(observation("'valueQuantity':7"), "Observation.value.ofType(Quantity)", WRONG_TYPE, "Quantity"),
                bad(observation("'valueInteger':true"), "Observation.value.ofType(integer)", WRONG_TYPE, "a boolean"),

                // nothing is empty
                bad(patient("'gender':''"), "Patient.gender", INVALID_VALUE, "is empty"),
                bad(patient("'name':[]"), "Patient.name", INVALID_VALUE, "empty array"),
                bad(patient("'name':[{}]"), "Patient.name[0]", INVALID_VALUE, "ele-1"),
                bad(patient("'name':[{'id':'n'}]"), "Patient.name[0]", INVALID_VALUE, "ele-1"),
                bad(observation("'effectivePeriod':{'id':'p'}"), "Observation.effective.ofType(Period)", INVALID_VALUE,
                        "ele-1"),
                bad(patient("'contact':[{'id':'c'}]"), "Patient.contact[0]", INVALID_VALUE, "ele-1"),
                bad(patient("'maritalStatus':{}"), "Patient.maritalStatus", INVALID_VALUE, "ele-1"),
                bad(patient("'_gender':{}"), "Patient.gender", INVALID_VALUE, "ele-1"),
                bad(patient("'_gender':{'id':'g'}"), "Patient.gender", INVALID_VALUE, "ele-1"),

                // companions
                bad(patient("'gender':'male','_gender':'x'"), "Patient.gender", WRONG_TYPE, "id or extensions"),
                bad(patient("'gender':'male','_gender':null"), "Patient.gender", WRONG_TYPE, "null"),
                bad(patient("'gender':'male','_gender':{'code':'x'}"), "Patient.gender.code", UNKNOWN_ELEMENT,
                        "Element"),
                bad(patient("'gender':'male','_gender':{'extension':[{'url':'a:b'}]}"), "Patient.gender.extension[0]",
                        INVARIANT, "ext-1"),
                bad(patient("'name':[{'given':[null]}]"), "Patient.name[0].given[0]", WRONG_TYPE, "\"_given\""),
                bad(patient("'name':[{'given':['a',null],'_given':[{'id':'x'}]}]"), "Patient.name[0].given[1]",
                        WRONG_TYPE,
                        "null"),
                bad(patient("'name':[{'given':['a'],'_given':[null,null]}]"), "Patient.name[0].given[1]", WRONG_TYPE,
                        "Leave the null out"),
                bad(patient("'name':[{'given':['a'],'_given':{'id':'x'}}]"), "Patient.name[0].given", WRONG_TYPE,
                        "array"),

                // cardinality
                bad("{'resourceType':'Observation','code':{'text':'x'}}", "Observation.status", MISSING_ELEMENT,
                        "must have \"status\""),
                bad("{'resourceType':'Observation','status':'final'}", "Observation.code", MISSING_ELEMENT, "\"code\""),
                bad(observation("'component':[{'valueInteger':7}]"), "Observation.component[0].code", MISSING_ELEMENT,
                        "\"code\""),
                bad("{'resourceType':'MedicationAdministration','status':'completed','subject':{'reference':'Patient/1'},"
                        + "'effectiveDateTime':'2023'}", "MedicationAdministration.medication", MISSING_ELEMENT,
                        "one of \"medicationCodeableConcept\", \"medicationReference\""),
                bad("{'resourceType':'AppointmentResponse','appointment':{'reference':'Appointment/1'},"
                        + "'actor':{'reference':'Patient/1'}}", "AppointmentResponse.participantStatus",
                                MISSING_ELEMENT, "Send it"),
                bad("{'resourceType':'Linkage'}", "Linkage.item", MISSING_ELEMENT, "at least one item"),
                bad(observation("'valueInteger':7,'valueString':'x'"), "Observation.value", CARDINALITY,
                        "\"valueInteger\""),
                bad(observation("'valueInteger':7,'_valueString':{'extension':[{'url':'a:b','valueCode':'c'}]}"),
                        "Observation.value", CARDINALITY, "only one"),
                bad(patient("'deceasedBoolean':true,'deceasedDateTime':'2023'"), "Patient.deceased", CARDINALITY,
                        "only one"),

                // primitive values; PrimitiveTest has the rest
                bad(patient("'birthDate':'2023-02-30'"), "Patient.birthDate", INVALID_VALUE, "2023-02-30"),
                bad(observation("'effectiveDateTime':'2023-02-03T10:00'"), "Observation.effective.ofType(dateTime)",
                        INVALID_VALUE, "seconds and a zone"),
                bad(observation("'issued':'2023-02-03'"), "Observation.issued", INVALID_VALUE, "instant"),
                bad(patient("'name':[{'given':['a','\\u0007']}]"), "Patient.name[0].given[1]", INVALID_VALUE,
                        "control"),
                bad(patient("'name':[{'id':'a b','family':'c'}]"), "Patient.name[0].id", INVALID_VALUE, "white space"),
                bad("{'resourceType':'Patient','id':'a_b'}", "Patient.id", INVALID_ID, "1 to 64"),
                bad("{'resourceType':'Patient','id':'" + "a".repeat(65) + "'}", "Patient.id", INVALID_ID, "..."),
                bad("{'resourceType':'Patient','meta':{'profile':['a b']}}", "Patient.meta.profile[0]", INVALID_VALUE,
                        "URI"),

                // codes
                bad(patient("'gender':'femal'"), "Patient.gender", INVALID_CODE, "one of female, male, other, unknown"),
                bad(patient("'gender':'Male'"), "Patient.gender", INVALID_CODE, "male"),
                bad("{'resourceType':'Observation','code':{'text':'x'},'status':'finl'}", "Observation.status",
                        INVALID_CODE,
                        "such as final"),
                bad(condition("'clinicalStatus':{'coding':[{'system':'" + CLINICAL + "','code':'activ'}]}"),
                        "Condition.clinicalStatus", INVALID_CODE, "active"),
                bad(condition("'clinicalStatus':{'coding':[{'system':'a:b','code':'active'}]}"),
                        "Condition.clinicalStatus", INVALID_CODE, CLINICAL),
                bad(condition("'clinicalStatus':{'text':'active'}"), "Condition.clinicalStatus", INVALID_CODE,
                        "no coding"),

                // references; ReferenceTextTest has the rest
                bad(observation("'subject':{'reference':'Organization/1'}"), "Observation.subject.reference",
                        INVALID_REFERENCE,
                        "one of Device, Group, Location, Patient"),
                bad(observation("'subject':{'reference':'Patient'}"), "Observation.subject.reference",
                        INVALID_REFERENCE, "Type/id"),
                bad(observation("'subject':{'reference':'Patient?identifier=a'}"), "Observation.subject.reference",
                        INVALID_REFERENCE, "transactions"),
                bad(observation("'subject':{'reference':'Patient/1','type':'Group'}"), "Observation.subject.type",
                        INVALID_REFERENCE, "Group"),
                bad(observation("'subject':{'reference':'#p'}"), "Observation.subject.reference", CONTAINED, "ref-1"),
                bad(observation("'subject':{'reference':'#'}"), "Observation.subject.reference", CONTAINED,
                        "contains this one"),
                bad(observation("'contained':[{'resourceType':'Organization','id':'p'}],'subject':{'reference':'#p'}"),
                        "Observation.subject.reference", CONTAINED, "Organization"),

                // contained
                bad(patient("'contained':[{'resourceType':'Organization','name':'x'}]"), "Patient.contained[0].id",
                        CONTAINED,
                        "needs an \"id\""),
                bad(patient("'contained':[{'resourceType':'Organization','id':'#o'}]"), "Patient.contained[0].id",
                        INVALID_ID, "#o"),
                bad(patient("'contained':[{'id':'o'}]"), "Patient.contained[0]", UNKNOWN_TYPE, "resourceType"),
                bad(patient("'contained':[{'resourceType':'Organisation','id':'o'}]"), "Patient.contained[0]",
                        UNKNOWN_TYPE,
                        "\"Organization\""),
                bad(patient("'contained':[{'resourceType':'Organization','id':'o'},{'resourceType':'Location','id':'o'}]"),
                        "Patient.contained[1].id", CONTAINED, "Two"),
                bad(patient("'contained':[{'resourceType':'Organization','id':'o',"
                        + "'contained':[{'resourceType':'Location','id':'l'}]}]"), "Patient.contained[0].contained",
                                CONTAINED,
                        "dom-2"),
                bad(patient("'contained':[{'resourceType':'Organization','id':'o','meta':{'versionId':'1'}}]"),
                        "Patient.contained[0].meta.versionId", CONTAINED, "dom-4"),
                bad(patient("'contained':[{'resourceType':'Organization','id':'o',"
                        + "'meta':{'lastUpdated':'2023-01-01T00:00:00Z'}}]"), "Patient.contained[0].meta.lastUpdated",
                                CONTAINED,
                        "dom-4"),
                bad(patient("'contained':[{'resourceType':'Organization','id':'o','meta':{'security':[{'code':'R'}]}}]"),
                        "Patient.contained[0].meta.security", CONTAINED, "dom-5"),
                bad(patient("'contained':[{'resourceType':'Organization','id':'o','nam':'x'}]"),
                        "Patient.contained[0].nam",
                        UNKNOWN_ELEMENT, "\"name\""),

                // extensions and other invariants
                bad(patient("'extension':[{'valueCode':'a'}]"), "Patient.extension[0].url", MISSING_ELEMENT, "\"url\""),
                bad(patient("'extension':[{'url':'a:b'}]"), "Patient.extension[0]", INVARIANT, "ext-1"),
                bad(patient("'extension':[{'url':'a:b','valueCode':'c','extension':[{'url':'d','valueCode':'e'}]}]"),
                        "Patient.extension[0]", INVARIANT, "ext-1"),
                bad(observation("'valueQuantity':{'value':5,'code':'mg'}"), "Observation.value.ofType(Quantity)",
                        INVARIANT,
                        "qty-3"),
                bad(observation("'dataAbsentReason':{'text':'x'},'valueInteger':7"), "Observation", INVARIANT, "obs-6"),
                bad(observation("'referenceRange':[{'appliesTo':[{'text':'x'}]}]"), "Observation.referenceRange[0]",
                        INVARIANT,
                        "obs-3"),
                bad(observation("'effectivePeriod':{'start':'2023-05-02','end':'2023-05-01'}"),
                        "Observation.effective.ofType(Period)", INVARIANT, "per-1"),
                bad(patient("'telecom':[{'value':'555'}]"), "Patient.telecom[0]", INVARIANT, "cpt-2"),
                bad(patient("'contact':[{'gender':'male'}]"), "Patient.contact[0]", INVARIANT, "pat-1"),
                bad(patient("'photo':[{'data':'AAAA'}]"), "Patient.photo[0]", INVARIANT, "att-1"),

                // narrative; XhtmlTest has the rest
                bad(patient("'text':{'status':'generated','div':'" + XHTML.replace("'", "\\\"")
                        + "<script>x</script></div>'}"),
                        "Patient.text.div", INVALID_NARRATIVE, "script"),

                // resources in resources
                bad("{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'Patient'}},"
                        + "{'resource':{'resourceType':'Patient','gendr':'male'}}]}", "Bundle.entry[1].resource.gendr",
                        UNKNOWN_ELEMENT, "\"gender\""),
                bad("{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'gender':'male'}}]}",
                        "Bundle.entry[0].resource", UNKNOWN_TYPE, "resourceType"),
                bad("{'resourceType':'Bundle','type':'batch','entry':[{'resource':"
                        + observation("'subject':{'reference':'Patient?identifier=a'}")
                        + ",'request':{'method':'POST','url':'Observation'}}]}",
                        "Bundle.entry[0].resource.subject.reference", INVALID_REFERENCE, "transactions"),
                bad("{'resourceType':'Bundle','type':'collection','entry':[{'resource':"
                        + observation("'contained':[{'resourceType':'Patient','id':'p'}]") + "},{'resource':"
                        + observation("'subject':{'reference':'#p'}") + "}]}",
                        "Bundle.entry[1].resource.subject.reference", CONTAINED, "not there"),
                bad("{'resourceType':'Parameters','parameter':[{'name':'a','part':[{'name':'b',"
                        + "'resource':{'resourceType':'Patient','active':'no'}}]}]}",
                        "Parameters.parameter[0].part[0].resource.active", WRONG_TYPE, "true or false"));
    }

    @ParameterizedTest(name = "{0} -> {2} at {1}")
    @MethodSource("wrong")
    void tells_what_is_wrong_and_where(String json, String expression, FaultCode code, String part) {
        List<Issue> issues = StructureCheck.check(read(json), null);
        assertEquals(1, issues.size(), issues::toString);
        Issue issue = issues.getFirst();
        assertAll(
                () -> assertEquals(code, issue.code()),
                () -> assertEquals(List.of(expression), issue.expression()),
                () -> assertTrue(issue.diagnostics().contains(part), issue::diagnostics));
    }

    /** The other side of the boundaries above. */
    static Stream<String> right() {
        return Stream.of(
                "{'resourceType':'Patient'}",
                "{'resourceType':'Patient','id':'" + "a".repeat(64) + "'}",
                "{'id':'a','gender':'male','resourceType':'Patient'}",
                patient("'active':false,'gender':'female','birthDate':'2024-02-29'"),
                patient("'_gender':{'extension':[{'url':'a:b','valueCode':'c'}]}"),
                patient("'gender':'male','_gender':{'id':'g'}"),
                patient("'name':[{'given':['a',null],'_given':[null,{'extension':[{'url':'a:b','valueCode':'c'}]}]}]"),
                patient("'name':[{'given':['a','b'],'_given':[{'id':'x'}]}]"),
                patient("'name':[{'_given':[{'extension':[{'url':'a:b','valueCode':'c'}]}]}]"),
                patient("'extension':[{'url':'a:b','extension':[{'url':'c','valueCode':'d'}]}]"),
                patient("'extension':[{'url':'a:b','_valueCode':{'extension':[{'url':'c','valueCode':'d'}]}}]"),
                patient("'contained':[{'resourceType':'Organization','id':'o','partOf':{'reference':'#p'}},"
                        + "{'resourceType':'Organization','id':'p'}],'managingOrganization':{'reference':'#o'}"),
                patient("'contained':[{'resourceType':'Observation','id':'o','status':'final','code':{'text':'x'},"
                        + "'subject':{'reference':'#'}}]"),
                patient("'deceasedBoolean':true,'_deceasedBoolean':{'id':'d'}"),
                patient("'telecom':[{'value':'555','system':'phone'}]"),
                patient("'contact':[{'name':{'text':'x'}}]"),
                "{'resourceType':'Observation','_status':{'extension':[{'url':'a:b','valueCode':'c'}]},'code':{'text':'x'}}",
                observation("'valueQuantity':{'value':5.40,'code':'mg','system':'http://unitsofmeasure.org'}"),
                observation("'valueQuantity':{'value':5.4,'unit':'mg'}"),
                observation("'dataAbsentReason':{'text':'x'}"),
                observation("'component':[{'code':{'text':'x'},'valueInteger':7},{'code':{'text':'y'},'valueString':'z'}]"),
                observation("'effectivePeriod':{'start':'2023-05-01','end':'2023-05-01'}"),
                observation("'effectivePeriod':{'start':'2023-05-02','end':'2023-05'}"),
                observation("'subject':{'reference':'Patient/1','type':'Patient'}"),
                observation("'subject':{'reference':'http://other.example/fhir/Organization/1'}"),
                observation("'subject':{'identifier':{'value':'x'},'type':'Patient'}"),
                observation("'subject':{'display':'x'}"),
                observation("'extension':[{'url':'a:b','valueReference':{'reference':'Organization/1'}}]"),
                condition("'clinicalStatus':{'coding':[{'system':'a:b','code':'x'},{'system':'" + CLINICAL
                        + "','code':'active'}]}"),
                condition("'clinicalStatus':{'extension':[{'url':'a:b','valueCode':'c'}]}"),
                "{'resourceType':'Bundle','type':'transaction','entry':[{'resource':"
                        + observation("'subject':{'reference':'Patient?identifier=a|b'}")
                        + ",'request':{'method':'POST','url':'Observation'}}]}",
                "{'resourceType':'Bundle','type':'collection','entry':[{'resource':"
                        + observation("'contained':[{'resourceType':'Patient','id':'p'}],'subject':{'reference':'#p'}")
                        + "},{'resource':"
                        + observation("'contained':[{'resourceType':'Patient','id':'p'}],'subject':{'reference':'#p'}")
                                + "}]}",
                "{'resourceType':'Parameters','parameter':[{'name':'a','resource':{'resourceType':'Patient'}}]}");
    }

    @ParameterizedTest
    @MethodSource("right")
    void lets_right_resources_pass(String json) {
        assertEquals(List.of(), StructureCheck.check(read(json), null));
    }

    @Test
    void a_search_as_reference_is_for_transactions_only() {
        JsonObject entry = read(observation("'subject':{'reference':'Patient?identifier=a'}"));
        assertEquals(INVALID_REFERENCE, StructureCheck.check(entry, "Observation").getFirst().code());
        assertEquals(List.of(), StructureCheck.checkInTransaction(entry, "Observation"));
    }

    @Test
    void the_type_must_be_the_one_that_was_asked_for() {
        JsonObject patient = read(patient("'gender':'male'"));
        assertEquals(List.of(), StructureCheck.check(patient, "Patient"));
        Issue issue = StructureCheck.check(patient, "Observation").getFirst();
        assertEquals(TYPE_MISMATCH, issue.code());
        assertTrue(issue.diagnostics().contains("of type Patient, not Observation"), issue::diagnostics);
    }

    @Test
    void all_issues_come_in_document_order() {
        List<Issue> issues = StructureCheck.check(read("{'resourceType':'Patient','gender':'x','name':[{'given':['']},"
                + "{'family':7}],'foo':1,'birthDate':'1980-13-01'}"), null);
        assertEquals(List.of("Patient.gender", "Patient.name[0].given[0]", "Patient.name[1].family", "Patient.foo",
                "Patient.birthDate"), issues.stream().map(i -> i.expression().getFirst()).toList());
    }

    @Test
    void no_more_than_fifty_issues_are_told() {
        for (int wrong : new int[] {49, 50, 51, 5000}) {
            JsonArray given = new JsonArray();
            IntStream.range(0, wrong).forEach(i -> given.add(new JsonString("")));
            JsonObject patient = new JsonObject().put("resourceType", "Patient")
                    .put("name", JsonArray.of(new JsonObject().put("given", given)));
            assertEquals(Math.min(wrong, StructureCheck.MOST), StructureCheck.check(patient, null).size());
        }
    }

    @Test
    void what_is_quoted_of_the_caller_is_short_and_clean() {
        String sentence = StructureCheck.check(read(patient("'birthDate':'" + "\\ud83d\\u0001" + "x".repeat(5000)
                + "'")), null)
                .getFirst().diagnostics();
        assertTrue(sentence.contains("\"??" + "x".repeat(38) + "...\""), sentence);
    }

    @Test
    void what_is_no_fhir_is_400_and_what_breaks_a_rule_is_422() {
        assertDoesNotThrow(() -> StructureCheck.require(read(patient("'gender':'male'")), "Patient"));
        assertEquals(Reason.UNPROCESSABLE, reason(patient("'gender':'x'")));
        assertEquals(Reason.UNPROCESSABLE, reason("{'resourceType':'Observation'}"));
        assertEquals(Reason.BAD_REQUEST, reason(patient("'gendr':'male'")));
        assertEquals(Reason.BAD_REQUEST, reason(patient("'gender':true")));
        assertEquals(Reason.BAD_REQUEST, reason("{'resourceType':'Patiens'}"));
        assertEquals(Reason.BAD_REQUEST, reason("{}"));
        assertEquals(Reason.BAD_REQUEST, reason(patient("'gender':'x','active':'true'")), "400 wins");
    }

    @Test
    void the_issue_has_the_kind_that_fhir_gives_it() {
        assertEquals(IssueType.STRUCTURE, first(patient("'foo':1")).type());
        assertEquals(IssueType.VALUE, first(patient("'birthDate':'x'")).type());
        assertEquals(IssueType.REQUIRED, first("{'resourceType':'Linkage'}").type());
        assertEquals(IssueType.CODE_INVALID, first(patient("'gender':'x'")).type());
        assertEquals(IssueType.INVARIANT, first(patient("'extension':[{'url':'a:b'}]")).type());
    }

    @Test
    void every_type_of_r4_can_be_checked() {
        for (String type : Definitions.r4().resourceTypes()) {
            JsonObject resource = new JsonObject().put("resourceType", type).put("foo", "bar");
            assertEquals(UNKNOWN_ELEMENT, StructureCheck.check(resource, type).getFirst().code(), type);
        }
    }

    private static Reason reason(String json) {
        return assertThrows(Fault.class, () -> StructureCheck.require(read(json), null)).reason();
    }

    private static Issue first(String json) {
        return StructureCheck.check(read(json), null).getFirst();
    }

    private static Arguments bad(String json, String expression, FaultCode code, String part) {
        return Arguments.of(json, expression, code, part);
    }

    private static String patient(String members) {
        return "{'resourceType':'Patient'," + members + "}";
    }

    private static String observation(String members) {
        return "{'resourceType':'Observation','status':'final','code':{'text':'x'}," + members + "}";
    }

    private static String condition(String members) {
        return "{'resourceType':'Condition','subject':{'reference':'Patient/1'}," + members + "}";
    }

    /** JSON with single quotes, which reads better in Java. */
    private static JsonObject read(String json) {
        return JsonReader.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
