package org.ketaminerecord.demo;


import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** How the tests read a chart. */
final class Charts {

    static final LocalDate TODAY = LocalDate.of(2026, 6, 3);

    private Charts() {
    }

    static Story story(String id) {
        return Story.ALL.stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
    }

    static List<JsonObject> chart(Story story, long seed) {
        return resources(DemoClinic.bundles(seed, TODAY).get(1 + Story.ALL.indexOf(story)));
    }

    static List<JsonObject> resources(JsonObject bundle) {
        return bundle.objects("entry").stream().map(e -> e.object("resource")).toList();
    }

    /** The administrations that belong to a session; the rescue medicine does not. */
    static Stream<JsonObject> ketamine(List<JsonObject> chart) {
        return ofType(chart, "MedicationAdministration").filter(r -> r.has("extension"));
    }

    static OffsetDateTime doseStart(JsonObject administration) {
        JsonObject period = administration.object("effectivePeriod");
        return OffsetDateTime.parse(
                period == null ? administration.string("effectiveDateTime") : period.string("start"));
    }

    static boolean hasCode(JsonObject resource, String code) {
        return resource.string("resourceType").equals("Observation")
                && resource.object("code").objects("coding").stream().anyMatch(c -> c.string("code").equals(code));
    }

    static int systolic(JsonObject reading) {
        return number(reading.objects("component").getFirst().object("valueQuantity"), "value").intValue();
    }

    static int minute(JsonObject observation) {
        JsonObject minutes = extension(observation, "ktr-minutes-from-dose-start");
        return number(minutes.object("valueQuantity"), "value").intValue();
    }

    static BigDecimal number(JsonObject of, String name) {
        return ((JsonNumber) of.get(name)).decimal();
    }

    static JsonObject extension(JsonObject element, String id) {
        return element.objects("extension").stream()
                .filter(e -> e.string("url").endsWith("/" + id)).findFirst().orElse(null);
    }

    static Stream<JsonObject> ofType(List<JsonObject> chart, String type) {
        return chart.stream().filter(r -> r.string("resourceType").equals(type));
    }
}
