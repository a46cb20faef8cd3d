package org.ketaminerecord.integrators;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.math.BigDecimal;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

public class FirstScore {

    static final String PROFILES = "https://ketamine-record.example/fhir/StructureDefinition/";

    public static void main(String[] args) {
        String base = args.length > 0 ? args[0] : "http://localhost:8080/fhir";
        IGenericClient client = FhirContext.forR4().newRestfulGenericClient(base);

        // a patient, created once however often this runs
        Patient patient = new Patient();
        patient.getMeta().addProfile(PROFILES + "ktr-patient");
        patient.addIdentifier().setSystem("https://clinic.example/mrn").setValue("18");
        patient.addName().setFamily("Keller").addGiven("Ada");
        patient.setGender(AdministrativeGender.FEMALE);
        String id = client.create().resource(patient).conditional()
                .where(Patient.IDENTIFIER.exactly().systemAndIdentifier("https://clinic.example/mrn", "18"))
                .execute().getId().toUnqualifiedVersionless().getValue();

        // a PHQ-9 total with two mistakes: no category, and 28 of 27 points
        Observation score = new Observation();
        score.getMeta().addProfile(PROFILES + "ktr-phq-9");
        score.setStatus(Observation.ObservationStatus.FINAL);
        score.getCode().addCoding().setSystem("http://loinc.org").setCode("44261-6");
        score.setSubject(new Reference(id)).setEffective(new DateTimeType("2026-03-02T10:15:00-05:00"));
        score.setValue(new Quantity().setValue(new BigDecimal(28)).setUnit("{score}").setSystem("http://unitsofmeasure.org").setCode("{score}"));

        // ask what is wrong with it, without storing it
        OperationOutcome outcome = (OperationOutcome) client.validate().resource(score).execute().getOperationOutcome();
        for (OperationOutcome.OperationOutcomeIssueComponent issue : outcome.getIssue()) {
            System.out.println(issue.getSeverity().toCode() + " " + issue.getExpression() + " " + issue.getDiagnostics());
        }

        // it would be refused with the same issues
        try {
            client.create().resource(score).execute();
        } catch (UnprocessableEntityException refused) {
            System.out.println("refused: " + ((OperationOutcome) refused.getOperationOutcome()).getIssue().size() + " issues");
        }

        // mend it, and store it
        score.addCategory().addCoding().setSystem("http://terminology.hl7.org/CodeSystem/observation-category").setCode("survey");
        score.getValueQuantity().setValue(new BigDecimal(12));
        System.out.println("stored as " + client.create().resource(score).execute().getId().toUnqualifiedVersionless().getResourceType());
    }
}
