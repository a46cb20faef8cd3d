package org.ketaminerecord.packages;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.json.JsonWriter;

/**
 * Boils down what R4 itself defines to a line a definition: of types, profiles and extensions what they ask of instances, of code systems
 * the concepts, of value sets what they are made of.
 *
 * <pre>./mvnw test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=org.ketaminerecord.packages.BaseDefinitionsGenerator</pre>
 */
public final class BaseDefinitionsGenerator {

    static final Path TARGET = Path.of("src/main/resources/org/ketaminerecord/packages/r4.jsonl");
    private static final String BASE = "/org/hl7/fhir/r4/model/";
    private static final Set<String> OF_ELEMENT = Set.of("id", "path", "sliceName", "slicing", "min", "max", "type", "maxLength", "binding", "constraint",
            "contentReference");
    private static final String FHIR_TYPE = "http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type";

    /** A value set that no element is bound to so that it counts is left out when it is longer: breeds of animals, types of documents. */
    private static final int LONGEST_UNBOUND = 10_000;

    private final FhirContext context = FhirContext.forR4();
    private final Map<String, JsonObject> structures = new TreeMap<>();
    private final Map<String, JsonObject> valueSets = new TreeMap<>();
    private final Map<String, JsonObject> codeSystems = new TreeMap<>();

    public static void main(String[] args) throws IOException {
        Files.writeString(TARGET, new BaseDefinitionsGenerator().generate());
    }

    /** The whole file. */
    public String generate() throws IOException {
        for (String file : List.of("valueset/valuesets.xml", "valueset/v3-codesystems.xml", "valueset/v2-tables.xml", "profile/profiles-types.xml",
                "profile/profiles-resources.xml", "profile/profiles-others.xml", "extension/extension-definitions.xml")) {
            read(file);
        }
        Set<String> wanted = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        structures.values().forEach(s -> s.object("snapshot").objects("element").forEach(e -> {
            JsonObject binding = e.object("binding");
            if (binding != null && binding.string("valueSet") != null && Set.of("required", "extensible").contains(binding.string("strength"))) {
                open.add(binding.string("valueSet").replaceFirst("\\|.*", ""));
            }
        }));
        while (!open.isEmpty()) {
            String url = open.poll();
            JsonObject valueSet = valueSets.get(url);
            if (valueSet != null && wanted.add(url) && valueSet.object("compose") != null) {
                for (String part : List.of("include", "exclude")) {
                    for (JsonObject include : valueSet.object("compose").objects(part)) {
                        if (include.array("valueSet") != null) {
                            include.array("valueSet").forEach(v -> open.add(((JsonString) v).value().replaceFirst("\\|.*", "")));
                        }
                    }
                }
            }
        }
        StringBuilder out = new StringBuilder();
        structures.values().forEach(s -> out.append(JsonWriter.text(s)).append('\n'));
        valueSets.forEach((url, v) -> {
            String line = JsonWriter.text(v);
            if (wanted.contains(url) || line.length() <= LONGEST_UNBOUND) {
                out.append(line).append('\n');
            }
        });
        codeSystems.forEach((url, c) -> out.append(JsonWriter.text(c)).append('\n'));
        return out.toString();
    }

    private void read(String file) throws IOException {
        IParser json = context.newJsonParser();
        try (InputStream in = FhirContext.class.getResourceAsStream(BASE + file)) {
            Bundle bundle = context.newXmlParser().parseResource(Bundle.class, new InputStreamReader(in, StandardCharsets.UTF_8));
            for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
                Resource r = entry.getResource();
                JsonObject o = JsonReader.object(json.encodeResourceToString(r).getBytes(StandardCharsets.UTF_8));
                switch (o.string("resourceType")) {
                    case "StructureDefinition" -> {
                        if (o.object("snapshot") != null && !"primitive-type".equals(o.string("kind")) && !"logical".equals(o.string("kind"))) {
                            structures.put(o.string("url"), structure(o));
                        }
                    }
                    case "ValueSet" -> valueSets.put(o.string("url"), head(o, "name", "status", "compose"));
                    case "CodeSystem" -> codeSystems.put(o.string("url"), codeSystem(o));
                    default -> { }
                }
            }
        }
    }

    private static JsonObject head(JsonObject o, String... names) {
        JsonObject light = new JsonObject().put("resourceType", o.string("resourceType")).put("id", o.string("id")).put("url", o.string("url"))
                .put("version", o.string("version"));
        for (String name : names) {
            if (o.get(name) != null) {
                light.put(name, o.get(name));
            }
        }
        return light;
    }

    private static JsonObject codeSystem(JsonObject o) {
        JsonObject light = head(o, "name", "status", "caseSensitive", "content");
        if (o.array("concept") != null) {
            light.put("concept", concepts(o.array("concept")));
        }
        return light;
    }

    private static JsonArray concepts(JsonArray all) {
        JsonArray light = new JsonArray();
        for (JsonObject c : all.objects()) {
            JsonObject l = new JsonObject().put("code", c.string("code")).put("display", c.string("display"));
            if (c.array("property") != null) {
                l.put("property", c.array("property"));
            }
            if (c.array("concept") != null) {
                l.put("concept", concepts(c.array("concept")));
            }
            light.add(l);
        }
        return light;
    }

    private static JsonObject structure(JsonObject o) {
        JsonObject light = head(o, "name", "status", "kind", "abstract", "type", "baseDefinition", "derivation", "context");
        JsonArray elements = new JsonArray();
        o.object("snapshot").objects("element").forEach(e -> elements.add(element(e)));
        return light.put("snapshot", new JsonObject().put("element", elements));
    }

    private static JsonObject element(JsonObject e) {
        JsonObject light = new JsonObject();
        e.forEach((name, value) -> {
            if (OF_ELEMENT.contains(name) || name.matches("(fixed|pattern|minValue|maxValue)[A-Z].*")) {
                light.put(name, switch (name) {
                    case "type" -> types((JsonArray) value);
                    case "binding" -> binding((JsonObject) value);
                    case "constraint" -> constraints((JsonArray) value);
                    default -> value;
                });
            }
        });
        if (light.array("constraint") != null && light.array("constraint").isEmpty()) {
            light.remove("constraint");
        }
        return light;
    }

    private static JsonValue binding(JsonObject binding) {
        return new JsonObject().put("strength", binding.string("strength")).put("valueSet", binding.string("valueSet"));
    }

    private static JsonValue types(JsonArray types) {
        JsonArray light = new JsonArray();
        for (JsonObject t : types.objects()) {
            JsonObject l = new JsonObject().put("code", t.objects("extension").stream().filter(x -> FHIR_TYPE.equals(x.string("url")))
                    .map(x -> x.has("valueUrl") ? x.string("valueUrl") : x.string("valueUri")).findFirst().orElse(t.string("code")));
            for (String name : List.of("profile", "targetProfile")) {
                if (t.array(name) != null) {
                    l.put(name, t.array(name));
                }
            }
            light.add(l);
        }
        return light;
    }

    /** Without those that every element has and the structural check knows. */
    private static JsonValue constraints(JsonArray all) {
        JsonArray light = new JsonArray();
        for (JsonObject c : all.objects()) {
            if (!Set.of("ele-1", "ext-1").contains(c.string("key")) && c.string("expression") != null) {
                light.add(new JsonObject().put("key", c.string("key")).put("severity", c.string("severity")).put("human", c.string("human"))
                        .put("expression", c.string("expression")));
            }
        }
        return light;
    }
}
