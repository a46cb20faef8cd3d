package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonObject;

/** Rarely used shapes of values, each of which the server once read otherwise than the plain evaluation in {@code differential}. */
@QuarkusTest
class SearchOfOddShapesTest {

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("dead", Given.json("{'resourceType':'Patient','deceasedDateTime':'2020-01-01'}"));
        all.put("lives", Given.json("{'resourceType':'Patient','deceasedBoolean':false}"));
        all.put("nothing", Given.json("{'resourceType':'Patient','name':[{'family':'Σίσυφος'}]}"));
        all.put("group", Given.json("{'resourceType':'Group','type':'person','actual':true,'characteristic':[{'code':{'coding':[{'code':'smoker'}]},"
                + "'valueBoolean':true,'exclude':false}]}"));
        all.put("instant", observation("'effectiveInstant':'2024-01-01T10:00:30Z'"));
        all.put("second", observation("'effectiveDateTime':'2024-01-01T10:00:30Z'"));
        all.put("timing", observation("'effectiveTiming':{'event':['2023-06-15'],'repeat':{'boundsPeriod':{'start':'2022-01-01','end':'2022-12-31'}}}"));
        all.put("warm", observation("'valueQuantity':{'value':41.5,'system':'http://unitsofmeasure.org','code':'Cel'}"));
        all.put("typed", observation("'subject':{'type':'Group','identifier':{'system':'urn:i','value':'7'}}"));
        all.put("patient", observation("'subject':{'type':'Patient','identifier':{'system':'urn:i','value':'7'}}"));
        all.put("untyped", observation("'subject':{'identifier':{'system':'urn:i','value':'7'}}"));
        all.put("both", observation("'subject':{'reference':'Group/" + s.id("group") + "','identifier':{'system':'urn:i','value':'7'}}"));
        all.put("contained", observation("'contained':[{'resourceType':'Patient','id':'c','gender':'male'}],'subject':{'reference':'#c'}"));
        all.put("words", observation("'subject':{'display':'somebody'}"));
        all.put("plan", Given.json("{'resourceType':'CarePlan','status':'active','intent':'plan','subject':{'display':'x'},'activity':[{'detail':{'status':'scheduled',"
                + "'scheduledString':'2024-01-01'}}]}"));
        all.put("set", Given.json("{'resourceType':'ValueSet','status':'draft','useContext':[{'code':{'code':'age'},'valueRange':"
                + "{'low':{'value':5.4,'unit':'years','system':'urn:units','code':'a'}}}]}"));
        all.put("old", Given.json("{'resourceType':'DocumentReference','status':'current','content':[{'attachment':{'url':'http://x.example'}}]}"));
        all.put("new", Given.json("{'resourceType':'DocumentReference','status':'current','content':[{'attachment':{'url':'http://x.example'}}],"
                + "'relatesTo':[{'code':'replaces','target':{'reference':'DocumentReference/" + s.id("old") + "/_history/1'}}]}"));
        shelf = s.putAll(all);
    }

    private static JsonObject observation(String members) {
        return Given.json("{'resourceType':'Observation','status':'final','code':{'text':'x'}," + members + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        // Patient.deceased.exists() and Patient.deceased != false: false where nothing is said
        "Patient?deceased=true;                                        dead",
        "Patient?deceased=false;                                       lives nothing",
        "Patient?deceased:missing=true;                                ''",
        // a sigma that ends a word is a sigma
        "Patient?family=ΣΊΣ;                                           nothing",
        "Patient?family=σισυφος;                                       nothing",
        // an instant has no width, a dateTime to the second has one
        "Observation?date=gt2024-01-01T10:00:30.2Z;                    second",
        "Observation?date=2024-01-01T10:00:30.0Z;                      instant",
        "Observation?date=2024-01-01T10:00:30Z;                        instant second",
        // of a schedule only the outer limits matter: of its events and its bounds
        "Observation?date=lt2022-03-01;                                timing",
        "Observation?date=gt2023-06-01&date=lt2023;                    timing",
        // words are no date
        "CarePlan?activity-date=2024-01-01;                            ''",
        "CarePlan?activity-date:missing=true;                          plan",
        // a tenth of the value as it is written, not of the kelvins
        "Observation?value-quantity=ap37|http://unitsofmeasure.org|Cel;''",
        "Observation?value-quantity=ap38|http://unitsofmeasure.org|Cel;warm",
        // an identifier is of a patient when its type says so, or says nothing
        "Observation?subject:identifier=urn:i|7;                       both patient typed untyped",
        "Observation?patient:identifier=urn:i|7;                       patient untyped",
        "Observation?patient:missing=false;                            contained patient untyped",
        // a reference in words only has no value; one to a contained resource has
        "Observation?subject:missing=false;                            both contained patient typed untyped",
        "Observation?subject:missing=true&value-quantity:missing=true; instant second timing words",
        // composites of a boolean, of a range, of a reference with a version
        "Group?characteristic-value=smoker$true;                       group",
        "Group?characteristic-value=smoker$false;                      ''",
        "ValueSet?context-type-quantity=age$gt5||a;                    set",
        "ValueSet?context-type-quantity=age$gt5||b;                    ''",
        "DocumentReference?relationship=replaces$DocumentReference/OLD;new",
    })
    void they_are_read_as_the_specification_says(String search, String expected) {
        assertEquals(expected.isEmpty() ? Set.of() : new TreeSet<>(Set.of(expected.split(" "))), shelf.find(search.replace("OLD", shelf.id("old"))), search);
    }
}
