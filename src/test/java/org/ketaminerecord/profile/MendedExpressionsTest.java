package org.ketaminerecord.profile;

import org.junit.jupiter.api.Test;

/** Invariants of R4 that are judged by their sentences where their expressions say something else. */
class MendedExpressionsTest {

    @Test
    void bdl_8_needs_no_fullUrl() {
        String bundle = "{'resourceType': 'Bundle', 'type': 'collection', 'entry': [{%s'resource': {'resourceType': 'Patient', 'id': '1'}}]}";
        Judged.of(bundle.formatted("")).isRight();
        Judged.of(bundle.formatted("'fullUrl': 'https://a.example/fhir/x/_history/1', ")).isWrong("bdl-8", "Bundle.entry[0]", "version specific");
    }

    @Test
    void que_7_means_FHIRs_boolean() {
        String form = "{'resourceType': 'Questionnaire', 'status': 'draft', 'item': [{'linkId': 'a', 'type': 'boolean'}, {'linkId': 'b', 'type': 'boolean', 'enableWhen': "
                + "[{'question': 'a', 'operator': 'exists', %s}]}]}";
        Judged.of(form.formatted("'answerBoolean': true")).isRight();
        Judged.of(form.formatted("'answerInteger': 1")).isWrong("que-7", "Questionnaire.item[1].enableWhen[0]", "must be a boolean");
    }

    @Test
    void ras_2_is_of_a_probability_that_is_there() {
        String risk = "{'resourceType': 'RiskAssessment', 'status': 'final', 'subject': {'display': 'x'}, 'prediction': [{'outcome': {'text': 'x'}%s}]}";
        Judged.of(risk.formatted("")).isRight();
        Judged.of(risk.formatted(", 'probabilityDecimal': 100")).isRight();
        Judged.of(risk.formatted(", 'probabilityDecimal': 100.1")).isWrong("ras-2", "RiskAssessment.prediction[0]", "<= 100");
    }

    @Test
    void times_that_are_not_equally_exact_are_not_said_to_be_in_the_wrong_order() {
        String task = "{'resourceType': 'Task', 'status': 'draft', 'intent': 'order', 'authoredOn': '%s', 'lastModified': '2024-05-01T10:00:00Z'}";
        Judged.of(task.formatted("2024-05-01T10:00:00Z")).isRight();
        Judged.of(task.formatted("2024-05-01")).isRight();
        Judged.of(task.formatted("2024-05-01T10:00:01Z")).isWrong("inv-1", "Task", "greater than or equal");
        String dispense = "{'resourceType': 'MedicationDispense', 'status': 'completed', 'medicationCodeableConcept': {'text': 'x'}, 'whenPrepared': '%s', "
                + "'whenHandedOver': '2024-05-01T10:00:00Z'}";
        Judged.of(dispense.formatted("2024-05-01")).isRight();
        Judged.of(dispense.formatted("2024-05-01T10:00:01Z")).isWrong("mdd-1", "MedicationDispense", "whenHandedOver cannot be before whenPrepared");
    }

    @Test
    void the_ends_of_a_range_of_different_units_are_not_compared() {
        String goal = "{'resourceType': 'Observation', 'status': 'final', 'code': {'text': 'x'}, 'valueRange': {'low': {'value': 2%s}, 'high': {'value': 1%s}}}";
        Judged.of(goal.formatted(", 'unit': 'mg'", ", 'unit': 'g'").replace("'value': 1", "'value': 3")).isRight();
        Judged.of(goal.formatted("", "")).isWrong("rng-2", "Observation.value.ofType(Range)", "low");
    }

    @Test
    void tim_9_is_for_several_times_too() {
        String request = "{'resourceType': 'MedicationRequest', 'status': 'active', 'intent': 'order', 'medicationCodeableConcept': {'text': 'x'}, 'subject': "
                + "{'display': 'x'}, 'dosageInstruction': [{'timing': {'repeat': {'offset': 30, 'when': [%s]}}}]}";
        Judged.of(request.formatted("'ACM', 'ACV'")).isRight();
        Judged.of(request.formatted("'ACM', 'CV'")).isWrong("tim-9", "MedicationRequest.dosageInstruction[0].timing.repeat", "offset");
    }

    @Test
    void a_careteam_member_that_is_not_sent_along_is_not_judged() {
        Judged.of("{'resourceType': 'CareTeam', 'participant': [{'member': {'reference': 'Practitioner/1'}, 'onBehalfOf': {'reference': 'Organization/1'}}]}").isRight();
    }

    @Test
    void vs_1_is_of_times_not_of_periods() {
        String weight = "{'resourceType': 'Observation', 'meta': {'profile': ['http://hl7.org/fhir/StructureDefinition/vitalsigns']}, 'status': 'final', 'category': "
                + "[{'coding': [{'system': 'http://terminology.hl7.org/CodeSystem/observation-category', 'code': 'vital-signs'}]}], 'code': {'text': 'x'}, 'subject': "
                + "{'reference': 'Patient/1'}, %s, 'valueInteger': 1}";
        Judged.of(weight.formatted("'effectivePeriod': {'start': '2024-05-01'}")).isRight();
        Judged.of(weight.formatted("'effectiveDateTime': '2024-05-01'")).isRight();
        Judged.of(weight.formatted("'effectiveDateTime': '2024-05'")).isWrong("vs-1", "Observation.effective.ofType(dateTime)", "day");
    }
}
