package org.ketaminerecord.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** FHIR's data types, as small functions to write a resource with. */
final class Elements {

    /** The systems of identifiers that the clinic gives out all begin so. */
    static final String CLINIC = "https://clinic.example/fhir/";

    private static final String UCUM = "http://unitsofmeasure.org";
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    private Elements() {
    }

    static JsonObject resource(String type) {
        return new JsonObject().put("resourceType", type);
    }

    static JsonArray list(JsonValue... values) {
        return JsonArray.of(values);
    }

    static JsonArray strings(String... values) {
        return JsonArray.of(Arrays.stream(values).map(JsonString::new).toList());
    }

    static JsonNumber decimal(BigDecimal value) {
        return new JsonNumber(value.toPlainString());
    }

    /** A CodeableConcept of several codings for one meaning. */
    static JsonObject concept(Code... codes) {
        return new JsonObject().put("coding", JsonArray.of(Arrays.stream(codes).map(Code::coding).toList()));
    }

    /** A CodeableConcept that has no code. */
    static JsonObject text(String text) {
        return new JsonObject().put("text", text);
    }

    static JsonObject quantity(BigDecimal value, String unit) {
        return new JsonObject().put("value", decimal(value)).put("unit", unit).put("system", UCUM).put("code", unit);
    }

    static JsonObject quantity(long value, String unit) {
        return quantity(BigDecimal.valueOf(value), unit);
    }

    static JsonObject reference(String to) {
        return new JsonObject().put("reference", to);
    }

    /** A list that holds one reference. */
    static JsonArray references(String to) {
        return list(reference(to));
    }

    static JsonObject identifier(String kind, String value) {
        return new JsonObject().put("system", CLINIC + kind).put("value", value);
    }

    static JsonObject period(ZonedDateTime start, ZonedDateTime end) {
        return new JsonObject().put("start", time(start)).put("end", time(end));
    }

    static JsonObject period(LocalDate start, LocalDate end) {
        return new JsonObject().put("start", start.toString()).put("end", end.toString());
    }

    /** A dateTime or instant to the second, with its offset. */
    static String time(ZonedDateTime time) {
        return SECONDS.format(time);
    }

    /** An extension of this project, for example {@code ktr-course}; the value carries its [x] in the name. */
    static JsonObject extension(String id, String valueX, JsonValue value) {
        return new JsonObject().put("url", Codes.OWN + "StructureDefinition/" + id).put(valueX, value);
    }

    /** A member of a complex extension. */
    static JsonObject part(String url, String valueX, JsonValue value) {
        return new JsonObject().put("url", url).put(valueX, value);
    }

    /** A complex extension of this project. */
    static JsonObject extension(String id, JsonObject... parts) {
        return new JsonObject().put("extension", list(parts)).put("url", Codes.OWN + "StructureDefinition/" + id);
    }

    /** A narrative of one sentence or more; the text must be free of markup. */
    static JsonObject narrative(String sentence) {
        return new JsonObject().put("status", "generated")
                .put("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>" + sentence + "</p></div>");
    }
}
