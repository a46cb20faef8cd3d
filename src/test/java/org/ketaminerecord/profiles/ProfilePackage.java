package org.ketaminerecord.profiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;

/** The package as it is committed, and the invalid resources beside it. */
final class ProfilePackage {

    static final Path HOME = Path.of("fhir-profiles");

    /**
     * A resource that breaks one rule.
     *
     * @param resource   the resource
     * @param file       its file name
     * @param profile    the profile that it claims
     * @param breaks     the key of an invariant, or the URL of a value set
     * @param expression FHIRPath of the element that breaks it
     * @param warning    true when the rule only warns
     * @param because    what is wrong with it
     */
    record Invalid(JsonObject resource, String file, String profile, String breaks, String expression, boolean warning, String because) {
    }

    /** What is required of instances of a profile, in its differential: an invariant's key or a value set's URL. */
    record Rule(String profile, String name) {
    }

    /** Every definition by file name, without the list of the guide itself. */
    final TreeMap<String, JsonObject> definitions = read(HOME.resolve("package"));

    /** Every example by file name. */
    final TreeMap<String, JsonObject> examples = read(HOME.resolve("package/example"));

    /** Reads the package from the working directory of the build. */
    ProfilePackage() {
        definitions.keySet().removeIf(f -> !f.contains("-") || f.startsWith("ImplementationGuide-"));
    }

    /** The profiles on resources, by id. */
    TreeMap<String, JsonObject> profiles() {
        TreeMap<String, JsonObject> profiles = new TreeMap<>();
        structures().forEach(s -> {
            if (!s.string("type").equals("Extension")) {
                profiles.put(s.string("id"), s);
            }
        });
        return profiles;
    }

    /** The extensions, by id. */
    TreeMap<String, JsonObject> extensions() {
        TreeMap<String, JsonObject> extensions = new TreeMap<>();
        structures().forEach(s -> {
            if (s.string("type").equals("Extension")) {
                extensions.put(s.string("id"), s);
            }
        });
        return extensions;
    }

    /** The examples of a profile and definitions that claim it, by file name. */
    TreeMap<String, JsonObject> examplesOf(String url) {
        TreeMap<String, JsonObject> found = new TreeMap<>();
        Stream.of(examples, definitions).flatMap(m -> m.entrySet().stream())
                .filter(e -> claims(e.getValue()).contains(url))
                .forEach(e -> found.put(e.getKey(), e.getValue()));
        return found;
    }

    List<Invalid> invalid() {
        TreeMap<String, JsonObject> files = read(HOME.resolve("invalid"));
        return ((JsonArray) JsonReader.value(bytes(HOME.resolve("invalid/invalid.json")))).objects().stream()
                .map(o -> new Invalid(files.get(o.string("file")), o.string("file"), o.string("profile"), o.string("breaks"), o.string("expression"),
                        o.string("severity").equals("warning"), o.string("because")))
                .toList();
    }

    /** The rules that a profile or an extension adds itself. */
    static List<Rule> rules(JsonObject structure) {
        List<Rule> rules = new ArrayList<>();
        for (JsonObject element : structure.object("differential").objects("element")) {
            element.objects("constraint").forEach(c -> rules.add(new Rule(structure.string("url"), c.string("key"))));
            JsonObject binding = element.object("binding");
            if (binding != null && "required".equals(binding.string("strength"))) {
                rules.add(new Rule(structure.string("url"), binding.string("valueSet")));
            }
        }
        return rules;
    }

    static List<String> claims(JsonObject resource) {
        JsonObject meta = resource.object("meta");
        return meta == null || meta.array("profile") == null ? List.of()
                : meta.array("profile").stream().map(v -> ((JsonString) v).value()).toList();
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<JsonObject> structures() {
        return definitions.values().stream().filter(d -> d.string("resourceType").equals("StructureDefinition"));
    }

    private static TreeMap<String, JsonObject> read(Path folder) {
        TreeMap<String, JsonObject> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(f -> f.getFileName().toString().matches("[A-Z].*\\.json"))
                    .forEach(f -> found.put(f.getFileName().toString(), JsonReader.object(bytes(f))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
