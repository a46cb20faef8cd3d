package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.concept;
import static org.ketaminerecord.demo.Elements.identifier;
import static org.ketaminerecord.demo.Elements.list;
import static org.ketaminerecord.demo.Elements.reference;
import static org.ketaminerecord.demo.Elements.references;
import static org.ketaminerecord.demo.Elements.resource;
import static org.ketaminerecord.demo.Elements.strings;
import static org.ketaminerecord.demo.Elements.text;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/** What is known of a patient before the first dose: who they are, what ails them, what they agreed to, who helps. */
final class Background {

    private final Chart chart;
    private final Story story;
    private final Transaction transaction;
    private final LocalDate intake;

    private Background(Chart chart) {
        this.chart = chart;
        this.story = chart.story;
        this.transaction = chart.transaction;
        this.intake = Visit.evaluationDay(chart);
    }

    static void write(Chart chart) {
        Background background = new Background(chart);
        background.patient();
        background.escort();
        background.conditions();
        background.failedTrials();
        background.coverage();
        background.consents();
        background.careTeam();
    }

    private void patient() {
        Story.Person person = story.person();
        JsonObject mrn = identifier("mrn", story.id().toUpperCase(Locale.ROOT));
        mrn.insert(0, "use", new JsonString("usual"));
        mrn.insert(1, "type", Codes.hl7("v2-0203", "MR", "Medical record number").concept());
        transaction.put(story.id(), resource("Patient")
                .put("identifier", list(mrn))
                .put("active", true)
                .put("name", list(new JsonObject().put("use", "official").put("family", person.family())
                        .put("given", strings(person.given()))))
                .put("telecom", list(
                        new JsonObject().put("system", "phone").put("value", "555-01" + chart.between(20, 99))
                                .put("use", "mobile"),
                        new JsonObject().put("system", "email").put("value",
                                (person.given() + "." + person.family()).toLowerCase(Locale.ROOT)
                                        + "@patient.example")))
                .put("gender", person.gender())
                .put("birthDate", chart.today.minusYears(person.age())
                        .minusDays(chart.between(1, 364)).toString())
                .put("address", list(new JsonObject().put("use", "home")
                        .put("line", strings(chart.between(1, 180) + " Orchard Lane"))
                        .put("city", "Lakeside").put("state", "NY").put("postalCode", "00000").put("country", "US")))
                .put("communication", list(new JsonObject()
                        .put("language", new Code("urn:ietf:bcp:47", "en", "English").concept())
                        .put("preferred", true)))
                .put("generalPractitioner", references(Clinic.PSYCHIATRIST))
                .put("managingOrganization", reference(Clinic.ORGANIZATION)));
    }

    private void escort() {
        transaction.post("escort", resource("RelatedPerson")
                .put("active", true)
                .put("patient", reference(chart.patient))
                .put("relationship", list(text("Support person; takes the patient home after sessions")))
                .put("name", list(new JsonObject().put("family", story.person().family())
                        .put("given", strings("Robin"))))
                .put("telecom", list(new JsonObject().put("system", "phone")
                        .put("value", "555-01" + chart.between(20, 99)).put("use", "mobile"))));
    }

    private void conditions() {
        transaction.post("condition",
                condition(story.illness().diagnosis(), intake.minusMonths(chart.between(14, 60))));
        if (story.body().systolic() > 130) {
            transaction.post("hypertension",
                    condition(List.of(Codes.I10, Codes.HYPERTENSION), intake.minusYears(4)));
        }
    }

    private JsonObject condition(List<Code> codes, LocalDate onset) {
        return resource("Condition")
                .put("clinicalStatus", Codes.hl7("condition-clinical", "active", "Active").concept())
                .put("verificationStatus", Codes.hl7("condition-ver-status", "confirmed", "Confirmed").concept())
                .put("category", list(
                        Codes.hl7("condition-category", "problem-list-item", "Problem List Item").concept()))
                .put("code", concept(codes.toArray(Code[]::new)))
                .put("subject", reference(chart.patient))
                .put("onsetDateTime", onset.toString())
                .put("recordedDate", intake.toString())
                .put("recorder", reference(Clinic.PSYCHIATRIST));
    }

    /** The trials that make a depression treatment resistant, kept readable for a system without our extensions. */
    private void failedTrials() {
        List<String> trials = story.illness().trials();
        for (int i = 0; i < trials.size(); i++) {
            LocalDate end = intake.minusWeeks(20L * (trials.size() - i) - 16);
            int weeks = chart.between(8, 14);
            transaction.post("trial-" + i, resource("MedicationStatement")
                    .put("status", "stopped")
                    .put("statusReason", list(text("Too little effect at an adequate dose for " + weeks + " weeks")))
                    .put("medicationCodeableConcept", text(trials.get(i)))
                    .put("subject", reference(chart.patient))
                    .put("effectivePeriod", Elements.period(end.minusWeeks(weeks), end))
                    .put("dateAsserted", intake.toString())
                    .put("informationSource", reference(chart.patient))
                    .put("reasonReference", references(chart.condition)));
        }
    }

    private void coverage() {
        transaction.post("coverage", resource("Coverage")
                .put("identifier", list(identifier("coverage", story.id() + "-coverage")))
                .put("status", "active")
                .put("type", Codes.hl7("v3-ActCode", "EHCPOL", "extended healthcare").concept())
                .put("subscriber", reference(chart.patient))
                .put("subscriberId", "HM-" + chart.between(100000, 999999))
                .put("beneficiary", reference(chart.patient))
                .put("relationship", Codes.hl7("subscriber-relationship", "self", "Self").concept())
                .put("period", new JsonObject().put("start", intake.withDayOfYear(1).toString()))
                .put("payor", references(Clinic.PAYER)));
    }

    private void consents() {
        Code treatment = story.method() == Method.NASAL_SPRAY
                ? Codes.own("ktr-consent-type", "rems-enrolment", "REMS enrolment")
                : Codes.own("ktr-consent-type", "ketamine-off-label-treatment", "Off-label treatment with ketamine");
        consent("consent-treatment", "treatment", "Treatment", treatment, "TREAT", "treatment");
        consent("consent-journal", "patient-privacy", "Privacy Consent",
                Codes.own("ktr-consent-type", "journal-sharing", "Sharing of the journal with the clinic"),
                "CAREMGT", "care management");
    }

    private void consent(String key, String scope, String scopeDisplay, Code kind, String purpose, String display) {
        transaction.post(key, resource("Consent")
                .put("status", "active")
                .put("scope", Codes.hl7("consentscope", scope, scopeDisplay).concept())
                .put("category", list(Codes.PATIENT_CONSENT.concept(), kind.concept()))
                .put("patient", reference(chart.patient))
                .put("dateTime", Elements.time(chart.at(intake, 10, 50)))
                .put("performer", references(chart.patient))
                .put("organization", references(Clinic.ORGANIZATION))
                .put("policyRule", Codes.hl7("v3-ActCode", "OPTIN", "opt-in").concept())
                .put("provision", new JsonObject().put("type", "permit")
                        .put("period", Elements.period(intake, intake.plusYears(1)))
                        .put("purpose", list(Codes.hl7("v3-ActReason", purpose, display).coding()))));
    }

    private void careTeam() {
        JsonArray participants = list(
                participant("Prescriber", Clinic.PSYCHIATRIST),
                participant("Monitor during sessions", Clinic.NURSE),
                participant("Therapist", Clinic.THERAPIST),
                participant("Support person", chart.escort),
                participant("Patient", chart.patient));
        transaction.post("care-team", resource("CareTeam")
                .put("status", "active")
                .put("name", "Ketamine treatment team of " + story.name())
                .put("subject", reference(chart.patient))
                .put("period", new JsonObject().put("start", intake.toString()))
                .put("participant", participants)
                .put("reasonReference", references(chart.condition))
                .put("managingOrganization", references(Clinic.ORGANIZATION)));
    }

    private static JsonObject participant(String role, String member) {
        return new JsonObject().put("role", list(text(role))).put("member", reference(member));
    }
}
