package org.ketaminerecord.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Severity;

/** How much is told of one resource. */
class FindingsTest {

    private static JsonObject undecided(int i) {
        return Given.json("{'fullUrl':'http://example.org/Task/t" + i + "','resource':{'resourceType':'Task','id':'t" + i + "','meta':{'profile':['http://example.org/none']},"
                + "'status':'draft','intent':'order'}}");
    }

    /** A bundle of a thousand claims of unknown profiles, and one resource that is wrong, the last one. */
    @Test
    void warnings_however_many_do_not_take_the_place_of_an_error() {
        JsonArray entries = new JsonArray();
        for (int i = 0; i < 1_000; i++) {
            entries.add(undecided(i));
        }
        entries.add(Given.json("{'fullUrl':'http://example.org/Patient/p','resource':{'resourceType':'Patient','id':'p','communication':[{'language':{'text':'x'}}],"
                + "'meta':{'profile':['https://ketamine-record.example/fhir/StructureDefinition/ktr-patient']}}}"));
        JsonObject bundle = Given.json("{'resourceType':'Bundle','type':'collection'}").put("entry", entries);
        List<Finding> found = OwnPackageTest.VALIDATOR.check(bundle, List.of());
        assertEquals(Findings.MOST, found.stream().filter(f -> f.severity() == Severity.WARNING).count());
        assertTrue(found.stream().anyMatch(f -> f.severity() == Severity.ERROR && f.expression().equals("Bundle.entry[1000].resource.identifier")));
    }
}
