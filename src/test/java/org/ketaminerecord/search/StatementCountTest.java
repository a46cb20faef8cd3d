package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.store.Database;

/** How many SQL statements a request that reads may take, however much it finds. */
@QuarkusTest
class StatementCountTest {

    @Inject
    Database database;

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("patient", Given.patient("Counted"));
        all.put("visit", Given.encounter(s.id("patient"), "2024-01-01", "2024-01-02"));
        for (int i = 0; i < 9; i++) {
            all.put("o" + i, Given.observation(s.id("patient"), "29463-7", "2024-01-0" + (1 + i), "80", "kg")
                    .put("encounter", Given.reference("Encounter/" + s.id("visit"))));
        }
        shelf = s.putAll(all);
        Fhir.get(shelf.url("Observation?_count=1"));       // the first cursor of an installation asks for its key
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "1; Patient/@patient",
        "1; Observation/@o1/_history/1",
        "1; Observation?patient=@patient&code=29463-7&_sort=-date",
        "1; Observation?patient=@patient&code=29463-7&_count=3",
        "1; Observation?patient=@patient&_count=3",
        "1; Patient?name=counted&birthdate=1980-01-02&_id=@patient",
        "1; Observation?patient.name=counted&value-quantity=gt70&_count=2&_sort=-value-quantity",
        "1; Observation?patient=@patient&_summary=count",
        "2; Observation?patient=@patient&_count=3&_total=accurate",
        "2; Observation?patient=@patient&_include=Observation:patient",
        "2; Observation?patient=@patient&_include=Observation:patient&_include=Observation:encounter",
        "2; Observation?patient=@patient&_include=*",
        "2; Patient?_id=@patient&_revinclude=Observation:patient",
        "2; Patient?_id=@patient&_revinclude=Observation:patient&_revinclude=Encounter:subject&_revinclude=Condition:subject",
        "2; Patient?_id=@patient&_revinclude=*",
        "3; Observation?patient=@patient&_include=Observation:patient&_revinclude=Provenance:target",
        "3; Encounter?_id=@visit&_include=Encounter:patient&_revinclude=Observation:encounter&_revinclude=Procedure:encounter",
    })
    void a_request_takes_so_many(int expected, String search) {
        String url = Fhir.encoded(search.replaceAll("@(\\w+)", "$1." + shelf.mark()));
        Fhir.get(url).then().statusCode(200);
        long before = database.statements();
        Fhir.get(url).then().statusCode(200);
        assertEquals(expected, database.statements() - before);
    }

    @Test
    void a_next_page_takes_as_many_as_the_first() {
        String next = Fhir.link(Fhir.read("Observation?patient=" + shelf.id("patient") + "&_count=3&_include=Observation:patient"), "next");
        long before = database.statements();
        Fhir.follow(next).then().statusCode(200);
        assertEquals(2, database.statements() - before);
    }
}
