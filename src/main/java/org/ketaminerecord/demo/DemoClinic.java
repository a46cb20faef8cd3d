package org.ketaminerecord.demo;

import static org.ketaminerecord.demo.Elements.list;
import static org.ketaminerecord.demo.Elements.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/**
 * The demonstration clinic. Everything follows from a seed and a day: the same two give the same bytes, on every
 * machine.
 */
public final class DemoClinic {

    private DemoClinic() {
    }

    /**
     * The transaction bundles of the clinic, to be sent in this order: first the clinic itself, then one for each
     * patient.
     *
     * @param seed  moves every reading a little; the stories stay the same
     * @param today the day on which the clinic is looked at; all that happened was before it
     */
    public static List<JsonObject> bundles(long seed, LocalDate today) {
        List<JsonObject> bundles = new ArrayList<>();
        bundles.add(Clinic.bundle(seed, today));
        for (Story story : Story.ALL) {
            bundles.add(patient(new Chart(story, seed, today)));
        }
        return bundles;
    }

    private static JsonObject patient(Chart chart) {
        Background.write(chart);
        Visit.evaluation(chart);
        Course.writeAll(chart);
        Journal.write(chart);
        provenance(chart);
        return chart.transaction.bundle();
    }

    /** Who stands behind the course: its plans and goals, its orders, its visits and its doses. */
    private static void provenance(Chart chart) {
        JsonArray targets = new JsonArray();
        chart.transaction.urls("CarePlan", "Goal", "MedicationRequest", "Encounter", "MedicationAdministration")
                .forEach(url -> targets.add(reference(url)));
        chart.transaction.post("provenance", Elements.resource("Provenance")
                .put("target", targets)
                .put("recorded", Elements.time(chart.at(chart.today.minusDays(1), 18, 0)))
                .put("activity", Codes.hl7("v3-DataOperation", "CREATE", "create").concept())
                .put("agent", list(
                        agent(Codes.hl7("provenance-participant-type", "author", "Author"), Clinic.PSYCHIATRIST)
                                .put("onBehalfOf", reference(Clinic.ORGANIZATION)),
                        agent(Codes.TRANSMITTER, Clinic.ORGANIZATION))));
    }

    private static JsonObject agent(Code type, String who) {
        return new JsonObject().put("type", type.concept()).put("who", reference(who));
    }
}
