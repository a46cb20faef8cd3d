package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.extension;
import static org.ketaminerecord.demo.Elements.identifier;
import static org.ketaminerecord.demo.Elements.list;
import static org.ketaminerecord.demo.Elements.quantity;
import static org.ketaminerecord.demo.Elements.reference;
import static org.ketaminerecord.demo.Elements.references;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.ketaminerecord.demo.Stage.Fate;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** The dose of one session: what was given, how, by whom; or that it was not given, and why. */
final class Administration {

    private final Session session;
    private final Chart chart;

    Administration(Session session) {
        this.session = session;
        this.chart = session.chart;
    }

    void write() {
        JsonArray extensions = session.place();
        if (session.method == Method.NASAL_SPRAY && session.planned.dose() instanceof Dose.Fixed fixed) {
            extensions.add(extension("ktr-device-count", "valuePositiveInt",
                    new JsonNumber(Integer.toString(fixed.units()))));
        }
        JsonObject resource = Elements.resource("MedicationAdministration")
                .put("extension", extensions)
                .put("identifier", list(identifier("administration", chart.story.id() + "-" + session.key)))
                .put("status", status())
                .put("category", Codes.hl7("medication-admin-category", "outpatient", "Outpatient").concept())
                .put("subject", reference(chart.patient))
                .put("context", reference(session.encounter))
                .put("reasonReference", references(chart.condition))
                .put("request", reference(session.course.order(session.planned)));
        medicine(session.method, session.planned.dose(), resource);
        if (session.planned.fate() == Fate.MISSED) {
            resource.put("statusReason", list(hold("missed-session", "Session missed", "The patient had a cold")))
                    .put("effectiveDateTime", Elements.time(session.doseStart));
        } else {
            given(resource);
        }
        chart.transaction.post(session.key + "-administration", resource);
    }

    /** Puts the medicine into a request or an administration: by code where one exists, else by the lot in stock. */
    static void medicine(Method method, Dose dose, JsonObject resource) {
        switch (method) {
            case INFUSION -> resource.put("medicationCodeableConcept", Codes.KETAMINE_INJECTION.concept());
            case NASAL_SPRAY -> resource.put("medicationReference",
                    reference(dose.mg(BigDecimal.ONE).intValue() == 56 ? Clinic.SPRAVATO_56 : Clinic.SPRAVATO_84));
            case ORAL -> resource.put("medicationReference", reference(Clinic.ORAL_SOLUTION));
            case AT_HOME -> resource.put("medicationReference", reference(Clinic.TROCHE));
        }
    }

    private String status() {
        return switch (session.planned.fate()) {
            case GIVEN -> "completed";
            case STOPPED -> "stopped";
            case MISSED -> "not-done";
        };
    }

    private void given(JsonObject resource) {
        if (session.planned.fate() == Fate.STOPPED) {
            resource.put("statusReason", list(hold("blood-pressure", "Blood pressure",
                    "Two readings above 180/110 five minutes apart")));
        }
        resource.put("effectivePeriod", Elements.period(session.doseStart, session.at(session.dosingEnd())));
        resource.put("performer", switch (session.method) {
            case INFUSION -> list(performer("performer", "Performer", Clinic.NURSE));
            case NASAL_SPRAY, ORAL, AT_HOME -> list(performer("performer", "Performer", chart.patient),
                    performer("witness", "Witness", Clinic.NURSE));
        });
        if (session.method == Method.INFUSION) {
            resource.put("device", references(Clinic.PUMP));
        }
        resource.put("dosage", dosage(givenMg()));
    }

    /** The part of the ordered dose that went in before the infusion was stopped, or all of it. */
    private BigDecimal givenMg() {
        return session.orderedMg.multiply(BigDecimal.valueOf(session.dosingEnd()))
                .divide(BigDecimal.valueOf(session.method.dosingEnd), session.orderedMg.scale(), RoundingMode.HALF_UP);
    }

    private JsonObject dosage(BigDecimal mg) {
        JsonObject dosage = new JsonObject();
        String ordered = session.planned.dose().words();
        String by = switch (session.method) {
            case INFUSION -> " intravenously over " + session.dosingEnd() + " minutes";
            case NASAL_SPRAY -> " by nasal spray, five minutes between devices";
            case ORAL -> " by mouth, swallowed under observation";
            case AT_HOME -> " under the tongue at home, under observation by video";
        };
        if (session.planned.dose() instanceof Dose.PerKilogram perKg) {
            boolean stopped = session.planned.fate() == Fate.STOPPED;
            BigDecimal real = stopped ? mg.divide(chart.weight, 3, RoundingMode.HALF_UP) : perKg.mgPerKg();
            dosage.put("extension", list(
                    extension("ktr-dosing-weight", "valueQuantity", quantity(chart.weight, "kg")),
                    extension("ktr-weight-based-dose", "valueQuantity", quantity(real, "mg/kg"))));
            dosage.put("text", "Ketamine " + mg + " mg" + by
                    + (stopped ? "; stopped, " + ordered + " was ordered" : " (" + ordered + ")"));
            dosage.put("site", Codes.ANTECUBITAL.concept());
        } else {
            dosage.put("text", (session.method == Method.NASAL_SPRAY ? "Esketamine " : "Ketamine ") + ordered + by);
        }
        dosage.put("route", session.method.route.concept()).put("dose", quantity(mg, "mg"));
        if (session.planned.dose() instanceof Dose.PerKilogram perKg) {
            dosage.put("rateQuantity", quantity(rate(perKg, session.method), "mg/kg/h"));
        }
        return dosage;
    }

    /** Milligrams per kilogram and hour of an infusion that runs its whole time. */
    static BigDecimal rate(Dose.PerKilogram dose, Method method) {
        return dose.mgPerKg().multiply(BigDecimal.valueOf(60))
                .divide(BigDecimal.valueOf(method.dosingEnd), 2, RoundingMode.HALF_UP);
    }

    private static JsonObject performer(String function, String display, String actor) {
        return new JsonObject().put("function", Codes.hl7("med-admin-perform-function", function, display).concept())
                .put("actor", reference(actor));
    }

    private static JsonObject hold(String code, String display, String why) {
        return Codes.own("ktr-hold-reason", code, display).concept().put("text", why);
    }
}
