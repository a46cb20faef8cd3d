package org.ketaminerecord.search;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.store.Database;

/**
 * Includes along canonicals (R4 references.html#canonical): the scale has versions 1 and 2 and there is a third one without
 * any. {@code @x} in a query stands for the id of the resource labelled x.
 */
@QuarkusTest
class CanonicalIncludeTest {

    @Inject
    Database database;

    private static Shelf shelf;

    @BeforeEach
    void fill() {
        if (shelf != null) {
            return;
        }
        Shelf s = new Shelf();
        String url = "http://forms.test/" + s.mark();
        Map<String, JsonObject> all = new LinkedHashMap<>();
        all.put("v1", questionnaire(url, "1"));
        all.put("v2", questionnaire(url, "2"));
        all.put("v0", questionnaire(url, null));
        all.put("longer", questionnaire(url + "/long" + "e".repeat(150) + "r", null));
        all.put("library", Given.json("{'resourceType':'Library','status':'active','type':{'text':'x'}}").put("url", url));
        all.put("any", response(url));
        all.put("first", response(url + "|1"));
        all.put("part", response(url + "|2#page"));
        all.put("none", response(url + "|3"));
        all.put("far", response(url + "/long" + "e".repeat(150) + "r"));
        all.put("near", response(url + "/long" + "e".repeat(150)));
        all.put("plan", Given.json("{'resourceType':'CarePlan','status':'active','intent':'plan','subject':{'display':'x'}}")
                .put("instantiatesCanonical", Given.strings(url + "|2")));
        shelf = s.putAll(all);
    }

    private static JsonObject questionnaire(String url, String version) {
        JsonObject q = Given.json("{'resourceType':'Questionnaire','status':'active'}").put("url", url);
        return version == null ? q : q.put("version", version);
    }

    private static JsonObject response(String questionnaire) {
        return Given.json("{'resourceType':'QuestionnaireResponse','status':'completed'}").put("questionnaire", questionnaire);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "QuestionnaireResponse?_id=@first&_include=QuestionnaireResponse:questionnaire;               first; v1",
        // R4 names no version: all there are of the url, and no Library
        "QuestionnaireResponse?_id=@any&_include=QuestionnaireResponse:questionnaire;                 any; v0 v1 v2",
        "QuestionnaireResponse?_id=@any&_include=QuestionnaireResponse:questionnaire:Questionnaire;   any; v0 v1 v2",
        "QuestionnaireResponse?_id=@any&_include=QuestionnaireResponse:questionnaire:Library;         any; ",
        "QuestionnaireResponse?_id=@any&_include=QuestionnaireResponse:subject;                       any; ",
        "QuestionnaireResponse?_id=@part&_include=QuestionnaireResponse:questionnaire;                part; v2",
        "QuestionnaireResponse?_id=@none&_include=QuestionnaireResponse:questionnaire;                none; ",
        "QuestionnaireResponse?_id=@far&_include=QuestionnaireResponse:questionnaire;                 far; longer",
        "QuestionnaireResponse?_id=@near&_include=QuestionnaireResponse:questionnaire;                near; ",
        "QuestionnaireResponse?_id=@first,@far&_include=*;                                            far first; longer v1",
        "CarePlan?_id=@plan&_include=CarePlan:instantiates-canonical;                                 plan; v2",
        "Questionnaire?_id=@v1&_revinclude=QuestionnaireResponse:questionnaire;                       v1; any first",
        "Questionnaire?_id=@v2&_revinclude=QuestionnaireResponse:questionnaire;                       v2; any part",
        "Questionnaire?_id=@v0&_revinclude=QuestionnaireResponse:questionnaire;                       v0; any",
        "Questionnaire?_id=@v1,@longer&_revinclude=QuestionnaireResponse:questionnaire;               longer v1; any far first",
        "Questionnaire?_id=@v2&_revinclude=CarePlan:instantiates-canonical;                           v2; plan",
        "Questionnaire?_id=@v1&_revinclude=CarePlan:instantiates-canonical;                           v1; ",
        "Questionnaire?_id=@v2&_revinclude=*;                                                         v2; any part plan",
        "Library?_id=@library&_revinclude=QuestionnaireResponse:questionnaire;                        library; ",
        "QuestionnaireResponse?_id=@first&_include=QuestionnaireResponse:questionnaire&_revinclude:iterate=QuestionnaireResponse:questionnaire; first; any v1",
    })
    void canonicals_lead_to_what_has_the_url(String search, String matches, String included) {
        JsonObject bundle = Fhir.read(url(search));
        assertEquals(labels(matches), found(bundle, "match"));
        assertEquals(labels(included), found(bundle, "include"));
    }

    private static String url(String search) {
        return Fhir.encoded(search.replaceAll("@(\\w+)", "$1." + shelf.mark()));
    }

    private static Set<String> labels(String spaced) {
        return spaced == null ? Set.of() : new TreeSet<>(List.of(spaced.split(" ")));
    }

    private static Set<String> found(JsonObject bundle, String mode) {
        List<String> ids = bundle.objects("entry").stream().filter(e -> mode.equals(e.object("search").string("mode")))
                .map(e -> e.object("resource").string("id")).toList();
        Set<String> labels = new TreeSet<>(shelf.labels(ids));
        assertEquals(labels.size(), ids.size(), "each once");
        return labels;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "2; QuestionnaireResponse?_id=@first,@far,@any&_include=QuestionnaireResponse:questionnaire",
        "1; QuestionnaireResponse?_id=missing&_include=QuestionnaireResponse:questionnaire",
        "3; QuestionnaireResponse?_id=@first&_include=QuestionnaireResponse:questionnaire&_revinclude=Provenance:target",
        "3; Questionnaire?_id=@v1&_revinclude=QuestionnaireResponse:questionnaire&_revinclude=CarePlan:instantiates-canonical",
    })
    void they_take_one_statement_more(int expected, String search) {
        Fhir.get(url(search)).then().statusCode(200);
        long before = database.statements();
        Fhir.get(url(search)).then().statusCode(200);
        assertEquals(expected, database.statements() - before);
    }

    @Test
    void a_deleted_one_is_not_included() {
        Shelf s = new Shelf();
        String url = "http://forms.test/" + s.mark();
        s.put("gone", questionnaire(url, null));
        s.put("answer", response(url));
        Fhir.request().delete("Questionnaire/" + s.id("gone")).then().statusCode(204);
        Fhir.get("QuestionnaireResponse?_id=" + s.id("answer") + "&_include=QuestionnaireResponse:questionnaire").then().statusCode(200)
                .body("entry.size()", equalTo(1));
    }
}
