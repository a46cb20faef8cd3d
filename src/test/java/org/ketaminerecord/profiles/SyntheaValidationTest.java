package org.ketaminerecord.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Client;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Shared;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;

/**
 * Twenty lives as Synthea exports them, which claim profiles of US Core without a version: valid as they are sent, and valid as they are
 * stored, by US Core 8.0.0, the later of the two that are there.
 */
@QuarkusTest
@TestProfile(Guides.class)
class SyntheaValidationTest {

    /** What is said of some, undecided codes apart; each is so. */
    private static final Set<String> WARNINGS = Set.of(
            // a social security number is SS of v2-0203, which R4's extensible value set of kinds of identifiers does not have
            "Patient.identifier.type http://hl7.org/fhir/ValueSet/identifier-type",
            // US Core 8.0.0 wants NDC codes beside CVX
            "Immunization us-core-5");

    @Test
    void nothing_is_wrong_with_them_as_they_are_sent_and_as_they_are_stored() throws IOException {
        Map<String, JsonObject> bundles = bundles();
        Map<String, List<Told>> errors = new TreeMap<>();
        Set<String> warnings = new TreeSet<>();
        bundles.forEach((file, bundle) -> note(file, Told.of(bundle), errors, new TreeSet<>()));
        assertEquals(Map.of(), errors);

        List<String> locations = new ArrayList<>();
        for (String first : List.of("hospital", "practitioner", "")) {
            for (String file : bundles.keySet().stream().filter(f -> f.startsWith(first)).toList()) {
                locations.addAll(load(bundles.remove(file)));
            }
        }
        assertEquals(13_794, locations.size());
        Client client = new Client(Fhir.base());
        List<List<Told>> told = Client.together(2, half -> {
            List<Told> mine = new ArrayList<>();
            for (int i = half; i < locations.size(); i += 2) {
                mine.addAll(Told.issues(client.send("GET", locations.get(i) + "/$validate", null).body()));
            }
            return mine;
        });
        told.forEach(t -> note("stored", t, errors, warnings));
        assertEquals(Map.of(), errors);
        assertEquals(new TreeSet<>(WARNINGS), warnings);
    }

    private static void note(String of, List<Told> told, Map<String, List<Told>> errors, Set<String> warnings) {
        for (Told t : told) {
            if (t.error()) {
                errors.computeIfAbsent(of, k -> new ArrayList<>()).add(t);
            } else if (!t.undecided()) {
                warnings.add(t.expression().replaceAll("\\[\\d+]", "") + " " + t.rule());
            }
        }
    }

    private static List<String> load(JsonObject bundle) {
        Response response = Fhir.process(bundle);
        assertEquals(200, response.statusCode(), response::asString);
        return Fhir.body(response).objects("entry").stream().map(e -> e.object("response").string("location"))
                .map(l -> l.substring(l.indexOf("/fhir/") + 6, l.indexOf("/_history/"))).toList();
    }

    private static Map<String, JsonObject> bundles() throws IOException {
        Shared.file("packages/hl7.fhir.us.core-8.0.0.tgz");
        Map<String, JsonObject> bundles = new TreeMap<>();
        try (InputStream file = Files.newInputStream(Shared.file("data/synthea-r4-20-patients.tar.xz"));
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(file))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                if (e.isFile() && e.getName().endsWith(".json")) {
                    bundles.put(e.getName().substring(e.getName().lastIndexOf('/') + 1), JsonReader.object(tar.readAllBytes()));
                }
            }
        }
        return bundles;
    }
}
