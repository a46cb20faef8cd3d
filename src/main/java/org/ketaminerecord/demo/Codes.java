package org.ketaminerecord.demo;

/** Every code that the demonstration uses, by the system it belongs to. */
final class Codes {

    /** The base of everything that this project defines itself. */
    static final String OWN = "https://ketamine-record.example/fhir/";

    private static final String SNOMED = "http://snomed.info/sct";
    private static final String LOINC = "http://loinc.org";
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private static final String ICD10 = "http://hl7.org/fhir/sid/icd-10-cm";

    // medicines
    static final Code KETAMINE = rxnorm("6130", "ketamine");
    static final Code ESKETAMINE = rxnorm("2119365", "esketamine");
    static final Code KETAMINE_INJECTION = rxnorm("238084", "ketamine 50 MG/ML Injectable Solution");
    static final Code SPRAVATO_56 = rxnorm("2119391",
            "{2 (0.2 ML) (esketamine 140 MG/ML Nasal Spray [Spravato]) } Pack [Spravato 56 MG Dose Kit]");
    static final Code SPRAVATO_84 = rxnorm("2119389",
            "{3 (0.2 ML) (esketamine 140 MG/ML Nasal Spray [Spravato]) } Pack [Spravato 84 MG Dose Kit]");
    static final Code LABETALOL = rxnorm("896771", "labetalol hydrochloride 5 MG/ML Injectable Solution");
    static final Code NASAL_SPRAY_FORM = snomed("385158002", "Nasal spray solution (qualifier value)");
    static final Code SUBLINGUAL_FORM = snomed("385084005", "Sublingual tablet (qualifier value)");

    // routes, sites, devices, kinds of visit and of care
    static final Code INTRAVENOUS = snomed("47625008", "Intravenous route (qualifier value)");
    static final Code INTRAVENOUS_PUSH = snomed("404816009", "Intravenous push route (qualifier value)");
    static final Code NASAL = snomed("46713006", "Nasal route (qualifier value)");
    static final Code ORAL = snomed("26643006", "Oral route (qualifier value)");
    static final Code SUBLINGUAL = snomed("37839007", "Sublingual route (qualifier value)");
    static final Code ANTECUBITAL = snomed("90837009", "Antecubital region structure");
    static final Code INFUSION_PUMP = snomed("430033006", "Infusion pump (physical object)");
    static final Code TREATMENT_VISIT = snomed("308335008", "Patient encounter procedure (procedure)");
    static final Code FOLLOW_UP_VISIT = snomed("390906007", "Follow-up encounter (procedure)");
    static final Code CBT = snomed("228557008", "Cognitive and behavioral therapy (regime/therapy)");
    static final Code LIFESTYLE_EDUCATION = snomed("313204009", "Lifestyle education (procedure)");
    static final Code SUPPORT_GROUP =
            snomed("410318000", "Support group education, guidance, and counseling (procedure)");

    // diagnoses
    static final Code F33_1 = icd10("F33.1", "Major depressive disorder, recurrent, moderate");
    static final Code F33_2 =
            icd10("F33.2", "Major depressive disorder, recurrent severe without psychotic features");
    static final Code F32_2 =
            icd10("F32.2", "Major depressive disorder, single episode, severe without psychotic features");
    static final Code I10 = icd10("I10", "Essential (primary) hypertension");
    static final Code TREATMENT_RESISTANT = snomed("1153570009", "Treatment resistant depression (disorder)");
    static final Code MDD_RECURRENT = snomed("66344007", "Recurrent major depression (disorder)");
    static final Code MDD_SINGLE = snomed("36923009", "Major depression, single episode (disorder)");
    static final Code HYPERTENSION = snomed("59621000", "Essential hypertension (disorder)");

    // side effects
    static final Code DIZZINESS = snomed("404640003", "Dizziness (finding)");
    static final Code NAUSEA = snomed("422587007", "Nausea (finding)");
    static final Code DROWSY = snomed("271782001", "Drowsy (finding)");
    static final Code HEADACHE = snomed("25064002", "Headache (finding)");
    static final Code NUMBNESS = snomed("44077006", "Numbness (finding)");
    static final Code TASTE_ALTERED = snomed("271801002", "Taste sense altered (finding)");
    static final Code BLOOD_PRESSURE_RAISED = snomed("24184005", "Increased blood pressure (finding)");

    // vital signs and scores
    static final Code BLOOD_PRESSURE = loinc("85354-9", "Blood pressure panel with all children optional");
    static final Code SYSTOLIC = loinc("8480-6", "Systolic blood pressure");
    static final Code DIASTOLIC = loinc("8462-4", "Diastolic blood pressure");
    static final Code HEART_RATE = loinc("8867-4", "Heart rate");
    static final Code PULSE_OXIMETRY = loinc("59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry");
    static final Code OXYGEN_SATURATION = loinc("2708-6", "Oxygen saturation in Arterial blood");
    static final Code BODY_WEIGHT = loinc("29463-7", "Body weight");
    static final Code BODY_HEIGHT = loinc("8302-2", "Body height");
    static final Code PHQ9_PANEL = loinc("44249-1", "PHQ-9 quick depression assessment panel [Reported.PHQ]");
    static final Code PHQ9_TOTAL =
            loinc("44261-6", "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]");
    static final Code SLEEP_DURATION = loinc("93832-4", "Sleep duration");
    static final Code SESSION_NOTE = loinc("28570-0", "Procedure note");
    static final Code PROGRESS_NOTE = loinc("34904-3", "Mental health Progress note");
    static final Code PATIENT_CONSENT = loinc("59284-0", "Patient Consent");

    // this project's own
    static final Code CADSS_6 = own("ktr-assessment", "cadss-6-total", "CADSS-6 total score");
    static final Code MOAAS = own("ktr-assessment", "moaas-score", "MOAA/S score");
    static final Code MADRS = own("ktr-assessment", "madrs-total", "MADRS total score");
    static final Code DISCHARGE_READY = own("ktr-assessment", "discharge-ready", "Ready for discharge");
    static final Code EVALUATION = own("ktr-session-type", "evaluation", "Evaluation");
    static final Code INDUCTION = own("ktr-course-stage", "induction", "Induction");
    static final Code OPTIMIZATION = own("ktr-course-stage", "optimization", "Optimization");
    static final Code MAINTENANCE = own("ktr-course-stage", "maintenance", "Maintenance");

    // US Core's
    static final Code ASSESS_PLAN = usCore("careplan-category", "assess-plan", "Assessment and Plan of Treatment");
    static final Code CLINICAL_NOTE = usCore("us-core-documentreference-category", "clinical-note", "Clinical Note");
    static final Code TRANSMITTER = usCore("us-core-provenance-participant-type", "transmitter", "Transmitter");

    // FHIR's and HL7's
    static final Code VITAL_SIGNS = category("vital-signs", "Vital Signs");
    static final Code SURVEY = category("survey", "Survey");
    static final Code EXAM = category("exam", "Exam");
    static final Code AMBULATORY = hl7("v3-ActCode", "AMB", "ambulatory");

    private Codes() {
    }

    static Code snomed(String code, String display) {
        return new Code(SNOMED, code, display);
    }

    static Code loinc(String code, String display) {
        return new Code(LOINC, code, display);
    }

    static Code rxnorm(String code, String display) {
        return new Code(RXNORM, code, display);
    }

    static Code icd10(String code, String display) {
        return new Code(ICD10, code, display);
    }

    /** A code of a system at terminology.hl7.org. */
    static Code hl7(String system, String code, String display) {
        return new Code("http://terminology.hl7.org/CodeSystem/" + system, code, display);
    }

    /** A code of a system that this project defines. */
    static Code own(String system, String code, String display) {
        return new Code(OWN + "CodeSystem/" + system, code, display);
    }

    private static Code usCore(String system, String code, String display) {
        return new Code("http://hl7.org/fhir/us/core/CodeSystem/" + system, code, display);
    }

    private static Code category(String code, String display) {
        return hl7("observation-category", code, display);
    }
}
