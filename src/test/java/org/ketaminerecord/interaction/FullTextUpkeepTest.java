package org.ketaminerecord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.store.Database;

/** What is done for the index of words behind the back of requests: filling it for what was there before, and taking out what nobody has. */
@QuarkusTest
class FullTextUpkeepTest {

    @Inject
    Database database;
    @Inject
    Engine engine;
    @Inject
    FullTextFill fill;
    @Inject
    FullTextSweep sweep;

    private static JsonObject patient(String family) {
        return Given.json("{'resourceType':'Patient','name':[{'family':'" + family + "'}]}");
    }

    private void sql(String statement, Object... values) {
        database.write(session -> {
            session.execute(statement, List.of(values));
            return null;
        });
    }

    private long texts(String word) {
        return database.read(s -> s.query("SELECT count(*) FROM full_text WHERE words @@ to_tsquery('simple', ?)", List.of(word), r -> r.getLong(1))).getFirst();
    }

    @Test
    void resources_from_before_the_switch_was_turned_on_are_indexed() {
        Shelf shelf = new Shelf().put("old", patient("Elder"));
        sql("UPDATE resource SET text_hash = NULL WHERE id = ?", shelf.id("old"));
        assertEquals(Set.of(), shelf.find("Patient?_content=elder"));
        String version = Fhir.get("Patient/" + shelf.id("old")).header("ETag");
        fill.fill();
        assertEquals(Set.of("old"), shelf.find("Patient?_content=elder"));
        assertEquals(version, Fhir.get("Patient/" + shelf.id("old")).header("ETag"));
    }

    @Test
    void until_they_are_the_parameters_are_refused_and_not_declared() {
        engine.registry().text().complete(false);
        try {
            String said = Fhir.refused(Fhir.get("Patient?_content=elder"), 400, "unsupported-parameter");
            assertTrue(said.contains("still being indexed"), said);
            assertTrue(!Fhir.read("metadata").toString().contains("\"_content\""));
        } finally {
            engine.registry().text().complete(true);
        }
        assertTrue(Fhir.read("metadata").toString().contains("\"_content\""));
    }

    @Test
    void the_words_of_what_was_deleted_or_changed_do_not_stay() throws InterruptedException {
        String gone = Given.unique();
        String changed = Given.unique();
        String kept = Given.unique();
        String first = Fhir.create(patient(gone));
        Shelf shelf = new Shelf().put("changed", patient(changed)).put("kept", patient(kept));
        Fhir.request().delete("Patient/" + first).then().statusCode(204);
        shelf.put("changed", patient("Else"));
        sweep.sweep();
        assertEquals(0, texts(gone));
        assertEquals(0, texts(changed));
        assertEquals(1, texts(kept));
        assertEquals(Set.of("kept"), shelf.find("Patient?_content=" + kept));
    }

    @Test
    void a_text_that_comes_back_between_the_mark_and_the_end_stays() throws InterruptedException {
        String word = Given.unique();
        Fhir.request().delete("Patient/" + Fhir.create(patient(word))).then().statusCode(204);
        sql("UPDATE full_text SET retired = true WHERE words @@ to_tsquery('simple', ?)", word);
        String again = Fhir.create(patient(word));
        assertEquals(0, database.read(s -> s.query("SELECT count(*) FROM full_text WHERE retired AND words @@ to_tsquery('simple', ?)", List.of(word),
                r -> r.getLong(1))).getFirst());
        sweep.sweep();
        assertEquals(List.of(again), Fhir.matches("Patient?_content=" + word));
    }
}
