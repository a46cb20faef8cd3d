package org.ketaminerecord.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.ketaminerecord.store.Database;

/** R4 search_filter.html: every operator for every type of parameter, both sides. */
@QuarkusTest
class FilterSearchTest {

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
        all.put("peter", Given.json("{'resourceType':'Patient','active':true,'name':[{'family':'Petersen','given':['Peter','James']}],"
                + "'gender':'male','birthDate':'2014-10-10','telecom':[{'system':'phone','value':'555 1'}]}"));
        all.put("mary", Given.json("{'resourceType':'Patient','active':false,'name':[{'family':'Trumpet','given':['M\\u00e1ry']}],"
                + "'gender':'female','birthDate':'1980-05','deceasedBoolean':true}").put("generalPractitioner",
                JsonArray.of(Given.reference("Practitioner/" + s.id("doctor")))));
        all.put("nobody", Given.json("{'resourceType':'Patient'}"));
        all.put("doctor", Given.practitioner("House"));
        all.put("weight", Given.observation(s.id("peter"), "29463-7", "2024-03-05", "80", "kg")
                .put("category", JsonArray.of(Given.concept("urn:test:Cat", "Vital"), Given.concept("urn:test:Cat", "exam"))));
        all.put("heavy", Given.observation(s.id("mary"), "29463-7", "2024-03-20T10:00:00Z", "120000", "g"));
        all.put("pressure", Given.bloodPressure(s.id("mary"), "2024-04-01", "150", "95"));
        all.put("long", Given.json("{'resourceType':'Observation','status':'final','effectivePeriod':{'start':'2024-03-01','end':'2024-04-30'}}")
                .put("code", Given.concept(Given.LOINC, "1234-5")));
        all.put("undated", Given.json("{'resourceType':'Observation','status':'amended','code':{'text':'a thing'}}"));
        all.put("risk", Given.json("{'resourceType':'RiskAssessment','status':'final','subject':{'display':'x'},'prediction':[{'probabilityDecimal':0.8}]}"));
        all.put("rare", Given.json("{'resourceType':'RiskAssessment','status':'final','subject':{'display':'x'},'prediction':[{'probabilityDecimal':0.1}]}"));
        all.put("set", Given.json("{'resourceType':'ValueSet','status':'draft','url':'http://acme.example/one'}"));
        shelf = s.putAll(all);
    }

    private static void finds(String type, String filter, String expected) {
        String written = filter.replaceAll("@(\\w+)", "$1." + shelf.mark());
        assertEquals(expected == null ? Set.of() : new TreeSet<>(Set.of(expected.split(" "))), shelf.find(type + "?_filter=" + written), filter);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        // string: the whole, case and accents folded
        "family eq petersen;            peter",
        "family eq \"PETERSEN\";        peter",
        "family eq peters;              ",
        "given eq mary;                 mary",
        // one item that is unequal suffices; without an item there is none
        "given ne peter;                mary peter",
        "family ne petersen;            mary",
        "name co \"pet\";               mary peter",
        "name co etx;                   ",
        "name sw pet;                   peter",
        "family sw trum;                mary",
        "family ew pet;                 mary",
        "family ew sen;                 peter",
        "family ew seni;                ",
        // by code point
        "family gt petersen;            mary",
        "family ge petersen;            mary peter",
        "family lt trumpet;             peter",
        "family le trumpet;             mary peter",
        "family gt trump;               mary",
        "family pr true;                mary peter",
        "family pr false;               nobody",
        // what the pattern characters of SQL are
        "name co %;                     ",
        "name sw _;                     ",
        // token, case-insensitive
        "gender eq male;                peter",
        "gender eq MALE;                peter",
        "gender eq mal;                 ",
        "gender ne male;                mary",
        "active eq true;                peter",
        "active eq True;                peter",
        "deceased eq true;              mary",
        "telecom eq \"555 1\";          peter",
        "gender pr true;                mary peter",
        "gender pr false;               nobody",
        // date
        "birthdate eq 2014-10-10;       peter",
        "birthdate eq 2014;             peter",
        "birthdate eq 1980-05-02;       ",
        "birthdate ne 2014-10-10;       mary",
        "birthdate ge 2014-10-10;       peter",
        "birthdate gt 2014-10-10;       ",
        "birthdate lt 2014-10-10;       mary",
        "birthdate le 2014-10-10;       mary peter",
        "birthdate co 1980-05-02;       mary",
        "birthdate co 1980;             ",
        "birthdate po 1980;             mary",
        "birthdate po 1980-04;          ",
        "birthdate po 1980-05-31;       mary",
        "birthdate pr false;            nobody",
        // words between
        "gender eq male and birthdate ge 2014-10-10;    peter",
        "gender eq female and birthdate ge 2014-10-10;  ",
        "gender eq male or gender eq female;            mary peter",
        "not(gender eq male);                           mary nobody",
        "not(birthdate gt 2000);                        mary nobody",
        "not(gender pr true);                           nobody",
        // no precedence: (female or male) and 2014, not female or (male and 2014)
        "gender eq female or gender eq male and birthdate eq 2014;      peter",
        "gender eq female or (gender eq male and birthdate eq 2014);    mary peter",
        "not(gender eq male or gender eq female);       nobody",
        // reference
        "general-practitioner re Practitioner/@doctor;  mary",
        "general-practitioner re Practitioner/@other;   ",
        "general-practitioner pr true;                  mary",
        "general-practitioner pr false;                 nobody peter",
        // chain
        "general-practitioner:Practitioner.name eq house;    mary",
        "general-practitioner.family eq house;               mary",
        "general-practitioner.family pr false;               nobody peter",
        "not(general-practitioner.family eq house);          nobody peter",
        "general-practitioner[active eq true].family sw h;   mary",
        "general-practitioner[active eq false].family sw h;  ",
        // of the row itself
        "_id eq @mary;                                  mary",
        "_id ne @mary;                                  nobody peter",
        "_id eq @mary or _id eq @peter;                 mary peter",
        "_lastUpdated gt 2020;                          mary nobody peter",
        "_lastUpdated lt 2020;                          ",
        "_lastUpdated po 2020;                          ",
    })
    void patients(String filter, String expected) {
        finds("Patient", filter, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "code eq http://loinc.org|29463-7;              heavy weight",
        "code eq loinc|29463-7;                         heavy weight",
        "code eq LOINC|29463-7;                         heavy weight",
        "code eq snomed|29463-7;                        ",
        "code eq 29463-7;                               heavy weight",
        "code ne 29463-7;                               long pressure",
        "code pr false;                                 ",
        "category eq vital;                             weight",
        "category eq urn:test:Cat|VITAL;                weight",
        "category eq urn:test:cat|vital;                ",
        "category eq urn:test:Cat|;                     weight",
        // it has another category too
        "category ne vital;                             weight",
        "category ne urn:test:other|vital;              weight",
        "not(category eq vital);                        heavy long pressure undated",
        "status eq Final;                               heavy long pressure weight",
        "status ne final;                               undated",
        "subject.name co pet;                           heavy pressure weight",
        "subject:Patient.name co petersen;              weight",
        "subject[gender eq female].name co pet;         heavy pressure",
        "patient re Patient/@peter;                     weight",
        "subject re Patient/@mary;                      heavy pressure",
        "subject pr false;                              long undated",
        // three references deep, the last of them in brackets
        "subject:Patient[general-practitioner:Practitioner[active eq true].family eq house].gender eq female;   heavy pressure",
        "subject.general-practitioner.name eq house;    heavy pressure",
        "code eq 29463-7 and patient re Patient/@peter; weight",
        // dates are periods: 'long' is the whole of March and April
        "date eq 2024-03;                               heavy weight",
        "date po 2024-03;                               heavy long weight",
        "date po 2024-03-05;                            long weight",
        "date po 2024-05;                               ",
        "date co 2024-03-05;                            long weight",
        "date co 2024-03-05T10:00:00Z;                  long weight",
        "date co 2024-03;                               long",
        "date sa 2024-03-06;                            heavy pressure",
        "date eb 2024-03-20T10:00:00Z;                  weight",
        "date gt 2024-04-01;                            long",
        "not(date gt 2024-04-01);                       heavy pressure undated weight",
        "date ap 1900;                                  ",
        // quantity
        "value-quantity eq 80;                          weight",
        "value-quantity eq 80|http://unitsofmeasure.org|kg;     weight",
        "value-quantity eq 80000|ucum|g;                weight",
        "value-quantity ne 80|ucum|kg;                  heavy",
        "value-quantity gt 80|ucum|kg;                  heavy",
        "value-quantity ge 80|ucum|kg;                  heavy weight",
        "value-quantity lt 80.6|ucum|kg;                weight",
        "value-quantity le 120|ucum|kg;                 heavy weight",
        "value-quantity ap 82|ucum|kg;                  weight",
        "value-quantity sa 100|ucum|kg;                 heavy",
        "value-quantity eb 100||kg;                     weight",
        "value-quantity pr false;                       long pressure undated",
        "component-value-quantity gt \"140|http://unitsofmeasure.org|mm[Hg]\";  pressure",
        "code eq 29463-7 and value-quantity gt 100|ucum|kg;             heavy",
        "component-code-value-quantity eq \"8480-6$gt140\";             pressure",
        "component-code-value-quantity eq \"8462-4$gt140\";             ",
        "component-code-value-quantity pr true;         pressure",
    })
    void observations(String filter, String expected) {
        finds("Observation", filter, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "RiskAssessment; probability eq 0.8;                risk",
        "RiskAssessment; probability ne 0.8;                rare",
        "RiskAssessment; probability gt 0.5;                risk",
        "RiskAssessment; probability lt 0.5;                rare",
        "RiskAssessment; probability ge 0.8;                risk",
        "RiskAssessment; probability le 0.1;                rare",
        "RiskAssessment; probability sa 0.5;                risk",
        "RiskAssessment; probability eb 0.5;                rare",
        "RiskAssessment; probability ap 0.78;               risk",
        "RiskAssessment; probability pr true;               rare risk",
        "ValueSet;       url eq http://acme.example/one;    set",
        "ValueSet;       url eq http://acme.example/ONE;    ",
        "ValueSet;       url ne http://acme.example/two;    set",
        "ValueSet;       url ne http://acme.example/one;    ",
    })
    void numbers_and_uris(String type, String filter, String expected) {
        finds(type, filter, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "Patient; name po x;                string parameter 'name' has no operator 'po' in a _filter. It has eq, ne, co, sw, ew, gt, lt, ge, le, pr.",
        "Patient; birthdate sw 2014;        date parameter 'birthdate' has no operator 'sw' in a _filter. It has eq, ne, co, gt, lt, ge, le, ap, sa, eb, pr, po.",
        "Patient; gender gt male;           It has eq, ne, pr, ss, sb, in, ni.",
        "Patient; organization eq x;        It has pr, re.",
        "Observation; value-quantity co 5;  how precisely",
        "RiskAssessment; probability co 5;  how precisely",
        "Patient; famly eq x;               Did you mean 'family'?",
        "Patient; name.family eq x;         'name' of Patient is not a reference",
        "Patient; general-practitioner.famly eq x;              no search parameter 'famly'",
        "Patient; general-practitioner:Observation.code eq x;   never refers to Observation",
        "Patient; general-practitioner:Pracitioner.code eq x;   not a resource type",
        "Patient; general-practitioner:Practitioner[famly eq x].name eq x;   no search parameter 'famly'",
        "Patient; birthdate eq soon;        takes behind 'eq' in a _filter. Send a date such as",
        "Patient; birthdate ge ge2014;      'ge2014'",
        "Observation; value-quantity gt x;  number|system|code",
        "Observation; value-quantity gt 5|kg;   number|system|code",
        "RiskAssessment; probability eq x;  a number such as",
        "Patient; name eq \" \";            at least one character",
        "Patient; gender pr maybe;          'gender pr' takes true or false",
        "Patient; _text eq x;               beside the _filter",
        "Patient; name;                     expected a space and one of the operators eq, ne",
        "Patient; organization re a/b/c;    Type/id",
        "Provenance; target.name eq x and target.target.target.target.target.target.target.name eq x;   more than 6 references",
    })
    void what_cannot_be_asked_is_refused(String type, String filter, String expected) {
        String said = Fhir.refused(type + "?_filter=" + filter);
        assertTrue(said.contains(expected), said);
    }

    @Test
    void about_a_day_is_a_tenth_of_the_time_since_then() {
        assertTrue(shelf.find("Observation?_filter=date ap 2024-03-05").containsAll(Set.of("weight", "heavy", "long")));
    }

    @Test
    void a_filter_has_no_modifier_and_must_say_something() {
        assertTrue(Fhir.refused("Patient?_filter:exact=name eq x").contains("'_filter' has no modifiers"));
        assertTrue(Fhir.refused("Patient?_filter=").contains("has no value"));
        assertTrue(Fhir.refused("Patient?_filtre=name eq x").contains("Did you mean '_filter'?"));
    }

    @Test
    void several_filters_must_all_be_met_and_other_parameters_too() {
        assertEquals(Set.of("mary", "peter"), shelf.find("Patient?_filter=name co pet"));
        assertEquals(Set.of("mary"), shelf.find("Patient?_filter=name co pet&_filter=gender eq female"));
        assertEquals(Set.of("peter"), shelf.find("Patient?_filter=name co pet&gender=male"));
        assertEquals(List.of("mary", "peter"), shelf.order("Patient?_filter=name co pet&_sort=birthdate&_count=1"));
    }

    @Test
    void a_filter_of_several_types_asks_what_all_of_them_have() {
        assertEquals(Set.of("mary"), shelf.find("?_filter=_id eq mary." + shelf.mark()));
        assertEquals(Set.of("heavy", "long", "pressure", "weight", "set"),
                shelf.find("?_type=Observation,ValueSet&_filter=status eq final or status eq draft"));
        assertEquals(Set.of("heavy", "pressure"), shelf.find("?_type=Observation,RiskAssessment&_filter=subject.name co trumpet"));
        assertEquals(Set.of("heavy", "pressure"), shelf.find("Patient/" + shelf.id("mary") + "/Observation?_filter=status eq final"));
        assertTrue(Fhir.refused("?_type=Observation,Patient&_filter=gender eq male").contains("Observation has no 'gender'"));
        assertTrue(Fhir.refused("?_filter=subject.name eq x").contains("Name the types with _type"));
    }

    @Test
    void a_long_value_is_answered() {
        Fhir.request().contentType("application/x-www-form-urlencoded").formParam("_filter", "name eq " + "x".repeat(20_000))
                .post("Patient/_search").then().statusCode(200);
    }

    @Test
    void a_filter_works_wherever_a_search_does() {
        String family = Given.unique();
        JsonObject patient = Given.patient(family);
        String id = Fhir.create(patient);
        String filter = "_filter=" + "family%20eq%20" + family + "%20and%20gender%20eq%20female";
        Fhir.request().contentType("application/x-www-form-urlencoded").body(filter).post("Patient/_search").then().statusCode(200)
                .body("total", org.hamcrest.Matchers.equalTo(1));
        Fhir.request().header("If-None-Exist", filter).body(patient.toString()).post("Patient").then().statusCode(200);
        JsonObject search = Fhir.body(Fhir.process(Given.bundle("batch", Given.entry("GET", "Patient?" + filter))));
        assertEquals(id, search.objects("entry").getFirst().object("resource").objects("entry").getFirst().object("resource").string("id"));
        Fhir.request().delete("Patient?_filter=famly%20eq%20" + family).then().statusCode(400);
        Fhir.request().delete("Patient?" + filter).then().statusCode(204);
    }

    @Test
    void lenient_handling_leaves_a_filter_out_with_a_warning() {
        JsonObject bundle = Fhir.body(Fhir.request().header("Prefer", "handling=lenient").get(shelf.url("Patient?_filter=famly eq x")));
        JsonObject outcome = bundle.objects("entry").stream().map(e -> e.object("resource"))
                .filter(r -> r.string("resourceType").equals("OperationOutcome")).findFirst().orElseThrow();
        assertTrue(outcome.objects("issue").getFirst().string("diagnostics").contains("family"));
        assertEquals("warning", outcome.objects("issue").getFirst().string("severity"));
    }

    @Test
    void a_page_of_a_filter_takes_one_statement() {
        String url = shelf.url("Observation?_filter=code eq loinc|29463-7 and subject.name co pet or date po 2024");
        Fhir.get(url).then().statusCode(200);
        long before = database.statements();
        Fhir.get(url).then().statusCode(200);
        assertEquals(1, database.statements() - before);
    }
}
