package org.ketaminerecord.profiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.profiles.ProfilePackage.Invalid;

/**
 * The pages of docs/profiles, made from the package.
 *
 * <pre>./mvnw test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=org.ketaminerecord.profiles.ProfilePages</pre>
 */
public final class ProfilePages {

    static final Path TARGET = Path.of("docs/profiles");

    private static final String FILES = "../../fhir-profiles/";

    private final ProfilePackage source = new ProfilePackage();
    private final List<Invalid> invalid = source.invalid();
    private final JsonObject usCore = JsonReader.object(ProfilePackage.bytes(ProfilePackage.HOME.resolve("us-core.json")));

    public static void main(String[] args) throws IOException {
        Files.createDirectories(TARGET);
        try (Stream<Path> old = Files.list(TARGET)) {
            for (Path page : old.toList()) {
                Files.delete(page);
            }
        }
        for (Map.Entry<String, String> page : new ProfilePages().pages().entrySet()) {
            Files.writeString(TARGET.resolve(page.getKey()), page.getValue());
        }
    }

    /** Every page by its file name. */
    TreeMap<String, String> pages() {
        TreeMap<String, String> pages = new TreeMap<>();
        source.profiles().forEach((id, profile) -> pages.put(id + ".md", profile(profile)));
        pages.put("README.md", index());
        pages.put("extensions.md", extensions());
        pages.put("terminology.md", terminology());
        return pages;
    }

    private String index() {
        JsonObject guide = JsonReader.object(ProfilePackage.bytes(ProfilePackage.HOME.resolve("package/package.json")));
        StringBuilder page = new StringBuilder("# Profiles of a ketamine treatment record\n\n").append(generated());
        page.append(guide.string("description")).append("\n\n");
        page.append("Package `").append(guide.string("name")).append("` ").append(guide.string("version")).append(", FHIR 4.0.1, base `")
                .append(guide.string("canonical")).append("`. See also [extensions](extensions.md) and [terminology](terminology.md).\n\n");
        page.append("## Profiles\n\n| Profile | Of | What it is | US Core |\n|---|---|---|---|\n");
        source.profiles().forEach((id, p) -> row(page, "[" + id + "](" + id + ".md)", p.string("type"), p.string("description"), usCore(id)));
        section(page, "Forms", "Questionnaire", "The licence of each stands in its `copyright`.");
        section(page, "Plans", "PlanDefinition", "Templates to adapt.");
        section(page, "Activities", "ActivityDefinition", "What the plans order.");
        section(page, "Search parameters", "SearchParameter", "Beside those of R4.");
        section(page, "Operations", "OperationDefinition", "Beside those of R4 and of SDC.");
        section(page, "What each caller needs", "CapabilityStatement", "Requirements, from the side of the client.");
        return page.toString();
    }

    private void section(StringBuilder page, String heading, String type, String remark) {
        page.append("\n## ").append(heading).append("\n\n").append(remark).append("\n\n| Id | What it is |\n|---|---|\n");
        of(type).forEach((file, d) -> row(page, "[" + d.string("id") + "](" + FILES + "package/" + file + ")", d.string("description")));
    }

    private String profile(JsonObject profile) {
        String id = profile.string("id");
        StringBuilder page = new StringBuilder("# ").append(profile.string("title")).append("\n\n").append(generated());
        page.append(profile.string("description")).append("\n\n");
        page.append("- Id: `").append(id).append("`\n- URL: `").append(profile.string("url")).append("`\n- Type: ").append(profile.string("type"))
                .append(", derived from `").append(profile.string("baseDefinition")).append("`\n");
        if (usCore.has(id)) {
            page.append("- Examples are also valid as ").append(usCore(id)).append(" of US Core 6.1.0 and 8.0.0\n");
        }
        elements(page, profile);
        bindings(page, profile);
        constraints(page, profile);
        examples(page, profile);
        return page.toString();
    }

    private void elements(StringBuilder page, JsonObject profile) {
        Map<String, JsonObject> whole = new TreeMap<>();
        profile.object("snapshot").objects("element").forEach(e -> whole.put(e.string("id"), e));
        page.append("\n## Elements\n\nWhat the profile says beside its base. MS: must-support.\n\n| Element | Card. | MS | Type or value | Meaning |\n"
                + "|---|---|---|---|---|\n");
        for (JsonObject element : profile.object("differential").objects("element")) {
            String path = element.string("id");
            if (path.indexOf('.') < 0 || path.endsWith("xtension")) {
                continue;
            }
            JsonObject full = whole.getOrDefault(path, element);
            row(page, "`" + path.substring(path.indexOf('.') + 1) + "`", number(full, "min") + ".." + full.string("max"),
                    element.has("mustSupport") ? "MS" : "", value(element, full), meaning(full));
        }
    }

    /** An extension's title, or what R4 or the profile says in short. */
    private String meaning(JsonObject element) {
        for (JsonObject type : element.objects("type")) {
            JsonObject extension = type.has("profile") ? source.extensions().get(last(((JsonString) type.array("profile").getFirst()).value())) : null;
            if (extension != null) {
                return "[" + extension.string("title") + "](extensions.md)";
            }
        }
        return element.string("short");
    }

    private static String number(JsonObject element, String name) {
        return element.get(name) instanceof JsonNumber n ? n.text() : "";
    }

    /** The value that is asked for, or the types that are allowed. */
    private static String value(JsonObject element, JsonObject full) {
        for (String name : element.names()) {
            if (name.startsWith("pattern") || name.startsWith("fixed")) {
                return "`" + shortened(element.get(name).toString()) + "`";
            }
        }
        return full.objects("type").stream().map(t -> {
            String targets = Stream.of("targetProfile", "profile").filter(t::has).flatMap(n -> t.array(n).stream())
                    .map(v -> last(((JsonString) v).value())).collect(Collectors.joining(", "));
            return last(t.string("code")) + (targets.isEmpty() ? "" : "(" + targets + ")");
        }).collect(Collectors.joining(", "));
    }

    private static String shortened(String json) {
        return json.replaceAll("\"system\":\"([^\"]*)/([^\"/]*)\"", "\"system\":\"$2\"");
    }

    private static void bindings(StringBuilder page, JsonObject profile) {
        List<String[]> rows = new ArrayList<>();
        for (JsonObject element : profile.object("differential").objects("element")) {
            JsonObject binding = element.object("binding");
            if (binding != null) {
                String url = binding.string("valueSet");
                String name = url.contains("ketamine-record") ? "[" + last(url) + "](terminology.md#" + last(url) + ")" : "`" + url + "`";
                rows.add(new String[] {"`" + element.string("path") + "`", binding.string("strength"), name});
            }
        }
        table(page, "Bindings", "| Element | Strength | Value set |\n|---|---|---|\n", rows);
    }

    private static void constraints(StringBuilder page, JsonObject profile) {
        List<String[]> rows = new ArrayList<>();
        for (JsonObject element : profile.object("differential").objects("element")) {
            element.objects("constraint").forEach(c -> rows.add(new String[] {c.string("key"), c.string("severity"), c.string("human")}));
        }
        table(page, "Constraints", "| Key | Severity | Rule |\n|---|---|---|\n", rows);
    }

    private void examples(StringBuilder page, JsonObject profile) {
        String url = profile.string("url");
        TreeMap<String, JsonObject> examples = source.examplesOf(url);
        page.append("\n## Examples\n\n");
        examples.keySet().forEach(f -> page.append("- [").append(f).append("](").append(FILES)
                .append(source.examples.containsKey(f) ? "package/example/" : "package/").append(f).append(")\n"));
        String first = examples.firstKey();
        if (source.examples.containsKey(first)) {
            page.append("\n```json\n").append(new String(ProfilePackage.bytes(ProfilePackage.HOME.resolve("package/example/" + first)),
                    StandardCharsets.UTF_8)).append("```\n");
        }
        List<String[]> rows = new ArrayList<>();
        invalid.stream().filter(i -> i.profile().equals(url)).forEach(i -> rows.add(new String[] {
            "[" + i.file() + "](" + FILES + "invalid/" + i.file() + ")",
            i.breaks().startsWith("http") ? "binding to " + last(i.breaks()) : i.breaks(), i.because()}));
        table(page, "Invalid examples", "| File | Breaks | What is wrong |\n|---|---|---|\n", rows);
    }

    private String extensions() {
        StringBuilder page = new StringBuilder("# Extensions\n\n").append(generated());
        page.append("| Extension | On | Value | Meaning |\n|---|---|---|---|\n");
        source.extensions().forEach((id, e) -> row(page, "`" + id + "`",
                e.objects("context").stream().map(c -> c.string("expression")).collect(Collectors.joining(", ")), extensionValue(e), e.string("description")));
        return page.toString();
    }

    /** The value's types, or the parts of a complex extension with theirs. */
    private static String extensionValue(JsonObject extension) {
        List<String> values = new ArrayList<>();
        for (JsonObject element : extension.object("snapshot").objects("element")) {
            String id = element.string("id");
            if (id.endsWith("value[x]") && !"0".equals(element.string("max"))) {
                String part = id.contains(":") ? id.substring(id.indexOf(':') + 1, id.lastIndexOf('.')) + ": " : "";
                values.add(part + value(element, element));
            }
        }
        return String.join("; ", values);
    }

    private String terminology() {
        StringBuilder page = new StringBuilder("# Terminology\n\n").append(generated()).append("## Code systems\n");
        of("CodeSystem").values().forEach(c -> {
            page.append("\n### ").append(c.string("title")).append(" (`").append(c.string("id")).append("`)\n\n").append(c.string("description"))
                    .append("\n\n| Code | Display | Meaning |\n|---|---|---|\n");
            c.objects("concept").forEach(x -> row(page, "`" + x.string("code") + "`", x.string("display"), x.string("definition")));
        });
        page.append("\n## Value sets\n");
        of("ValueSet").values().forEach(v -> {
            page.append("\n### ").append(v.string("id")).append("\n\n").append(v.string("title")).append(". ").append(v.string("description")).append("\n\n");
            v.object("compose").objects("include").forEach(i -> include(page, i));
        });
        page.append("\n## Concept maps\n\n| Map | What it is |\n|---|---|\n");
        of("ConceptMap").forEach((f, m) -> row(page, "[" + m.string("id") + "](" + FILES + "package/" + f + ")", m.string("description")));
        return page.toString();
    }

    private static void include(StringBuilder page, JsonObject include) {
        if (include.array("valueSet") != null) {
            include.array("valueSet").forEach(v -> page.append("- all of `").append(((JsonString) v).value()).append("`\n"));
        } else if (include.objects("concept").isEmpty()) {
            page.append("- all codes of `").append(include.string("system")).append("`\n");
        } else {
            page.append("- of `").append(include.string("system")).append("`: ").append(include.objects("concept").stream()
                    .map(c -> c.string("code") + " " + c.string("display")).collect(Collectors.joining("; "))).append("\n");
        }
    }

    private TreeMap<String, JsonObject> of(String type) {
        TreeMap<String, JsonObject> found = new TreeMap<>(source.definitions);
        found.values().removeIf(d -> !d.string("resourceType").equals(type));
        return found;
    }

    private String usCore(String id) {
        JsonArray profiles = usCore.array(id);
        return profiles == null ? "" : profiles.stream().map(v -> "us-core-" + ((JsonString) v).value()).collect(Collectors.joining(", "));
    }

    private static void table(StringBuilder page, String heading, String head, List<String[]> rows) {
        if (!rows.isEmpty()) {
            page.append("\n## ").append(heading).append("\n\n").append(head);
            rows.forEach(r -> row(page, r));
        }
    }

    private static void row(StringBuilder page, String... cells) {
        page.append('|');
        for (String cell : cells) {
            page.append(' ').append(cell == null ? "" : cell.replace("|", "\\|").replace("\n", " ")).append(" |");
        }
        page.append('\n');
    }

    private static String generated() {
        return "<!-- Made from fhir-profiles/package by org.ketaminerecord.profiles.ProfilePages; do not edit. -->\n\n";
    }

    private static String last(String url) {
        return url.substring(Math.max(url.lastIndexOf('/'), url.lastIndexOf('#')) + 1);
    }
}
