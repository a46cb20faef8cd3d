package org.ketaminerecord.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.fixture.Shelf;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonWriter;

/** Definitions that tests of terminology operations ask about. {@code U:} stands for a URN of its own. */
final class TerminologyShelf {

    final Shelf shelf = new Shelf();
    final String u = "urn:" + shelf.mark();
    private final Map<String, JsonObject> all = new LinkedHashMap<>();

    TerminologyShelf() {
        add("drugs", "{'resourceType':'CodeSystem','status':'active','content':'complete','caseSensitive':true,'url':'U:drugs','version':'2','name':'Drugs','language':'en',"
                + "'property':[{'code':'notSelectable','type':'boolean'},{'code':'inactive','type':'boolean'},{'code':'route','type':'code','description':'How it is given'}],"
                + "'concept':[{'code':'drug','display':'Drug','property':[{'code':'notSelectable','valueBoolean':true}],'concept':["
                + "{'code':'ketamine','display':'Ketamine','definition':'An anaesthetic.','property':[{'code':'route','valueCode':'iv'}],"
                + "'designation':[{'language':'de','value':'Ketamin'},{'language':'fr-CH','use':{'system':'urn:use','code':'short'},'value':'K\\u00e9tamine'}],'concept':["
                + "{'code':'esketamine','display':'Esketamine nasal spray'}]},{'code':'propofol','display':'Propofol'},"
                + "{'code':'old','display':'Old drug','property':[{'code':'inactive','valueBoolean':true}]}]},{'code':'food','display':'Food'}]}");
        add("fragment", "{'resourceType':'CodeSystem','status':'active','content':'fragment','url':'U:fragment','concept':[{'code':'a','display':'A'}]}");
        add("parts", "{'resourceType':'CodeSystem','status':'active','content':'complete','hierarchyMeaning':'part-of','url':'U:parts','concept':[{'code':'car','concept':"
                + "[{'code':'wheel'}]}]}");
        set("all", "{'include':[{'system':'U:drugs'}]}");
        set("some", "{'include':[{'system':'U:drugs','concept':[{'code':'ketamine'},{'code':'food','display':'Meal'},{'code':'ghost'}]},"
                + "{'system':'U:other','concept':[{'code':'x','display':'Ex'}]}]}");
        set("below", "{'include':[{'system':'U:drugs','filter':[{'property':'concept','op':'is-a','value':'ketamine'}]}]}");
        set("whole", "{'include':[{'system':'U:other'}],'exclude':[{'system':'U:other','concept':[{'code':'x'}]}]}");
        set("part", "{'include':[{'system':'U:fragment'}]}");
        set("filtered", "{'include':[{'system':'U:absent','filter':[{'property':'concept','op':'is-a','value':'a'}]},{'system':'U:drugs','concept':[{'code':'food'}]},"
                + "{'system':'U:absent','concept':[{'code':'listed'}]}]}");
        add("map", "{'resourceType':'ConceptMap','status':'active','url':'U:map','version':'1','sourceUri':'U:all','targetUri':'U:some','group':[{'source':'U:drugs','target':'U:other',"
                + "'element':[{'code':'ketamine','target':[{'code':'x','display':'Ex','equivalence':'wider','product':[{'property':'urn:form','system':'urn:forms','value':'vial'}]}]},"
                + "{'code':'propofol','target':[{'equivalence':'unmatched'}]},"
                + "{'code':'esketamine','target':[{'code':'y','equivalence':'equivalent','dependsOn':[{'property':'urn:route','system':'urn:routes','value':'nasal'}]}]}]},"
                + "{'source':'U:drugs','target':'U:third','element':[{'code':'ketamine','target':[{'code':'k3','equivalence':'equal'}]}],'unmapped':{'mode':'fixed','code':'none'}}]}");
        add("chained", "{'resourceType':'ConceptMap','status':'active','url':'U:chained','group':[{'source':'U:drugs','target':'U:other','element':[{'code':'food'}],"
                + "'unmapped':{'mode':'other-map','url':'U:map'}}]}");
        add("o1", observation("drugs", "ketamine"));
        add("o2", observation("drugs", "esketamine"));
        add("o3", observation("drugs", "ghost"));
        add("o4", observation("other", "x"));
        add("o5", observation("other", "y"));
        add("o6", observation("drugs", "food"));
        shelf.putAll(all);
    }

    private void set(String name, String compose) {
        add(name, "{'resourceType':'ValueSet','status':'active','version':'1','url':'U:" + name + "','compose':" + compose + "}");
    }

    private static String observation(String system, String code) {
        return "{'resourceType':'Observation','status':'final','code':{'coding':[{'system':'U:" + system + "','code':'" + code + "'}]}}";
    }

    private void add(String label, String text) {
        all.put(label, json(text));
    }

    /** JSON with single quotes. */
    JsonObject json(String text) {
        return Given.json(own(text));
    }

    /** A text with this shelf's URN in it. */
    String own(String text) {
        return text.replace("U:", u + ":");
    }

    /** What a GET answers, which must succeed; the query is written plainly. */
    JsonObject get(String call) {
        return Fhir.body(Fhir.get(Fhir.encoded(own(call))).then().statusCode(200).extract().response());
    }

    /** What a POST of parameters, written as JSON between the brackets of an array, answers. */
    JsonObject post(String call, String parameters) {
        return Fhir.body(Fhir.request().body(json("{'resourceType':'Parameters','parameter':[" + parameters + "]}").toString()).post(call)
                .then().statusCode(200).extract().response());
    }

    /** What a refusal of a GET says. */
    String refused(int status, String code, String call) {
        return Fhir.refused(Fhir.get(Fhir.encoded(own(call))), status, code);
    }

    /** The codes of an expansion, in order. */
    static String codes(JsonObject valueSet) {
        return valueSet.object("expansion").objects("contains").stream().map(c -> c.string("code")).collect(Collectors.joining(" "));
    }

    /** The displays of an expansion, in order. */
    static String displays(JsonObject valueSet) {
        return valueSet.object("expansion").objects("contains").stream().map(c -> c.string("display")).collect(Collectors.joining(", "));
    }

    /** The value of a parameter as text, or null. */
    static String value(JsonObject parameters, String name) {
        return parameters.objects("parameter").stream().filter(p -> name.equals(p.string("name"))).findFirst()
                .map(TerminologyShelf::value).orElse(null);
    }

    static String value(JsonObject parameter) {
        return parameter.names().stream().filter(n -> n.startsWith("value")).findFirst().map(parameter::get)
                .map(v -> v instanceof JsonString s ? s.value() : JsonWriter.text(v)).orElse(null);
    }
}
