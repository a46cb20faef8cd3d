package org.ketaminerecord.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.FaultCode;

/** What R4's pages ask of values, Questionnaires and definitions beside the definitions of types. */
class PageRulesTest {

    // ---- values -------------------------------------------------------------------------------------

    @Test
    void the_size_of_an_attachment_is_that_of_its_data() {
        String document = "{'resourceType': 'DocumentReference', 'status': 'current', 'content': [{'attachment': {'contentType': 'text/plain', 'data': 'aGVsbG8=', "
                + "'size': %s}}]}";
        Judged.of(document.formatted("5")).isRight();
        Judged.of(document.formatted("6")).isWrong("datatypes.html#attachment", "DocumentReference.content[0].attachment.size", "Send 5");
        Judged.of(document.formatted("6").replace("'data': 'aGVsbG8='", "'url': 'https://a.example/x.txt'")).isRight();
    }

    @Test
    void the_id_of_a_resource_has_no_extensions() {
        Judged.of("{'resourceType': 'Patient', 'id': 'a', '_id': {'extension': [{'url': 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', "
                + "'valueCode': 'masked'}]}}").isWrong("resource.html#id", "Patient.id", "has no extensions");
    }

    @Test
    void the_id_of_an_element_has_at_most_a_million_characters() {
        String patient = "{'resourceType': 'Patient', 'name': [{'id': '%s', 'text': 'Amy'}]}";
        Judged.of(patient.formatted("x".repeat(1_048_576))).isRight();
        Judged.of(patient.formatted("x".repeat(1_048_577))).isWrong("datatypes.html#string", "Patient.name[0].id", "Send at most 1048576");
    }

    @Test
    void a_canonical_is_absolute() {
        String response = "{'resourceType': 'QuestionnaireResponse', 'status': 'completed', 'questionnaire': '%s'}";
        Judged.of(response.formatted("https://a.example/Questionnaire/q|1")).isRight();
        Judged.of(response.formatted("urn:uuid:0b7f4a0e-3f0a-4c55-9a43-5a7a3c1f0001")).isRight();
        Judged.of(response.formatted("Questionnaire/q")).isWrong("references.html#canonical", "QuestionnaireResponse.questionnaire", "'Questionnaire/q' is not a canonical");
    }

    @Test
    void the_system_of_a_code_is_a_code_system() {
        String basic = "{'resourceType': 'Basic', 'code': {'coding': [{'system': '%s', 'code': 'x'}]}}";
        Judged.of(basic.formatted("http://a.example/codes")).isRight();
        Judged.of(basic.formatted("codes")).isWrong("datatypes.html#Coding", "Basic.code.coding[0].system", "Send its URL");
        Judged.of(basic.formatted("http://hl7.org/fhir/ValueSet/basic-resource-type")).isWrong("datatypes.html#Coding", "Basic.code.coding[0].system",
                "is a value set");
        Judged.of(basic.formatted("http://a.example/ValueSet/nobody-knows")).isRight();
    }

    @Test
    void the_system_of_an_identifier_should_be_absolute() {
        Judged.of("{'resourceType': 'Patient', 'identifier': [{'system': 'mrn', 'value': '1'}]}").isWarned("datatypes.html#Identifier",
                "Patient.identifier[0].system", "Send its URL");
    }

    @Test
    void a_narrative_can_show_what_is_contained() {
        Judged.of("{'resourceType': 'Basic', 'contained': [{'resourceType': 'Binary', 'id': 'i', 'contentType': 'image/png', 'data': 'aGVsbG8='}], 'text': {'status': "
                + "'additional', 'div': '<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><img src=\\\"#i\\\" alt=\\\"it\\\"/></div>'}, 'code': {'text': 'x'}}").isRight();
    }

    @Test
    void a_narrative_can_keep_its_spaces() {
        Judged.of("{'resourceType': 'Basic', 'text': {'status': 'additional', 'div': '<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\" xml:space=\\\"preserve\\\">a  b</div>'}, "
                + "'code': {'text': 'x'}}").isRight();
    }

    @Test
    void a_complex_extension_has_the_parts_of_its_definition() {
        String patient = "{'resourceType': 'Patient', 'extension': [{'url': 'http://hl7.org/fhir/StructureDefinition/patient-nationality', 'extension': [{'url': '%s', "
                + "'valueCodeableConcept': {'text': 'x'}}]}]}";
        Judged.of(patient.formatted("code")).isRight();
        Judged.of(patient.formatted("kode")).isWrong("http://hl7.org/fhir/StructureDefinition/patient-nationality", "Patient.extension[0].extension[0].url",
                "Its parts: code, period");
    }

    // ---- questionnaires -----------------------------------------------------------------------------

    private static final String QUESTION = "questionnaire-definitions.html#Questionnaire.item.enableWhen.question";

    @Test
    void a_condition_asks_a_question_of_the_questionnaire() {
        String form = "{'resourceType': 'Questionnaire', 'status': 'draft', 'item': [{'linkId': 'first', 'type': 'boolean'}, {'linkId': 'group', 'type': 'group', "
                + "'enableWhen': [{'question': '%s', 'operator': 'exists', 'answerBoolean': true}], 'item': [{'linkId': 'inner', 'type': 'boolean'}]}]}";
        Judged.of(form.formatted("first")).isRight();
        Judged.of(form.formatted("frist")).isWrong(QUESTION, "Questionnaire.item[1].enableWhen[0].question", "The nearest: first");
        Judged.of(form.formatted("inner")).isWrong(QUESTION, "Questionnaire.item[1].enableWhen[0].question", "is inside this item");
        Judged.of(form.formatted("group")).isWrong(QUESTION, "Questionnaire.item[1].enableWhen[0].question", "is this item itself");
    }

    @Test
    void two_conditions_say_whether_both_are_needed() {
        String form = "{'resourceType': 'Questionnaire', 'status': 'draft', 'item': [{'linkId': 'a', 'type': 'boolean'}, {'linkId': 'b', 'type': 'boolean', 'enableWhen': "
                + "[{'question': 'a', 'operator': 'exists', 'answerBoolean': true}, {'question': 'a', 'operator': '=', 'answerBoolean': true}]%s}]}";
        Judged.of(form.formatted(", 'enableBehavior': 'all'")).isRight();
        Judged.of(form.formatted("")).isWrong("que-12", "Questionnaire.item[1]", "enableBehavior must be specified");
    }

    // ---- definitions --------------------------------------------------------------------------------

    @Test
    void a_CapabilityStatement_has_the_types_of_parameters_right() {
        String statement = "{'resourceType': 'CapabilityStatement', 'status': 'draft', 'date': '2024-05-01', 'kind': 'requirements', 'fhirVersion': '4.0.1', 'format': "
                + "['json'], 'rest': [{'mode': 'server', 'resource': [{'type': 'Patient', 'searchParam': [{'name': 'birthdate', 'definition': "
                + "'http://hl7.org/fhir/SearchParameter/individual-birthdate', 'type': '%s'}]}]}], 'description': 'x'}";
        Judged.of(statement.formatted("date")).isRight();
        Judged.of(statement.formatted("string")).isWrong("capabilitystatement-definitions.html#CapabilityStatement.rest.resource.searchParam.type",
                "CapabilityStatement.rest[0].resource[0].searchParam[0].type", "Send date");
    }

    @Test
    void a_derived_parameter_is_like_the_one_it_is_derived_from() {
        String parameter = "{'resourceType': 'SearchParameter', 'url': 'http://a.example/SearchParameter/x', 'name': 'X', 'status': 'draft', 'description': 'x', 'code': 'x', "
                + "'derivedFrom': 'http://hl7.org/fhir/SearchParameter/Organization-name', 'base': ['%s'], 'type': '%s', 'expression': 'Organization.name'}";
        String rule = "searchparameter-definitions.html#SearchParameter.derivedFrom";
        Judged.of(parameter.formatted("Organization", "string")).isRight();
        Judged.of(parameter.formatted("Patient", "string")).isWrong(rule, "SearchParameter.base[0]", "not for Patient but for Organization");
        Judged.of(parameter.formatted("Organization", "token")).isWrong(rule, "SearchParameter.type", "Send string");
    }

    @Test
    void a_profile_speaks_of_elements_that_its_type_has() {
        String profile = "{'resourceType': 'StructureDefinition', 'url': 'http://a.example/StructureDefinition/x', 'name': 'X', 'status': 'draft', 'kind': 'resource', "
                + "'abstract': false, 'type': 'Observation', 'baseDefinition': 'http://hl7.org/fhir/StructureDefinition/Observation', 'derivation': 'constraint', "
                + "'differential': {'element': [{'id': 'Observation', 'path': 'Observation'}, {'id': 'x', 'path': '%s'}]}}";
        for (String path : new String[] {"Observation.value[x]", "Observation.valueQuantity", "Observation.valueQuantity.code", "Observation.value[x].coding.code",
            "Observation.component.referenceRange.low", "Observation.contained", "Observation.extension.extension.url", "Observation.status.extension"}) {
            Judged.of(profile.formatted(path)).isRight();
        }
        Judged.of(profile.formatted("Observation.valueBla")).isWrong("elementdefinition.html#path", "StructureDefinition.differential.element[1].path",
                "no element 'Observation.valueBla'");
        Judged.of(profile.formatted("Observation.code.codings.code")).isWrong("elementdefinition.html#path", "StructureDefinition.differential.element[1].path",
                "'Observation.code.codings'");
    }

    // ---- what to send instead -----------------------------------------------------------------------

    @Test
    void a_code_is_recognized_by_its_letters_or_its_text() {
        String weight = "{'resourceType': 'Observation', 'meta': {'profile': ['http://hl7.org/fhir/StructureDefinition/bodyweight']}, 'status': 'final', 'category': "
                + "[{'coding': [{'system': 'http://terminology.hl7.org/CodeSystem/observation-category', 'code': 'vital-signs'}]}], 'code': {'coding': [{'system': "
                + "'http://loinc.org', 'code': '29463-7'}]}, 'subject': {'reference': 'Patient/1'}, 'effectiveDateTime': '2024-05-01', 'valueQuantity': {'value': 80, "
                + "'unit': 'kg', 'system': 'http://unitsofmeasure.org', 'code': '%s'}}";
        Judged.of(weight.formatted("kg")).isRight();
        Judged.of(weight.formatted("KG")).isWrong("http://hl7.org/fhir/ValueSet/ucum-bodyweight|4.0.1", "Observation.value.ofType(Quantity).code",
                "The nearest that is in it: http://unitsofmeasure.org|kg");
        Judged.of("{'resourceType': 'Patient', 'maritalStatus': {'coding': [{'system': 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', 'code': 'Married'}]}}")
                .isWrong("http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", "Patient.maritalStatus.coding[0]", "The nearest that is in it: M.");
    }

    @Test
    void a_required_code_of_R4_names_its_value_set() {
        Judged.of("{'resourceType': 'Patient', 'name': [{'use': 'usual'}, {'use': 'oficial'}]}").isWrong("http://hl7.org/fhir/ValueSet/name-use", "Patient.name[1].use",
                "official");
        Judged.of("{'resourceType': 'Bundle', 'type': 'collection', 'entry': [{'resource': {'resourceType': 'Patient', 'gender': 'm'}}]}")
                .isWrong("http://hl7.org/fhir/ValueSet/administrative-gender", "Bundle.entry[0].resource.gender", "male");
    }

    @Test
    void a_missing_slice_says_what_it_is_known_by() {
        String pressure = "{'resourceType': 'Observation', 'meta': {'profile': ['http://hl7.org/fhir/StructureDefinition/bodyweight']}, 'status': 'final', 'category': "
                + "[{'text': 'vital'}], 'code': {'coding': [{'system': 'http://loinc.org', 'code': '29463-7'}]}, 'subject': {'reference': 'Patient/1'}, "
                + "'effectiveDateTime': '2024-05-01', 'dataAbsentReason': {'text': 'x'}}";
        Judged.of(pressure).isWrong("VSCat", "Observation.category", "It is the one with coding.code \"vital-signs\"");
    }

    @Test
    void a_missing_element_names_how_often_it_has_to_be_there() {
        Judged.of("{'resourceType': 'Patient', 'meta': {'profile': ['https://ketamine-record.example/fhir/StructureDefinition/ktr-patient']}, 'identifier': "
                + "[{'system': 'http://a.example/mrn', 'value': '1'}], 'gender': 'female', 'birthDate': '1980-01-01'}").isWrong("Patient.name 1..*", "Patient.name", "Send it");
    }

    @Test
    void an_extension_that_its_own_package_does_not_have_is_likely_a_mistake() {
        String patient = "{'resourceType': 'Patient', 'extension': [{'url': '%s', 'valueString': 'x'}]}";
        String own = "https://ketamine-record.example/fhir/StructureDefinition/";
        assertEquals(List.of("WARNING Did you mean " + own + "ktr-off-label?"), said(patient.formatted(own + "ktr-of-label")));
        assertEquals(List.of("INFORMATION ktr.packages.dir."), said(patient.formatted("https://a.example/StructureDefinition/x")));
    }

    /** Severity and last words of what is said of unknown extensions. */
    private static List<String> said(String json) {
        return OwnPackageTest.VALIDATOR.check(JsonReader.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), List.of()).stream()
                .filter(f -> f.code() == FaultCode.UNKNOWN_EXTENSION)
                .map(f -> f.severity() + " " + f.diagnostics().replaceFirst(".*(?=Did you mean|ktr\\.packages)", "")).toList();
    }
}
