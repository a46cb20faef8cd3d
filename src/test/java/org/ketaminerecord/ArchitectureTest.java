package org.ketaminerecord;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The rooms of the house and who may use whom. A new package is a new line here and a "May use" in its package-info;
 * the two say the same.
 */
class ArchitectureTest {

    private static final String BASE = "org.ketaminerecord";

    /** Which rooms a room may use. */
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            // the ground: what went wrong, JSON, what R4 defines, other representations
            Map.entry("outcome", Set.of()),
            Map.entry("json", Set.of("outcome")),
            Map.entry("definition", Set.of("json", "outcome")),
            Map.entry("format", Set.of("definition", "json", "outcome")),
            Map.entry("validation", Set.of("definition", "json", "outcome")),
            Map.entry("terminology", Set.of("definition", "json", "outcome")),
            Map.entry("fhirpath", Set.of("definition", "json", "outcome")),
            Map.entry("patch", Set.of("definition", "fhirpath", "format", "json", "outcome")),
            Map.entry("profile", Set.of("validation", "fhirpath", "terminology", "packages", "definition", "json", "outcome")),
            // who may do what
            Map.entry("access", Set.of("definition", "json", "outcome")),
            Map.entry("access.token", Set.of("access", "json", "outcome")),
            // rows
            Map.entry("embedded", Set.of()),
            Map.entry("store.row", Set.of()),
            Map.entry("store.schema", Set.of()),
            Map.entry("store", Set.of("store.row", "outcome")),
            // questions
            Map.entry("search.parameter", Set.of("store.row", "definition", "json", "outcome")),
            Map.entry("search", Set.of("search.parameter", "store", "terminology", "access", "definition", "json", "outcome")),
            Map.entry("terminology.remote", Set.of("terminology", "json", "outcome")),
            Map.entry("packages", Set.of("terminology", "json", "outcome")),
            Map.entry("indexing", Set.of("search.parameter", "store", "store.row", "definition", "packages", "json", "outcome")),
            Map.entry("purge", Set.of("indexing", "search.parameter", "store", "definition", "outcome")),
            Map.entry("audit", Set.of("access", "store", "search", "search.parameter", "definition", "json", "outcome")),
            // FHIR's verbs
            Map.entry("interaction", Set.of("access", "audit", "store", "store.row", "indexing", "search", "search.parameter", "definition",
                    "validation", "profile",
                    "packages", "terminology", "patch", "format", "json", "outcome")),
            Map.entry("operation", Set.of("access", "interaction", "indexing", "purge", "search", "search.parameter", "store", "validation", "terminology", "profile", "definition",
                    "format", "json", "outcome")),
            Map.entry("forms", Set.of("operation", "interaction", "search", "search.parameter", "store", "validation", "fhirpath", "format", "definition",
                    "json", "outcome")),
            Map.entry("capability", Set.of("access.token", "audit", "interaction", "operation", "search.parameter", "packages", "patch",
            "definition", "json")),
            Map.entry("openapi", Set.of("operation", "capability", "definition")),
            Map.entry("http", Set.of("access", "audit", "access.token", "interaction", "operation", "capability", "format", "patch", "definition",
            "search",
                    "search.parameter", "store", "json", "outcome")),
            Map.entry("demo", Set.of("interaction", "search", "search.parameter", "definition", "json", "outcome")),
            // the way in
            Map.entry("", Set.of("embedded", "access.token"))));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(BASE);

    @Test
    void every_package_is_a_room_of_the_table() {
        Set<String> packages = CLASSES.stream().map(ArchitectureTest::room).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(MAY_USE.keySet(), packages);
    }

    @Test
    void a_room_uses_the_rooms_that_the_table_allows_and_no_others() {
        MAY_USE.forEach((room, allowed) -> {
            String[] elsewhere = MAY_USE.keySet().stream().filter(r -> !r.equals(room) && !allowed.contains(r))
                    .map(ArchitectureTest::packageOf).toArray(String[]::new);
            noClasses().that().resideInAPackage(packageOf(room)).should().dependOnClassesThat().resideInAnyPackage(elsewhere)
                    .because("the room table does not allow it").check(CLASSES);
        });
    }

    @Test
    void each_package_says_of_itself_what_the_table_says_of_it() throws IOException {
        Map<String, Set<String>> said = new TreeMap<>();
        said.put("", MAY_USE.get(""));
        for (String room : MAY_USE.keySet()) {
            if (!room.isEmpty()) {
                said.put(room, mayUse(Path.of("src/main/java", packageOf(room).replace('.', '/'), "package-info.java")));
            }
        }
        assertEquals(MAY_USE, said);
    }

    @Test
    void no_rooms_use_each_other_in_a_circle() {
        SlicesRuleDefinition.slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith(BASE) ? SliceIdentifier.of(room(type)) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "rooms";
            }
        }).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void no_class_is_named_after_nothing() {
        noClasses().should().haveNameMatching(".*(Helper|Helpers|Util|Utils|Manager|Impl)(\\$.*)?")
                .because("such a name says nothing of what the class is").check(CLASSES);
    }

    @Test
    void only_http_speaks_http() {
        noClasses().that().resideOutsideOfPackage(packageOf("http")).should().dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "io.vertx..", "org.jboss.resteasy..", "io.quarkus.vertx.http..").check(CLASSES);
    }

    @Test
    void http_knows_of_searches_and_rows_only_what_a_request_and_an_answer_are_made_of() {
        noClasses().that().resideInAPackage(packageOf("http")).should().dependOnClassesThat(
                resideInAnyPackage(packageOf("search"), packageOf("search.parameter"), packageOf("store"))
                        .and(describe("are more than a query parameter, the base URL or a stored version", type ->
                                !Set.of("QueryParameter", "RequestBase", "StoredVersion").contains(type.getSimpleName()))))
                .check(CLASSES);
    }

    /**
     * {@code SQLException} passes through whoever runs inside a unit of work: only {@code Database} can say what it
     * means (a lost race, a timeout). {@code ResultSet} is what a {@code Session.RowReader} reads one row of, and
     * {@code search} alone writes select lists of its own. {@code embedded} asks the PostgreSQL that it started whether
     * it answers, by the driver.
     */
    @Test
    void only_the_store_speaks_jdbc() {
        DescribedPredicate<JavaClass> jdbc = resideInAnyPackage("java.sql", "javax.sql..", "org.postgresql..", "io.agroal..");
        noClasses().that().resideOutsideOfPackages(packageOf("store"), packageOf("search"), packageOf("embedded")).should()
                .dependOnClassesThat(jdbc.and(not(SQLException.class))).check(CLASSES);
        noClasses().that().resideInAPackage(packageOf("search")).should()
                .dependOnClassesThat(jdbc.and(not(SQLException.class)).and(not(ResultSet.class))).check(CLASSES);
    }

    @Test
    void only_the_schema_is_mapped_by_hibernate() {
        noClasses().that().resideOutsideOfPackage(packageOf("store.schema")).should().dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "org.hibernate..").check(CLASSES);
    }

    @Test
    void hapi_is_used_where_fhirpath_is_and_nowhere_on_the_hot_path() {
        noClasses().that().resideOutsideOfPackages(packageOf("fhirpath"), packageOf("patch")).should().dependOnClassesThat(
                resideInAnyPackage("ca.uhn..", "org.hl7..")).check(CLASSES);
    }

    @Test
    void only_tokens_are_read_by_jose4j() {
        noClasses().that().resideOutsideOfPackage(packageOf("access.token")).should().dependOnClassesThat().resideInAPackage("org.jose4j..").check(CLASSES);
    }

    @Test
    void the_ground_knows_no_framework() {
        classes().that().resideInAnyPackage(packageOf("outcome"), packageOf("json"), packageOf("definition"), packageOf("format"),
                packageOf("validation"), packageOf("terminology"), packageOf("access"), packageOf("search.parameter"),
                packageOf("store.row")).should().onlyDependOnClassesThat(
                resideInAPackage(BASE + "..").or(resideInAnyPackage("java..", "javax.xml..", "com.fasterxml.jackson.core..", "com.ctc.wstx..",
                        "org.codehaus.stax2..", "org.fhir.ucum", "org.jboss.logging"))).check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> not(Class<?> type) {
        return describe("is not " + type.getSimpleName(), c -> !c.isEquivalentTo(type));
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(BASE) ? "" : name.substring(BASE.length() + 1);
    }

    private static String packageOf(String room) {
        return room.isEmpty() ? BASE : BASE + "." + room;
    }

    private static Set<String> mayUse(Path packageInfo) throws IOException {
        String text = Files.readString(packageInfo);
        int start = text.indexOf("May use:");
        assertTrue(start > 0, packageInfo + " says nothing of what the package may use");
        Set<String> rooms = new TreeSet<>();
        Matcher m = Pattern.compile("\\{@code ([a-z.]+)}").matcher(text.substring(start));
        while (m.find()) {
            rooms.add(m.group(1));
        }
        return rooms;
    }
}
