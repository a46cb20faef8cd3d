package org.ketaminerecord.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/** What the three callers require, by the CapabilityStatements of our package, the server declares in its own. */
@QuarkusTest
class RequirementsTest {

    private static final ProfilePackage PACKAGE = new ProfilePackage();

    @ParameterizedTest
    @ValueSource(strings = {"ktr-ehr", "ktr-partner-app", "ktr-integrator"})
    void the_server_declares_what_is_required(String caller) {
        Set<String> required = said(PACKAGE.definitions.get("CapabilityStatement-" + caller + ".json"));
        assertTrue(required.size() > 30, required::toString);
        required.removeAll(said(Fhir.read("metadata")));
        assertEquals(Set.of(), required);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ktr-ehr", "ktr-partner-app", "ktr-integrator"})
    void the_profiles_that_are_named_are_in_the_package_and_of_their_type(String caller) {
        Set<String> ours = new HashSet<>();
        PACKAGE.profiles().values().forEach(p -> ours.add(p.string("type") + " " + p.string("url")));
        Set<String> named = new TreeSet<>();
        PACKAGE.definitions.get("CapabilityStatement-" + caller + ".json").objects("rest").getFirst().objects("resource").stream()
                .filter(r -> r.array("supportedProfile") != null)
                .forEach(r -> r.array("supportedProfile").forEach(p -> named.add(r.string("type") + " " + ((JsonString) p).value().replaceFirst("\\|.*", ""))));
        assertTrue(!named.isEmpty());
        named.removeAll(ours);
        assertEquals(Set.of(), named);
    }

    /** Interactions, search parameters and operations, each as one line. */
    private static Set<String> said(JsonObject statement) {
        Set<String> said = new TreeSet<>();
        JsonObject rest = statement.objects("rest").getFirst();
        rest.objects("interaction").forEach(i -> said.add(i.string("code")));
        rest.objects("operation").forEach(o -> said.add("$" + o.string("name") + " " + o.string("definition")));
        for (JsonObject resource : rest.objects("resource")) {
            String type = resource.string("type");
            resource.objects("interaction").forEach(i -> said.add(type + " " + i.string("code")));
            resource.objects("searchParam").forEach(p -> said.add(type + "?" + p.string("name") + " " + p.string("type")));
            resource.objects("operation").forEach(o -> {
                said.add(type + " $" + o.string("name") + " " + o.string("definition"));
                said.add("$" + o.string("name") + " " + o.string("definition"));
            });
            for (String flag : new String[] {"conditionalCreate", "conditionalUpdate"}) {
                if (resource.get(flag) == JsonBoolean.TRUE) {
                    said.add(type + " " + flag);
                }
            }
        }
        return said;
    }
}
