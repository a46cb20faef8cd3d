package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonObject;

/** R4 search.html#sort, by every type of parameter. Without a value: first ascending, last descending. */
@QuarkusTest
class SortTest {

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("p1", Given.json("{'resourceType':'Patient','name':[{'family':'Zulu'}],'gender':'female','birthDate':'1990-01-01','deceasedDateTime':'2020-02-01'}"));
        all.put("p2", Given.json("{'resourceType':'Patient','name':[{'family':'alpha'}],'gender':'male','birthDate':'1980-01-01','deceasedDateTime':'2019-01-01'}"));
        all.put("p3", Given.json("{'resourceType':'Patient','name':[{'family':'Émile'}],'gender':'female','birthDate':'2000-01-01','deceasedDateTime':'2021-01-01'}"));
        all.put("p4", Given.json("{'resourceType':'Patient','active':true}"));
        all.put("o1", observation(s, "p2", "2024-03-01", "1", "kg", "c"));
        all.put("o2", observation(s, "p1", "2024-01-01", "500", "g", "b"));
        all.put("o3", observation(s, "p3", "2024-02-01", "2", "kg", "a"));
        all.put("o4", Given.json("{'resourceType':'Observation','status':'final','code':{'text':'no coding'}}"));
        all.put("v1", Given.json("{'resourceType':'ValueSet','status':'draft','url':'http://b.example/1'}"));
        all.put("v2", Given.json("{'resourceType':'ValueSet','status':'draft','url':'http://a.example/1'}"));
        all.put("v3", Given.json("{'resourceType':'ValueSet','status':'draft'}"));
        all.put("r1", risk("0.5"));
        all.put("r2", risk("0.05"));
        all.put("r3", Given.json("{'resourceType':'RiskAssessment','status':'final','subject':{'display':'x'}}"));
        shelf = s.putAll(all);
    }

    private static JsonObject observation(Shelf s, String patient, String date, String value, String unit, String code) {
        JsonObject o = Given.observation(s.id(patient), code, date, value, unit);
        o.object("code").put("text", "said otherwise");
        return o.put("method", Given.concept("urn:test:method", code));
    }

    private static JsonObject risk(String probability) {
        return Given.json("{'resourceType':'RiskAssessment','status':'final','subject':{'display':'x'},'prediction':[{'probabilityDecimal':" + probability + "}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Patient?_sort=family;                   p4 p2 p3 p1",
        "Patient?_sort=birthdate;                p4 p2 p1 p3",
        "Patient?_sort=gender,birthdate;         p4 p1 p3 p2",
        "Patient?_sort=gender,-birthdate;        p4 p3 p1 p2",
        "Patient?_sort=-gender,birthdate;        p2 p1 p3 p4",
        "Patient?_sort=_id;                      p1 p2 p3 p4",
        "Patient?gender=female&_sort=family;     p3 p1",
        "Observation?_sort=date;                 o4 o2 o3 o1",
        "Patient?_sort=death-date;               p4 p2 p1 p3",
        "Observation?_sort=code;                 o4 o3 o2 o1",
        "Observation?_sort=method;               o4 o3 o2 o1",
        "Observation?_sort=value-quantity;       o4 o2 o1 o3",
        "Observation?_sort=subject;              o4 o2 o1 o3",
        "Observation?_sort=patient;              o4 o2 o1 o3",
        "Observation?patient:missing=false&_sort=date; o2 o3 o1",
        "ValueSet?_sort=url;                     v3 v2 v1",
        "RiskAssessment?_sort=probability;       r3 r2 r1",
    })
    void resources_come_in_the_order_of_the_parameter_and_reversed(String search, String expected) {
        List<String> labels = List.of(expected.split(" "));
        assertEquals(labels, shelf.order(search));
        assertEquals(labels, shelf.order(search + "&_count=1"), "page by page");
        if (!search.contains(",")) {
            List<String> reversed = new ArrayList<>(labels);
            Collections.reverse(reversed);
            assertEquals(reversed, shelf.order(search.replace("_sort=", "_sort=-")));
            assertEquals(reversed, shelf.order(search.replace("_sort=", "_sort=-") + "&_count=1"), "page by page");
        }
    }

    @Test
    void the_last_changed_comes_first_when_asked_for() {
        Shelf s = new Shelf();
        for (String label : List.of("c", "a", "b")) {
            s.put(label, Given.json("{'resourceType':'Basic','code':{'text':'1'}}"));
        }
        assertEquals(List.of("c", "a", "b"), s.order("Basic?_sort=_lastUpdated"));
        s.put("c", Given.json("{'resourceType':'Basic','code':{'text':'2'}}"));
        assertEquals(List.of("c", "b", "a"), s.order("Basic?_sort=-_lastUpdated"));
        assertEquals(List.of("c", "b", "a"), s.order("Basic?_sort=-_lastUpdated&_count=1"));
    }

    @Test
    void a_value_of_several_counts_by_its_lowest_ascending_and_its_highest_descending() {
        Shelf s = new Shelf();
        s.put("wide", Given.json("{'resourceType':'Patient','name':[{'family':'Aa'},{'family':'Zz'}]}"));
        s.put("middle", Given.json("{'resourceType':'Patient','name':[{'family':'Mm'}]}"));
        assertEquals(List.of("wide", "middle"), s.order("Patient?_sort=family"));
        assertEquals(List.of("wide", "middle"), s.order("Patient?_sort=-family"));
    }

    @Test
    void what_has_no_order_is_refused() {
        assertTrue(Fhir.refused("Observation?_sort=code-value-quantity").contains("no order"));
        assertTrue(Fhir.refused("Location?_sort=near").contains("no order"));
        assertTrue(Fhir.refused("Patient?_sort=famly").contains("family"));
        assertTrue(Fhir.refused("Patient?_sort=family,").contains("no search parameter"));
        assertTrue(Fhir.refused("Patient?_sort:desc=family").contains("no modifiers"));
    }
}
