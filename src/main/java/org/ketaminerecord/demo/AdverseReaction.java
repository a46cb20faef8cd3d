package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.extension;
import static org.ketaminerecord.demo.Elements.identifier;
import static org.ketaminerecord.demo.Elements.list;
import static org.ketaminerecord.demo.Elements.quantity;
import static org.ketaminerecord.demo.Elements.reference;
import static org.ketaminerecord.demo.Elements.references;

import org.ketaminerecord.json.JsonObject;

/** The rise of blood pressure for which an infusion was stopped, and the medicine that was given against it. */
final class AdverseReaction {

    private static final int RESCUE_AT = Session.STOPPED_AT + 3;

    private AdverseReaction() {
    }

    static void write(Session session) {
        Chart chart = session.chart;
        chart.transaction.post(session.key + "-rescue", rescue(session));
        chart.transaction.post(session.key + "-adverse-event", Elements.resource("AdverseEvent")
                .put("extension", list(
                        Session.minutes(session.peak()),
                        action("infusion-stopped", "Infusion stopped"),
                        action("medication-given", "Medication given")))
                .put("identifier", identifier("adverse-event", chart.story.id() + "-" + session.key))
                .put("actuality", "actual")
                .put("event", Codes.BLOOD_PRESSURE_RAISED.concept())
                .put("subject", reference(chart.patient))
                .put("encounter", reference(session.encounter))
                .put("date", Elements.time(session.at(session.peak())))
                .put("detected", Elements.time(session.at(session.peak())))
                .put("recordedDate", Elements.time(session.at(session.method.end)))
                .put("location", reference(Clinic.ROOM))
                .put("seriousness", Codes.hl7("adverse-event-seriousness", "Non-serious", "Non-serious").concept())
                .put("severity", Codes.hl7("adverse-event-severity", "severe", "Severe").concept())
                .put("outcome", Codes.hl7("adverse-event-outcome", "resolved", "Resolved").concept())
                .put("recorder", reference(Clinic.NURSE))
                .put("contributor", references(Clinic.PSYCHIATRIST))
                .put("suspectEntity", list(new JsonObject().put("instance", reference(session.administration))
                        .put("causality", list(new JsonObject().put("assessment", Codes.hl7(
                                "adverse-event-causality-assess", "Probably-Likely", "Probably/likely").concept()))))));
    }

    private static JsonObject rescue(Session session) {
        Chart chart = session.chart;
        return Elements.resource("MedicationAdministration")
                .put("identifier", list(identifier("administration", chart.story.id() + "-" + session.key + "-rescue")))
                .put("status", "completed")
                .put("category", Codes.hl7("medication-admin-category", "outpatient", "Outpatient").concept())
                .put("medicationCodeableConcept", Codes.LABETALOL.concept())
                .put("subject", reference(chart.patient))
                .put("context", reference(session.encounter))
                .put("effectiveDateTime", Elements.time(session.at(RESCUE_AT)))
                .put("performer", list(new JsonObject().put("actor", reference(Clinic.NURSE))))
                .put("reasonCode", list(Codes.BLOOD_PRESSURE_RAISED.concept()))
                .put("dosage", new JsonObject().put("text", "Labetalol 10 mg intravenously, slowly")
                        .put("route", Codes.INTRAVENOUS_PUSH.concept()).put("dose", quantity(10, "mg")));
    }

    private static JsonObject action(String code, String display) {
        return extension("ktr-action-taken", "valueCodeableConcept",
                Codes.own("ktr-action-taken", code, display).concept());
    }
}
