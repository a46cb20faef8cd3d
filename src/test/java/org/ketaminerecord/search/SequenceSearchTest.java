package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonObject;

/** The composites of three parts, all of them of MolecularSequence (R4 molecularsequence.html#search). */
@QuarkusTest
class SequenceSearchTest {

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("one", sequence(1, "1", "NC_000001.11", "'windowStart':100,'windowEnd':200", "{'start':128,'end':344}"));
        all.put("two", sequence(1, "2", "NC_000002.12", "'windowStart':100,'windowEnd':200", "{'start':128,'end':344}"));
        // neither of its variants is from 10 to 344
        all.put("crossed", sequence(1, "1", "NC_000001.11", "'windowStart':1,'windowEnd':5", "{'start':10,'end':20},{'start':300,'end':344}"));
        all.put("zero", sequence(0, "1", "NC_000001.11", "'windowStart':99,'windowEnd':200", "{'start':127,'end':344}"));
        all.put("open", sequence(1, "1", "NC_000001.11", "'windowStart':100", "{'start':128}"));
        all.put("none", Given.json("{'resourceType':'MolecularSequence','coordinateSystem':1}"));
        shelf = new Shelf().putAll(all);
    }

    private static JsonObject sequence(int system, String chromosome, String id, String window, String variants) {
        return Given.json("{'resourceType':'MolecularSequence','coordinateSystem':" + system + ",'referenceSeq':{'chromosome':{'coding':[{'system':"
                + "'urn:test:chromosome','code':'" + chromosome + "'}]},'referenceSeqId':{'coding':[{'system':'urn:test:refseq','code':'" + id
                + "'}]}," + window + "},'variant':[" + variants + "]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "chromosome-variant-coordinate=1$lt345$gt123;           crossed one zero",
        "chromosome-variant-coordinate=2$lt345$gt123;           two",
        "chromosome-variant-coordinate=urn:test:chromosome|1$128$344;  one zero",
        "chromosome-variant-coordinate=urn:test:other|1$128$344;   ",
        // of one variant, not the start of one and the end of another
        "chromosome-variant-coordinate=1$10$20;                 crossed",
        "chromosome-variant-coordinate=1$10$344;                ",
        "chromosome-variant-coordinate=1$300$344;               crossed",
        // counted from 1, whatever the sequence counts from
        "chromosome-variant-coordinate=1$127$344;               ",
        "chromosome-variant-coordinate=1$ge128$le344;           crossed one zero",
        "chromosome-variant-coordinate=1$gt128$gt1;             crossed",
        "chromosome-variant-coordinate=1$10$20,2$128$344;       crossed two",
        "chromosome-window-coordinate=1$100$200;                one zero",
        "chromosome-window-coordinate=1$lt100$gt1;              crossed",
        "chromosome-window-coordinate=2$100$200;                two",
        "referenceseqid-variant-coordinate=NC_000001.11$128$344; one zero",
        "referenceseqid-variant-coordinate=NC_000002.12$128$344; two",
        "referenceseqid-window-coordinate=NC_000001.11$le1$le5; crossed",
        "chromosome-variant-coordinate:missing=true;            none open",
        "variant-start=127;                                     zero",
    })
    void the_three_are_of_one_element(String query, String expected) {
        assertEquals(expected == null ? Set.of() : new TreeSet<>(Set.of(expected.split(" "))), shelf.find("MolecularSequence?" + query));
    }

    @Test
    void what_are_no_three_is_refused() {
        assertTrue(Fhir.refused("MolecularSequence?chromosome-variant-coordinate=1$5").contains("three values with a $"));
        assertTrue(Fhir.refused("MolecularSequence?chromosome-variant-coordinate=1$5$6$7").contains("three values with a $"));
        assertTrue(Fhir.refused("MolecularSequence?chromosome-variant-coordinate=1$here$there").contains("number"));
        assertTrue(Fhir.refused("MolecularSequence?chromosome-variant-coordinate=urn:x|$1$2").contains("a first value with a code"));
    }

    @Test
    void they_are_in_the_capability_statement() {
        String capabilities = Fhir.get("metadata").asString();
        for (String name : Set.of("chromosome-variant-coordinate", "chromosome-window-coordinate", "referenceseqid-variant-coordinate",
                "referenceseqid-window-coordinate")) {
            assertTrue(capabilities.contains("\"" + name + "\""), name);
        }
    }
}
