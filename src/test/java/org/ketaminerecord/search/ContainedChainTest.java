package org.ketaminerecord.search;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ketaminerecord.fixture.Given.json;

import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** "A chained condition will be evaluated inside contained resources" (R4 search.html#contained), and nothing else is. */
@QuarkusTest
class ContainedChainTest {

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        String m = s.mark();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("patient", Given.patient("Outer" + m));
        all.put("org", json("{'resourceType':'Organization','name':'Maker'}"));
        all.put("medication", medication(null, "free", m));
        all.put("rxInside", request(s.id("patient"), "#m1").put("contained", JsonArray.of(medication("m1", "inside", m))));
        all.put("rxOther", request(s.id("patient"), "#m1").put("contained", JsonArray.of(medication("m1", "other", m))));
        all.put("rxBoth", request(s.id("patient"), "#-b.2").put("contained", JsonArray.of(medication("-b.1", "inside", m), medication("-b.2", "other", m))));
        all.put("rxFree", request(s.id("patient"), "Medication/" + s.id("medication")));
        all.put("obsInside", json("{'resourceType':'Observation','status':'final','code':{'coding':[{'code':'outer" + m + "'}]},"
                + "'subject':{'reference':'#p'},'effectiveDateTime':'2024-02-03'}")
                .put("contained", JsonArray.of(Given.patient("Inner" + m).put("id", "p").put("birthDate", "1977-07-07"))));
        all.put("obsOutside", Given.observation(s.id("patient"), "outer" + m, "2024-02-04", "1", "kg"));
        all.put("report", json("{'resourceType':'DiagnosticReport','status':'final','code':{'text':'x'},'result':[{'reference':'#o'}]}")
                .put("contained", JsonArray.of(json("{'resourceType':'Observation','id':'o','status':'final','code':{'coding':[{'code':'deep"
                        + m + "'}]},'subject':{'reference':'#p'},'valueInteger':7,'effectiveDateTime':'2023-05-06'}"),
                        Given.patient("Deep" + m).put("id", "p"))));
        all.put("reportOfOuter", json("{'resourceType':'DiagnosticReport','status':'final','code':{'text':'x'},'result':[{'reference':'#o'}]}")
                .put("contained", JsonArray.of(json("{'resourceType':'Observation','id':'o','status':'amended','code':{'coding':[{'code':'deep"
                        + m + "'}]},'effectiveDateTime':'2023-05-07'}").put("subject", Given.reference("Patient/" + s.id("patient"))))));
        all.put("rxMaker", request(s.id("patient"), "#m").put("contained", JsonArray.of(medication("m", "made", m)
                .put("manufacturer", Given.reference("Organization/" + s.id("org"))))));
        all.put("form", json("{'resourceType':'Questionnaire','status':'active','subjectType':['Patient']}").put("contained", JsonArray.of(
                json("{'resourceType':'Provenance','id':'v','target':[{'reference':'#'}],'recorded':'2020-01-01T00:00:00Z','agent':[{'who':{'display':'x'}}]}"))));
        shelf = s.putAll(all);
    }

    private static JsonObject medication(String id, String code, String mark) {
        JsonObject medication = json("{'resourceType':'Medication','status':'active','ingredient':[{'itemCodeableConcept':{'coding':[{'system':'urn:s','code':'"
                + code + mark + "'}]}}]}").put("code", json("{'text':'" + code + " mixture'}"));
        return id == null ? medication : medication.put("id", id);
    }

    private static JsonObject request(String patient, String medication) {
        return json("{'resourceType':'MedicationRequest','status':'active','intent':'order'}").put("subject", Given.reference("Patient/" + patient))
                .put("medicationReference", Given.reference(medication));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        // the specification's own example, and the other side of it
        "MedicationRequest?medication.ingredient-code=urn:s|inside@; rxInside",
        "MedicationRequest?medication.ingredient-code=other@; rxBoth rxOther",
        "MedicationRequest?medication.ingredient-code=free@; rxFree",
        "MedicationRequest?medication.ingredient-code=inside@,free@; rxFree rxInside",
        "MedicationRequest?medication.ingredient-code=none@; ",
        "MedicationRequest?medication:Medication.code:text=inside; rxInside",
        "Medication?ingredient-code=inside@; ",
        "Medication?ingredient-code=free@; medication",
        // what needs the target's own row: id, negation, missing
        "MedicationRequest?medication._id=m1; rxInside rxOther",
        "MedicationRequest?medication._id=-b.2; rxBoth",
        "MedicationRequest?medication._id=-b.1; ",
        "MedicationRequest?medication.ingredient-code:not=inside@; rxBoth rxFree rxMaker rxOther",
        "MedicationRequest?medication.manufacturer:missing=false; rxMaker",
        "MedicationRequest?medication.manufacturer:missing=true; rxBoth rxFree rxInside rxOther",
        // from a contained resource to one that stands by itself
        "MedicationRequest?medication.manufacturer.name=maker; rxMaker",
        "MedicationRequest?medication.manufacturer=org.@; rxMaker",
        // a contained patient, by every way that a chain to a patient goes
        "Observation?subject.name=inner@; obsInside",
        "Observation?patient.name=inner@; obsInside",
        "Observation?subject:Patient.name=outer@; obsOutside",
        "Observation?patient.birthdate=1977-07-07; obsInside",
        "Observation?patient.birthdate=lt1979; obsInside",
        "Observation?patient.birthdate=1980-01-02; obsOutside",
        "Observation?patient.name=inner@&code=outer@; obsInside",
        "Observation?patient.name=inner@&_sort=-date; obsInside",
        "Observation?patient.gender:not=male; obsInside obsOutside",
        "Observation?patient._id=p; obsInside",
        "Observation?patient.name:missing=false; obsInside obsOutside",
        // through several contained ones
        "DiagnosticReport?result.code=deep@; report reportOfOuter",
        "DiagnosticReport?result.subject.name=deep@; report",
        "DiagnosticReport?result.patient.name=deep@; report",
        "DiagnosticReport?result.subject:Patient.name=outer@; reportOfOuter",
        "DiagnosticReport?result.patient=patient.@; reportOfOuter",
        "DiagnosticReport?result.date=2023-05-06; report",
        "DiagnosticReport?result.date=ge2023-05-07; reportOfOuter",
        "DiagnosticReport?result.status=amended; reportOfOuter",
        "DiagnosticReport?result.value-quantity=7; ",
        // nothing contained counts as what stands by itself
        "Observation?code=deep@; ",
        "Observation?patient=patient.@; obsOutside",
        "Patient?name=inner@; ",
        "Patient?_has:Observation:patient:code=deep@; ",
        "Patient?_has:Observation:patient:code=outer@; patient",
        "Patient?_has:Observation:patient:status=amended; ",
        "Organization?_has:Medication:manufacturer:status=active; ",
        "Medication?_id=m1; ",
        "Provenance?recorded=2020; ",
        // a reference to a contained resource is a reference
        "Observation?subject:missing=true; ",
        "Observation?patient:missing=false; obsInside obsOutside",
        "DiagnosticReport?result:missing=false; report reportOfOuter",
    })
    void a_chain_goes_into_contained_resources_and_nothing_else_does(String search, String expected) {
        assertEquals(expected == null ? Set.of() : new TreeSet<>(Set.of(expected.split(" "))), shelf.find(search.replace("@", shelf.mark())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Observation?code=deep@; 0",
        "Observation?code=outer@; 2",
        "Medication?ingredient-code=inside@; 0",
        "Patient?name=inner@; 0",
        "MedicationRequest?medication.ingredient-code=inside@; 1",
    })
    void counts_say_the_same(String search, int expected) {
        Fhir.get(Fhir.encoded(search.replace("@", shelf.mark()) + "&_summary=count")).then().statusCode(200).body("total", equalTo(expected));
    }
}
