package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.indexing.SearchParameters;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.search.parameter.ParameterKind;
import org.ketaminerecord.search.parameter.Prefix;
import org.ketaminerecord.search.parameter.RegisteredParameter;

/**
 * The pages of docs/search say what the server does: the SQL behind each {@code <!-- sql: query -->} is what {@code _explain}
 * answers ({@code -Dktr.docs.write=true} writes it anew), links lead somewhere, and no modifier, prefix, operator or driver is left out.
 */
@QuarkusTest
class SearchPagesTest {

    private static final Path DOCS = Path.of("docs");
    private static final Pattern BLOCK = Pattern.compile("<!-- sql: (.+?) -->\n(?:```sql\n.*?```\n)?", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#([^)]+))?\\)");

    @Inject
    SearchParameters parameters;

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(DOCS.resolve("search.md")));
        try (Stream<Path> files = Files.list(DOCS.resolve("search"))) {
            files.filter(f -> f.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static String page(String name) throws IOException {
        return Files.readString(DOCS.resolve("search").resolve(name + ".md"));
    }

    @Test
    void the_SQL_is_what_explain_answers() throws IOException {
        boolean write = Boolean.getBoolean("ktr.docs.write");
        int blocks = 0;
        for (Path page : pages()) {
            String kept = Files.readString(page);
            Matcher block = BLOCK.matcher(kept);
            StringBuilder made = new StringBuilder();
            while (block.find()) {
                blocks++;
                block.appendReplacement(made, Matcher.quoteReplacement("<!-- sql: " + block.group(1) + " -->\n```sql\n" + sql(block.group(1)) + "```\n"));
            }
            block.appendTail(made);
            if (write) {
                Files.writeString(page, made);
            } else {
                assertEquals(made.toString(), kept, () -> page + " is old: run this test with -Dktr.docs.write=true, read what changed, and commit");
            }
        }
        assertTrue(blocks >= 30, "only " + blocks + " searches are shown");
    }

    private String sql(String query) {
        JsonObject outcome = Fhir.body(Fhir.get(Fhir.encoded(query) + (query.contains("?") ? "&" : "?") + "_explain=true"));
        assertEquals("OperationOutcome", outcome.string("resourceType"));
        String index = diagnostics(outcome, query, "Index: ");
        return "-- " + query + "\n-- driver: " + index.substring(0, index.indexOf(',')) + "\n"
                + new ReadableSql(parameters.registry()).of(diagnostics(outcome, query, "SQL: "));
    }

    private static String diagnostics(JsonObject outcome, String query, String beginning) {
        return outcome.objects("issue").stream().map(i -> i.string("diagnostics")).filter(d -> d.startsWith(beginning)).findFirst()
                .orElseThrow(() -> new AssertionError(query + ": " + outcome)).substring(beginning.length());
    }

    @Test
    void every_driver_is_explained_and_shown() throws IOException {
        String results = page("results");
        StringBuilder all = new StringBuilder();
        for (Path page : pages()) {
            all.append(Files.readString(page));
        }
        assumeFalse(Boolean.getBoolean("ktr.docs.write"), "pages are being written");
        for (Class<?> driver : Driver.class.getPermittedSubclasses()) {
            assertTrue(results.contains("| `" + driver.getSimpleName() + "` |"), () -> "results.md has no row for " + driver.getSimpleName());
            assertTrue(all.indexOf("-- driver: " + driver.getSimpleName() + "\n") > 0, () -> "no page shows a search by " + driver.getSimpleName());
        }
    }

    @Test
    void every_type_of_parameter_has_a_page_with_all_its_modifiers() throws IOException {
        Map<String, Set<String>> modifiers = new TreeMap<>();
        for (String type : Definitions.r4().resourceTypes()) {
            Collection<RegisteredParameter> of = parameters.registry().standard(type);
            for (RegisteredParameter p : of) {
                ParameterKind kind = p.kind();
                String name = p.definition().type().name().toLowerCase(Locale.ROOT);
                modifiers.computeIfAbsent(name, n -> new TreeSet<>()).addAll(kind == null ? Set.of() : kind.modifiers());
            }
        }
        assertEquals(SearchParameterType.values().length, modifiers.size());
        for (Map.Entry<String, Set<String>> e : modifiers.entrySet()) {
            String page = page(e.getKey());
            for (String modifier : e.getValue()) {
                assertTrue(page.contains("`:" + modifier + "`"), () -> e.getKey() + ".md does not name :" + modifier);
            }
            assertTrue(page.contains("`:missing`"), () -> e.getKey() + ".md does not name :missing");
            assertTrue(page.contains("\n## What is matched\n") && page.contains("\n## SQL\n") && page.contains("\n## Limits\n"),
                    () -> e.getKey() + ".md lacks a part");
        }
    }

    @Test
    void every_prefix_and_every_operator_is_explained() throws IOException {
        for (String name : List.of("date", "number")) {
            String page = page(name);
            for (Prefix prefix : Prefix.values()) {
                assertTrue(page.contains("`" + prefix.name().toLowerCase(Locale.ROOT) + "`"), () -> name + ".md does not name " + prefix);
            }
        }
        String filter = page("filter");
        Arrays.stream(FilterOperator.values()).forEach(o -> assertTrue(filter.contains("`" + o.code() + "`"), () -> "filter.md does not name " + o));
    }

    @Test
    void links_lead_somewhere() throws IOException {
        List<Path> linking = new ArrayList<>(pages());
        linking.addAll(List.of(Path.of("README.md"), DOCS.resolve("interactions.md"), DOCS.resolve("search-parameters.md")));
        for (Path page : linking) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                Path target = page.toAbsolutePath().resolveSibling(link.group(1)).normalize();
                String fragment = link.group(2);
                String shown = link.group();
                assertTrue(Files.exists(target), () -> page + " has a broken link: " + shown);
                assertTrue(fragment == null || headings(target).contains(fragment), () -> page + " has a link to no heading: " + shown);
            }
        }
    }

    private static Set<String> headings(Path page) {
        Set<String> headings = new TreeSet<>();
        try {
            Files.readString(page).lines().filter(l -> l.startsWith("#"))
                    .forEach(l -> headings.add(l.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-')));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return headings;
    }
}
