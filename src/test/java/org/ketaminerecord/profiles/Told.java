package org.ketaminerecord.profiles;

import java.util.List;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.format.XmlWriter;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;

/**
 * An issue of an answer of {@code $validate}.
 *
 * @param severity   error, warning or information
 * @param code       our code of what is wrong
 * @param rule       key of the invariant, canonical of the value set, name of the slice; or null
 * @param expression FHIRPath of the element, or null
 * @param profile    the profile that asks, or null when R4 does
 */
record Told(String severity, String code, String rule, String expression, String profile) {

    /** What {@code POST [type]/$validate} says of a resource, without the sentence that nothing is wrong. */
    static List<Told> of(JsonObject resource, String... query) {
        return issues(Fhir.request().body(resource.toString()).post(path(resource, query)).then().statusCode(200).extract().response().asByteArray());
    }

    /** The same of the resource in XML; the answer is in JSON. */
    static List<Told> ofXml(JsonObject resource) {
        return issues(Fhir.request().contentType(Fhir.XML).body(XmlWriter.bytes(resource, true)).post(path(resource)).then().statusCode(200)
                .extract().response().asByteArray());
    }

    static List<Told> issues(byte[] outcome) {
        return issues(JsonReader.object(outcome));
    }

    /** The issues of an OperationOutcome. */
    static List<Told> issues(JsonObject outcome) {
        return outcome.objects("issue").stream().map(Told::of).filter(t -> !t.code().equals("valid")).toList();
    }

    private static Told of(JsonObject issue) {
        JsonObject details = issue.object("details");
        JsonArray expression = issue.array("expression");
        return new Told(issue.string("severity"), details.objects("coding").getFirst().string("code"), details.string("text"),
                expression == null ? null : ((JsonString) expression.getFirst()).value(),
                issue.objects("extension").stream().filter(x -> x.string("url").endsWith("issue-source")).map(x -> x.string("valueString")).findFirst().orElse(null));
    }

    private static String path(JsonObject resource, String... query) {
        return resource.string("resourceType") + "/$validate" + (query.length == 0 ? "" : "?" + String.join("&", query));
    }

    boolean error() {
        return severity.equals("error");
    }

    /** True when it says that something could not be told. */
    boolean undecided() {
        return code.equals("undecided");
    }
}
