package org.ketaminerecord.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.operation.Operation;
import org.ketaminerecord.operation.OperationParameter;
import org.ketaminerecord.operation.OperationRegistry;

/** Operations that no standard defines are defined by our package, as the server has them. */
@QuarkusTest
class OwnOperationsTest {

    private static final ProfilePackage PACKAGE = new ProfilePackage();
    private static final String OWN = "https://ketamine-record.example/fhir/OperationDefinition/";

    @Inject
    OperationRegistry operations;

    @Test
    void each_is_defined_as_the_server_has_it() {
        Map<String, Object> here = new TreeMap<>();
        operations.all().stream().filter(o -> o.definition().startsWith(OWN)).forEach(o -> here.put(o.definition(), List.of(o.name(), o.affectsState(),
                o.levels().contains(Operation.Level.SYSTEM), o.levels().contains(Operation.Level.TYPE), o.levels().contains(Operation.Level.INSTANCE),
                new TreeSet<>(o.types()), o.parameters().stream().map(OperationParameter::name).toList())));
        Map<String, Object> defined = new TreeMap<>();
        PACKAGE.definitions.values().stream().filter(d -> d.string("resourceType").equals("OperationDefinition")).forEach(d -> defined.put(d.string("url"),
                List.of(d.string("code"), flag(d, "affectsState"), flag(d, "system"), flag(d, "type"), flag(d, "instance"),
                        new TreeSet<>(d.array("resource").stream().map(v -> ((JsonString) v).value()).toList()),
                        d.objects("parameter").stream().filter(p -> p.string("use").equals("in")).map(p -> p.string("name")).toList())));
        assertEquals(here, defined);
    }

    /** What it answers is what its definition says. */
    @Test
    void reindex_answers_with_the_parts_that_are_defined() {
        JsonObject definition = PACKAGE.definitions.get("OperationDefinition-reindex.json");
        List<String> parts = definition.objects("parameter").get(1).objects("part").stream().map(p -> p.string("name")).toList();
        JsonObject job = org.ketaminerecord.fixture.Fhir.body(org.ketaminerecord.fixture.Fhir.request()
                .body(Given.json("{'resourceType':'Parameters','parameter':[{'name':'url','valueUri':'http://hl7.org/fhir/SearchParameter/Slot-start'}]}").toString())
                .post("$reindex")).objects("parameter").getFirst();
        assertEquals("job", job.string("name"));
        assertEquals(List.of(), job.objects("part").stream().map(p -> p.string("name")).filter(n -> !parts.contains(n)).toList());
    }

    private static boolean flag(JsonObject definition, String name) {
        return definition.get(name) == JsonBoolean.TRUE;
    }
}
