package org.ketaminerecord.demo;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ketaminerecord.json.JsonObject;

/** Which profile of this project a resource says that it meets: {@code meta.profile}. */
final class Claims {

    private static final String PROFILES = Codes.OWN + "StructureDefinition/ktr-";

    /** Of the types whose resources here are all of one kind. */
    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("Patient", "patient"), Map.entry("CareTeam", "care-team"), Map.entry("CarePlan", "course-plan"), Map.entry("Goal", "response-goal"),
            Map.entry("Consent", "treatment-consent"), Map.entry("MedicationStatement", "antidepressant-trial"), Map.entry("Medication", "ketamine-medication"),
            Map.entry("MedicationRequest", "ketamine-order"), Map.entry("AdverseEvent", "adverse-event"), Map.entry("Provenance", "provenance"));

    /** Of observations, by their first code. Weight, height and the single answers of a form are everybody's. */
    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry(Codes.PHQ9_TOTAL.code(), "phq-9"), Map.entry(Codes.MADRS.code(), "madrs"), Map.entry(Codes.CADSS_6.code(), "dissociation"),
            Map.entry(Codes.MOAAS.code(), "sedation"), Map.entry(Codes.DISCHARGE_READY.code(), "discharge-readiness"),
            Map.entry(Codes.DIZZINESS.code(), "side-effect"), Map.entry(Codes.NAUSEA.code(), "side-effect"), Map.entry(Codes.DROWSY.code(), "side-effect"),
            Map.entry(Codes.HEADACHE.code(), "side-effect"), Map.entry(Codes.NUMBNESS.code(), "side-effect"),
            Map.entry(Codes.TASTE_ALTERED.code(), "side-effect"), Map.entry(Codes.SLEEP_DURATION.code(), "journal-entry"),
            Map.entry("journal-mood", "journal-entry"), Map.entry("journal-energy", "journal-entry"), Map.entry("journal-anxiety", "journal-entry"));

    /** Of vital signs within a session. */
    private static final Map<String, String> IN_SESSION = Map.of(Codes.BLOOD_PRESSURE.code(), "session-blood-pressure",
            Codes.HEART_RATE.code(), "session-heart-rate", Codes.PULSE_OXIMETRY.code(), "session-pulse-oximetry");

    /** The diagnoses that are treated. */
    private static final Set<String> DEPRESSION = Set.of(Codes.F33_1.code(), Codes.F33_2.code(), Codes.F32_2.code());

    private Claims() {
    }

    /** The canonical of the profile; empty for what the project has no profile for. */
    static Optional<String> of(JsonObject resource) {
        String type = resource.string("resourceType");
        return Optional.ofNullable(switch (type) {
            case "Encounter" -> resource.objects("type").getFirst().objects("coding").getFirst().string("code").equals(Codes.EVALUATION.code())
                    ? "evaluation-visit" : "treatment-session";
            case "Condition" -> DEPRESSION.contains(code(resource)) ? "depression-condition" : null;
            case "MedicationAdministration" -> resource.has("extension") ? "ketamine-administration" : null;      // the rescue medicine has none
            case "QuestionnaireResponse" -> resource.string("questionnaire").endsWith("/mood-journal") ? "journal-response" : null;
            case "Observation" -> resource.has("extension") && IN_SESSION.containsKey(code(resource)) ? IN_SESSION.get(code(resource))
                    : BY_CODE.get(code(resource));
            default -> BY_TYPE.get(type);
        }).map(name -> PROFILES + name);
    }

    private static String code(JsonObject resource) {
        return resource.object("code").objects("coding").getFirst().string("code");
    }
}
