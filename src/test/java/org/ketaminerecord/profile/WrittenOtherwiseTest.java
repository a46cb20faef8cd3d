package org.ketaminerecord.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Severity;

/** A right record stays right when it says the same in other words: what no rule is about may not change the verdict. */
class WrittenOtherwiseTest {

    private static final Path EXAMPLES = Path.of("fhir-profiles/package/example");

    /** A change of every object and value inside a resource. */
    private interface Change {
        default void object(JsonObject object) { }

        default JsonValue value(JsonValue value) {
            return value;
        }
    }

    private static JsonObject changed(JsonObject resource, Change change) {
        JsonObject copy = resource.copy();
        inside(copy, change);
        return copy;
    }

    private static void inside(JsonValue value, Change change) {
        switch (value) {
            case JsonObject o -> {
                for (int i = 0; i < o.size(); i++) {
                    inside(o.value(i), change);
                    o.setValue(i, change.value(o.value(i)));
                }
                change.object(o);
            }
            case JsonArray a -> a.forEach(v -> inside(v, change));
            default -> { }
        }
    }

    private static void requireSameVerdict(UnaryOperator<JsonObject> otherwise) {
        Map<String, List<String>> wrong = new TreeMap<>();
        int changed = 0;
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("[A-Z].*\\.json")).sorted().toList()) {
                JsonObject right = JsonReader.object(Files.readAllBytes(file));
                JsonObject other = otherwise.apply(right);
                changed += other.toString().equals(right.toString()) ? 0 : 1;
                List<String> said = said(other);
                if (!said.equals(said(right))) {
                    wrong.put(file.getFileName().toString(), said);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertEquals(Map.of(), wrong);
        assertTrue(changed > 15, changed + " were changed");
    }

    private static List<String> said(JsonObject resource) {
        return OwnPackageTest.VALIDATOR.check(resource, List.of()).stream().filter(f -> f.severity() != Severity.INFORMATION)
                .map(f -> f.severity() + " " + f.expression() + " " + f.rule()).toList();
    }

    @Test
    void in_utc() {
        requireSameVerdict(r -> changed(r, new Change() {
            @Override
            public JsonValue value(JsonValue value) {
                return value instanceof JsonString s && s.value().matches("\\d{4}-\\d\\d-\\d\\dT.*[+-]\\d\\d:\\d\\d")
                        ? new JsonString(DateTimeFormatter.ISO_INSTANT.format(OffsetDateTime.parse(s.value()))) : value;
            }
        }));
    }

    @Test
    void with_fractions_of_a_second() {
        requireSameVerdict(r -> changed(r, new Change() {
            @Override
            public JsonValue value(JsonValue value) {
                return value instanceof JsonString s && s.value().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([+-]\\d\\d:\\d\\d|Z)")
                        ? new JsonString(s.value().replaceFirst("(T\\d\\d:\\d\\d:\\d\\d)", "$1.000")) : value;
            }
        }));
    }

    /** The number of devices and others that are whole numbers by their type stay as they are. */
    @Test
    void with_more_digits() {
        requireSameVerdict(r -> changed(r, new Change() {
            @Override
            public void object(JsonObject object) {
                if (object.get("value") instanceof JsonNumber n && !n.text().contains(".")) {
                    object.put("value", new JsonNumber(n.text() + ".0"));
                }
            }
        }));
    }

    /** Each has a code of its own (obs-7). The category of vital signs has the one coding that R4 fixes. */
    @Test
    void with_another_coding_before_each() {
        requireSameVerdict(r -> changed(r, new Change() {
            private int number;

            @Override
            public void object(JsonObject object) {
                if (object.get("coding") instanceof JsonArray codings && !object.has("resourceType")
                        && codings.objects().stream().noneMatch(c -> "vital-signs".equals(c.string("code")))) {
                    JsonArray more = JsonArray.of(new JsonObject().put("system", "urn:clinic").put("code", "local-" + number++));
                    codings.forEach(more::add);
                    object.put("coding", more);
                }
            }
        }));
    }

    @Test
    void with_another_extension_before_each_list_of_them() {
        requireSameVerdict(r -> changed(r, new Change() {
            @Override
            public void object(JsonObject object) {
                if (object.get("extension") instanceof JsonArray extensions && !object.has("url")) {
                    JsonArray more = JsonArray.of(new JsonObject().put("url", "urn:clinic:remark").put("valueString", "x"));
                    extensions.forEach(more::add);
                    object.put("extension", more);
                }
            }
        }));
    }

    @Test
    void with_absolute_references() {
        requireSameVerdict(r -> r.string("resourceType").equals("Bundle") ? r : changed(r, new Change() {
            @Override
            public void object(JsonObject object) {
                if (object.get("reference") instanceof JsonString s && s.value().matches("[A-Z][A-Za-z]+/.*")) {
                    object.put("reference", new JsonString("https://clinic.example/fhir/" + s.value()));
                }
            }
        }));
    }

    @Test
    void with_business_identifiers_tags_and_a_language() {
        requireSameVerdict(r -> {
            JsonObject other = r.copy();
            JsonObject meta = other.object("meta") == null ? new JsonObject() : other.object("meta");
            meta.put("tag", JsonArray.of(new JsonObject().put("system", "urn:clinic").put("code", "t"))).put("versionId", new JsonString("3"))
                    .put("lastUpdated", new JsonString("2026-03-04T05:06:07.890Z"));
            other.put("meta", meta).put("language", new JsonString("en-US"));
            return other;
        });
    }
}
