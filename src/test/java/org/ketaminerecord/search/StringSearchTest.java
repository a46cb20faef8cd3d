package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/** R4 search.html#string: from the beginning, case and accents folded; and every character is data. */
@QuarkusTest
class StringSearchTest {

    private static final String LONG = "x".repeat(98) + "\uD83D\uDE00\uD83D\uDE00" + "y".repeat(200);

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Map<String, String> families = new LinkedHashMap<>();
        families.put("umlaut", "Müller");
        families.put("plain", "Muller-Schmidt");
        families.put("loud", "MULLER");
        families.put("percent", "Mu%ler");
        families.put("underscore", "Mu_ler");
        families.put("quote", "O'Brien");
        families.put("quotes", "Mc\"Quote\"");
        families.put("comma", "Smith, Jr");
        families.put("pipe", "Pi|pe");
        families.put("dollar", "Dol$lar");
        families.put("backslash", "Back\\slash");
        families.put("space", "van  der  Meer");
        families.put("sharp", "Weiß");
        families.put("long", LONG);
        Map<String, JsonObject> patients = new LinkedHashMap<>();
        families.forEach((label, family) -> patients.put(label, Given.json("{'resourceType':'Patient'}")
                .put("name", JsonArray.of(new JsonObject().put("family", new JsonString(family))))));
        patients.put("whole", Given.json("{'resourceType':'Patient','name':[{'text':'Dr. Zoë Quist','given':['Zoë','Ann'],'prefix':['Dr.']}],"
                + "'address':[{'line':['1 Fire Street'],'city':'Århus','postalCode':'8000','country':'DK'}]}"));
        patients.put("nameless", Given.json("{'resourceType':'Patient','active':true}"));
        shelf = new Shelf().putAll(patients);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "family=mull;              loud plain umlaut",
        "family=MÜLL;              loud plain umlaut",
        "family=muller;            loud plain umlaut",
        "family=ller;              ",
        "family=schmidt;           ",
        "family:contains=LLER;     loud plain umlaut",
        "family:contains=schmidt;  plain",
        "family:exact=Müller;      umlaut",
        "family:exact=Muller;      ",
        "family:exact=MULLER;      loud",
        "family:exact=Mü;          ",
        "family=mu%;               percent",
        "family=mu_;               underscore",
        "family:contains=%;        percent",
        "family:contains=_;        underscore",
        "family=o'br;              quote",
        "family:exact=O'Brien;     quote",
        "family=mc\";              quotes",
        "family=weiss;             sharp",
        "family=van der meer;      space",
        "family=smith;             comma",
        "family=smith\\, j;        comma",
        "family:exact=Smith\\, Jr; comma",
        "family=pi\\|pe;           pipe",
        "family=pi|pe;             pipe",
        "family=dol\\$lar;         dollar",
        "family=dol$lar;           dollar",
        "family=back\\\\slash;     backslash",
        "family=mull,o'b;          loud plain quote umlaut",
        "given=zoe;                whole",
        "name=quist;               ",
        "name=dr. zoe;             whole",
        "name=ann;                 whole",
        "address=1 fire;           whole",
        "address=arhus;            whole",
        "address-city=Århus;       whole",
        "address-city=8000;        ",
        "address:contains=street;  whole",
    })
    void a_string_is_found_by_its_beginning(String query, String expected) {
        assertEquals(expected == null ? Set.of() : new TreeSet<>(Set.of(expected.split(" "))), shelf.find("Patient?" + query));
    }

    @Test
    void repeating_the_parameter_means_and() {
        assertEquals(Set.of("whole"), shelf.find("Patient?given=zoe&given=ann"));
        assertEquals(Set.of(), shelf.find("Patient?given=zoe&given=bob"));
    }

    @Test
    void missing_means_that_there_is_no_value() {
        assertEquals(Set.of("nameless"), shelf.find("Patient?name:missing=true"));
        assertEquals(Set.of("nameless", "whole"), shelf.find("Patient?family:missing=true"));
        assertEquals(Set.of("whole"), shelf.find("Patient?given:missing=false"));
    }

    @Test
    void a_long_string_is_compared_to_its_end() {
        assertEquals(Set.of("long"), shelf.find("Patient?family=" + LONG));
        assertEquals(Set.of("long"), shelf.find("Patient?family:exact=" + LONG));
        assertEquals(Set.of("long"), shelf.find("Patient?family=" + LONG.substring(0, 100)), "up to and with the first emoji");
        assertEquals(Set.of("long"), shelf.find("Patient?family=" + LONG.substring(0, 150)));
        assertEquals(Set.of(), shelf.find("Patient?family=" + LONG.substring(0, 250) + "z"));
        assertEquals(Set.of(), shelf.find("Patient?family:exact=" + LONG.substring(0, 250)));
    }

    @Test
    void a_value_of_twenty_thousand_characters_is_answered() {
        for (String parameter : new String[] {"family", "family:exact", "family:contains", "identifier", "organization", "_id"}) {
            String form = URLEncoder.encode(parameter, StandardCharsets.UTF_8) + "=" + "q".repeat(20_000);
            Fhir.request().contentType("application/x-www-form-urlencoded").body(form).post("Patient/_search").then().statusCode(200);
        }
    }

    @Test
    void an_empty_value_is_refused() {
        assertTrue(Fhir.refused("Patient?family=").contains("no value"));
        assertTrue(Fhir.refused("Patient?family=a,,b").contains("empty"));
        assertTrue(Fhir.refused("Patient?family=a,").contains("empty"));
    }
}
