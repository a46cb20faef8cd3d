package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;

/** R4 search.html#number, #quantity and #prefix, both sides of every boundary. */
@QuarkusTest
class NumberSearchTest {

    private static final List<String> NUMBERS = List.of("-1", "0", "0.5", "49.99", "50", "71.49", "71.5", "71.99", "72", "72.00", "72.49", "72.5",
            "149.99", "150");

    private static Shelf numbers;
    private static Shelf quantities;
    private static Shelf special;

    @BeforeEach
    void fill() {
        if (quantities != null) {
            return;
        }
        Shelf shelf = new Shelf();
        Map<String, JsonObject> items = new LinkedHashMap<>();
        for (String n : NUMBERS) {
            items.put(label(n), Given.json("{'resourceType':'ChargeItem','status':'billed','code':{'text':'x'},'subject':{'display':'x'}}")
                    .put("factorOverride", new JsonNumber(n)));
        }
        numbers = shelf.putAll(items);

        Map<String, JsonObject> observations = new LinkedHashMap<>();
        observations.put("kg", observation("{'value':80,'unit':'kg','system':'http://unitsofmeasure.org','code':'kg'}"));
        observations.put("g", observation("{'value':80000,'unit':'gram','system':'http://unitsofmeasure.org','code':'g'}"));
        observations.put("mmHg", observation("{'value':80,'unit':'mmHg','system':'http://unitsofmeasure.org','code':'mm[Hg]'}"));
        observations.put("word", observation("{'value':80,'unit':'kg'}"));
        observations.put("other", observation("{'value':80,'unit':'kilo','system':'urn:test:units','code':'kg'}"));
        observations.put("bare", observation("{'value':80}"));
        observations.put("mg", observation("{'value':5400,'unit':'mg','system':'http://unitsofmeasure.org','code':'mg'}"));
        observations.put("below5", observation("{'value':5,'comparator':'<','system':'http://unitsofmeasure.org','code':'ng/mL','unit':'ng/mL'}"));
        observations.put("above200", observation("{'value':200,'comparator':'>=','system':'http://unitsofmeasure.org','code':'ng/mL','unit':'ng/mL'}"));
        observations.put("fever", observation("{'value':98.6,'system':'http://unitsofmeasure.org','code':'[degF]','unit':'F'}"));
        observations.put("nothing", Given.json("{'resourceType':'Observation','status':'final','code':{'text':'x'}}"));
        quantities = new Shelf().putAll(observations);
    }

    private static String label(String number) {
        return "n" + number;
    }

    private static JsonObject observation(String quantity) {
        return Given.json("{'resourceType':'Observation','status':'final','code':{'text':'x'}}").put("valueQuantity", Given.json(quantity));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "72;       71.5 71.99 72 72.00 72.49",
        "eq72;     71.5 71.99 72 72.00 72.49",
        "72.0;     71.99 72 72.00",
        "72.00;    72 72.00",
        "71.99;    71.99",
        "1e2;      50 71.49 71.5 71.99 72 72.00 72.49 72.5 149.99",
        "100;      ",
        "7.2e1;    71.5 71.99 72 72.00 72.49",
        "ne72;     -1 0 0.5 49.99 50 71.49 72.5 149.99 150",
        "gt72;     72.49 72.5 149.99 150",
        "ge72;     71.5 71.99 72 72.00 72.49 72.5 149.99 150",
        "lt72;     -1 0 0.5 49.99 50 71.49 71.5 71.99",
        "le72;     -1 0 0.5 49.99 50 71.49 71.5 71.99 72 72.00 72.49",
        "sa72;     72.49 72.5 149.99 150",
        "eb72;     -1 0 0.5 49.99 50 71.49 71.5 71.99",
        "ap72;     71.49 71.5 71.99 72 72.00 72.49 72.5",
        "-1;       -1",
        "lt0;      -1",
        "0;        0",
        "1,0.5;    0.5",
        "gt149,-1; -1 149.99 150",
    })
    void a_number_is_as_precise_as_it_is_written(String value, String expected) {
        Set<String> labels = new TreeSet<>();
        if (expected != null) {
            Arrays.stream(expected.split(" ")).map(NumberSearchTest::label).forEach(labels::add);
        }
        assertEquals(labels, numbers.find("ChargeItem?factor-override=" + value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        // any unit
        "80;                                       bare kg mmHg other word",
        // that unit, whatever the system; or its name
        "80||kg;                                   kg other word",
        "80||mmHg;                                 mmHg",
        // UCUM is compared across units of the same dimension, and only of it
        "80|http://unitsofmeasure.org|kg;          g kg",
        "80000|http://unitsofmeasure.org|g;        g kg",
        "80|http://unitsofmeasure.org|mm[Hg];      mmHg",
        "81|http://unitsofmeasure.org|kg;          ",
        "5.4|http://unitsofmeasure.org|g;          mg",
        "5.5|http://unitsofmeasure.org|g;          ",
        "gt79|http://unitsofmeasure.org|kg;        g kg",
        "lt79|http://unitsofmeasure.org|kg;        mg",
        "37.0|http://unitsofmeasure.org|Cel;       fever",
        "36.8|http://unitsofmeasure.org|Cel;       ",
        "80|urn:test:units|kg;                     other",
        "80|urn:test:units|g;                      ",
        // 'below 5' is every value up to 5
        "lt5|http://unitsofmeasure.org|ng/mL;      below5",
        "gt4|http://unitsofmeasure.org|ng/mL;      above200 below5",
        "sa4|http://unitsofmeasure.org|ng/mL;      above200",
        "gt1000|http://unitsofmeasure.org|ng/mL;   above200",
        "eb200|http://unitsofmeasure.org|ng/mL;    below5",
        "lt0.01|http://unitsofmeasure.org|ug/mL;   below5",
        "80||kg,5.4|http://unitsofmeasure.org|g;   kg mg other word",
    })
    void a_quantity_is_a_number_with_its_unit(String value, String expected) {
        assertEquals(expected == null ? Set.of() : new TreeSet<>(Set.of(expected.split(" "))), quantities.find("Observation?value-quantity=" + value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        // on a scale of its own: that unit, and no unit that it is defined by
        "7.4|http://unitsofmeasure.org|[pH];        ph",
        "gt7|http://unitsofmeasure.org|[pH];        ph",
        "7.5|http://unitsofmeasure.org|[pH];        ",
        "7.4|http://unitsofmeasure.org|mol/L;       molar",
        "7400|http://unitsofmeasure.org|mmol/L;     molar",
        "30|http://unitsofmeasure.org|dB;           loud",
        "3|http://unitsofmeasure.org|B;             ",
        "3|http://unitsofmeasure.org|1;             ",
        // arbitrary: with itself only, whatever the scale
        "5|http://unitsofmeasure.org|[iU]/L;        dose",
        "5|http://unitsofmeasure.org|m[iU]/mL;      dose",
        "5|http://unitsofmeasure.org|[arb'U]/L;     ",
        "5|http://unitsofmeasure.org|/L;            ",
        // what is no unit is what it is
        "4|http://unitsofmeasure.org|furlong;       odd",
        "4|http://unitsofmeasure.org|fathom;        ",
    })
    void units_that_do_not_convert_are_compared_as_they_are(String value, String expected) {
        if (special == null) {
            Map<String, JsonObject> all = new LinkedHashMap<>();
            Map.of("ph", "7.4 [pH]", "molar", "7.4 mol/L", "loud", "30 dB", "dose", "5 [iU]/L", "odd", "4 furlong").forEach((label, text) ->
                    all.put(label, observation("{'value':" + text.split(" ")[0] + ",'system':'http://unitsofmeasure.org','code':'" + text.split(" ")[1] + "'}")));
            special = new Shelf().putAll(all);
        }
        assertEquals(expected == null ? Set.of() : new TreeSet<>(Set.of(expected.split(" "))), special.find("Observation?value-quantity=" + value));
    }

    @Test
    void missing_means_that_there_is_no_value() {
        assertEquals(Set.of("nothing"), quantities.find("Observation?value-quantity:missing=true"));
        assertEquals(10, quantities.find("Observation?value-quantity:missing=false").size());
    }

    @Test
    void a_range_is_met_by_what_overlaps_it() {
        Shelf risks = new Shelf();
        risks.put("range", Given.json("{'resourceType':'RiskAssessment','status':'final','subject':{'display':'x'},'prediction':[{'probabilityRange':"
                + "{'low':{'value':20},'high':{'value':40}}}]}"));
        assertEquals(Set.of("range"), risks.find("RiskAssessment?probability=gt30"));
        assertEquals(Set.of("range"), risks.find("RiskAssessment?probability=lt30"));
        assertEquals(Set.of(), risks.find("RiskAssessment?probability=sa30"));
        assertEquals(Set.of("range"), risks.find("RiskAssessment?probability=sa19"));
        assertEquals(Set.of("range"), risks.find("RiskAssessment?probability=eb41"));
        assertEquals(Set.of(), risks.find("RiskAssessment?probability=30"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "gt", "1.2.3", "0x10", "1,5,", "72|kg", "NaN", "Infinity", "xx5", "1e9999"})
    void what_is_no_number_is_refused(String value) {
        assertTrue(Fhir.refused("ChargeItem?factor-override=" + value).contains("factor-override"), value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "80|kg", "80|http://unitsofmeasure.org|kg|x", "|http://unitsofmeasure.org|kg"})
    void what_is_no_quantity_is_refused(String value) {
        assertTrue(Fhir.refused("Observation?value-quantity=" + value).contains("number|system|code"), value);
    }
}
