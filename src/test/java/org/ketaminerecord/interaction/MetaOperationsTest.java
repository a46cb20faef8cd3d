package org.ketaminerecord.interaction;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ketaminerecord.fixture.Fhir.get;
import static org.ketaminerecord.fixture.Fhir.put;
import static org.ketaminerecord.fixture.Fhir.refused;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;

/** $meta, $meta-add and $meta-delete (R4 resource-operation-meta.html and its neighbours). */
@QuarkusTest
class MetaOperationsTest {

    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    private final String tag = Given.unique();
    private String path;

    @BeforeEach
    void a_patient_with_labels() {
        path = "Patient/" + Fhir.create(Given.patient("Meta").put("meta", Given.json("{'profile':['http://example.org/p'],'tag':[{'system':'urn:t','code':'"
                + tag + "'}]}")));
    }

    private Response call(String operation, String meta) {
        return request().body(Given.json("{'resourceType':'Parameters','parameter':[{'name':'meta','valueMeta':" + meta + "}]}").toString())
                .post(path + "/$" + operation);
    }

    @Test
    void meta_gives_the_labels_of_a_resource_and_of_a_version() {
        get(path + "/$meta").then().statusCode(200).body("resourceType", equalTo("Parameters")).body("parameter[0].name", equalTo("return"))
                .body("parameter[0].valueMeta.profile", equalTo(List.of("http://example.org/p")))
                .body("parameter[0].valueMeta.tag.code", equalTo(List.of(tag)));
        call("meta-add", "{'tag':[{'system':'urn:t','code':'later'}]}").then().statusCode(200);
        get(path + "/_history/1/$meta").then().statusCode(200).body("parameter[0].valueMeta.tag.code", equalTo(List.of(tag)));
        request().accept(Fhir.XML).get(path + "/$meta").then().statusCode(200)
                .body("Parameters.parameter.valueMeta.profile.@value", equalTo("http://example.org/p"));
    }

    @Test
    void meta_of_a_type_and_of_everything_gives_all_labels_in_use() {
        get("Patient/$meta").then().statusCode(200).body("parameter[0].valueMeta.tag.code", hasItem(tag));
        get("$meta").then().statusCode(200).body("parameter[0].valueMeta.tag.code", hasItem(tag));
        get("Practitioner/$meta").then().statusCode(200).body("parameter[0]", not(equalTo(null)));
        request().delete(path).then().statusCode(204);
        assertEquals(false, get("Patient/$meta").asString().contains(tag));
    }

    @Test
    void meta_add_adds_labels_makes_a_version_and_changes_nothing_else() {
        call("meta-add", "{'tag':[{'system':'urn:t','code':'new'}],'security':[{'system':'" + CONFIDENTIALITY + "','code':'R'}],"
                + "'profile':['http://example.org/q']}").then().statusCode(200)
                .body("parameter[0].valueMeta.tag.code", containsInAnyOrder(tag, "new"))
                .body("parameter[0].valueMeta.security.code", equalTo(List.of("R")))
                .body("parameter[0].valueMeta.profile", containsInAnyOrder("http://example.org/p", "http://example.org/q"));
        get(path).then().header("ETag", "W/\"2\"").body("meta.tag.code", containsInAnyOrder(tag, "new")).body("name[0].family", equalTo("Meta"));
        assertEquals(List.of(path.substring(8)), Fhir.matches("Patient?_security=" + CONFIDENTIALITY.replace(":", "%3A") + "%7CR&_tag=urn:t%7C" + tag));
    }

    @Test
    void meta_add_of_what_is_there_makes_no_version() {
        call("meta-add", "{'tag':[{'system':'urn:t','code':'" + tag + "','display':'Another display'}]}").then().statusCode(200);
        get(path).then().header("ETag", "W/\"1\"");
    }

    @Test
    void meta_delete_takes_labels_off_and_an_update_does_not_bring_them_back() {
        call("meta-delete", "{'tag':[{'system':'urn:t','code':'" + tag + "'}]}").then().statusCode(200)
                .body("parameter[0].valueMeta.tag", equalTo(null)).body("parameter[0].valueMeta.profile", equalTo(List.of("http://example.org/p")));
        get(path).then().header("ETag", "W/\"2\"").body("meta.tag", equalTo(null));
        assertEquals(List.of(), Fhir.matches("Patient?_tag=urn:t%7C" + tag));
        JsonObject patient = Given.patient("Changed").put("id", path.substring(8));
        put(patient).then().statusCode(200).body("meta.tag", equalTo(null)).body("meta.profile", equalTo(List.of("http://example.org/p")));
    }

    @Test
    void meta_delete_compares_system_and_code_and_ignores_what_is_not_there() {
        call("meta-delete", "{'tag':[{'code':'" + tag + "'},{'system':'urn:other','code':'" + tag + "'}],'profile':['http://example.org/none']}")
                .then().statusCode(200);
        get(path).then().header("ETag", "W/\"1\"").body("meta.tag.code", equalTo(List.of(tag)));
    }

    @Test
    void what_changes_something_is_called_by_post() {
        refused(get(path + "/$meta-add"), 405, "not-allowed");
        refused(get(path + "/$meta-delete"), 405, "not-allowed");
        get(path).then().header("ETag", "W/\"1\"");
    }

    @Test
    void a_call_without_meta_is_refused() {
        refused(request().body("{\"resourceType\":\"Parameters\"}").post(path + "/$meta-add"), 400, "invalid-parameter");
        refused(request().post(path + "/$meta-add"), 400, "invalid-parameter");
    }

    @Test
    void what_is_not_there_has_no_labels() {
        refused(get("Patient/" + Given.unique() + "/$meta"), 404, "resource-not-found");
        request().delete(path).then().statusCode(204);
        refused(get(path + "/$meta"), 410, "resource-deleted");
        refused(call("meta-add", "{'tag':[{'code':'x'}]}"), 410, "resource-deleted");
    }
}
