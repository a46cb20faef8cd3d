package org.ketaminerecord.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;

/** The bill of materials that is made with the packaged server: all that is in it, each under a licence that it may be given away under. */
class BillOfMaterialsIT {

    private static final Path APPLICATION = Path.of("target", "quarkus-app");

    /** SPDX ids, and what poms write in place of them. Of several licences one is enough. */
    private static final Set<String> ALLOWED = Set.of("Apache-2.0", "Apache Software License 2.0", "MIT", "MIT-0", "0BSD", "BSD-2-Clause",
            "BSD-3-Clause", "CC0-1.0",
            "Public Domain", "EPL-1.0", "EPL-2.0", "MPL-2.0", "Unicode-3.0", "UPL-1.0", "PostgreSQL");

    /** Poms that say nothing, and what stands in the files themselves. */
    private static final Map<String, String> SAID_ELSEWHERE = Map.of("jakarta-regexp:jakarta-regexp", "Apache-2.0");

    /** The libraries of the server; those that only build it are in the bill too. */
    private static List<JsonObject> libraries() throws IOException {
        return JsonReader.object(Files.readAllBytes(Path.of("target", "quarkus-run-cyclonedx.json"))).objects("components").stream()
                .filter(c -> "library".equals(c.string("type")) && !"org.ketaminerecord".equals(c.string("group")))
                .filter(c -> c.objects("properties").stream().anyMatch(p -> "quarkus:component:scope".equals(p.string("name"))
                        && "runtime".equals(p.string("value")))).toList();
    }

    @Test
    void every_library_of_the_server_is_in_it() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (JsonObject c : libraries()) {
            listed.add((c.string("group") == null ? "" : c.string("group") + ".") + c.string("name") + "-" + c.string("version"));
        }
        Set<String> missing = new TreeSet<>();
        for (String folder : List.of("main", "boot")) {
            try (Stream<Path> jars = Files.list(APPLICATION.resolve("lib").resolve(folder))) {
                jars.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".jar")).map(f -> f.substring(0, f.length() - 4))
                        .filter(f -> listed.stream().noneMatch(f::startsWith)).forEach(missing::add);
            }
        }
        assertEquals(Set.of(), missing);
        assertTrue(listed.size() > 100, listed.size() + " libraries");
    }

    @Test
    void every_library_has_a_licence_that_is_allowed() throws IOException {
        List<String> others = new ArrayList<>();
        for (JsonObject c : libraries()) {
            Set<String> licences = new TreeSet<>();
            for (JsonObject l : c.objects("licenses")) {
                JsonObject named = l.object("license");
                licences.add(named == null ? String.valueOf(l.string("expression")) : named.string("id") != null ? named.string("id")
                        : named.string("name"));
            }
            String said = SAID_ELSEWHERE.get(c.string("group") + ":" + c.string("name"));
            if (said != null) {
                licences.add(said);
            }
            if (licences.stream().noneMatch(ALLOWED::contains)) {
                others.add(c.string("purl") + " " + licences);
            }
        }
        assertEquals(List.of(), others);
    }
}
