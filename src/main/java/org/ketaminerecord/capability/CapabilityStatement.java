package org.ketaminerecord.capability;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/** Writes {@link Capabilities} as the FHIR resource (R4 capabilitystatement.html). It says nothing that they do not. */
public final class CapabilityStatement {

    private static final String NAME = "Ketamine Treatment Record";

    private final Capabilities capabilities;
    private final Map<String, JsonArray> referring = new HashMap<>();

    private CapabilityStatement(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** The CapabilityStatement of a server at a base URL. */
    public static JsonObject of(Capabilities capabilities, String base) {
        return new CapabilityStatement(capabilities).json(base);
    }

    private JsonObject json(String base) {
        return new JsonObject()
                .put("resourceType", "CapabilityStatement")
                .put("name", NAME.replace(" ", ""))
                .put("title", NAME)
                .put("status", "active")
                .put("date", capabilities.built())
                .put("kind", "instance")
                .put("software", new JsonObject().put("name", NAME).put("version", capabilities.version()))
                .put("implementation", new JsonObject().put("description", "The treatment record at this address").put("url", base))
                .put("fhirVersion", "4.0.1")
                .put("format", strings(capabilities.formats()))
                .put("patchFormat", strings(capabilities.patchFormats()))
                .put("implementationGuide", strings(capabilities.guides()))
                .put("rest", JsonArray.of(rest()));
    }

    private JsonObject rest() {
        return some(new JsonObject()
                .put("mode", "server")
                .put("documentation", "What a request asks for and the server does not know (a parameter, a modifier, an element) is refused. "
                        + "In a search, Prefer: handling=lenient leaves it out with a warning instead."
                        + capabilities.remarks().stream().map(r -> "\n\n" + r).collect(Collectors.joining()))
                .put("security", capabilities.security().json())
                .put("resource", array(capabilities.resources(), this::resource)),
                "interaction", codes(capabilities.interactions()), "searchParam", everywhere(), "operation",
                array(capabilities.operations(), CapabilityStatement::operation), "compartment", compartments());
    }

    /** Parameters of every type that read no element of its resources. R4 has no SearchParameter for {@code _list}. */
    private static JsonArray everywhere() {
        return JsonArray.of(
                new JsonObject().put("name", "_filter").put("definition", "http://hl7.org/fhir/SearchParameter/filter").put("type", "special")
                        .put("documentation", "An expression of conditions joined by and, or and not, as R4 search_filter.html has it"),
                new JsonObject().put("name", "_list").put("type", "special").put("documentation", "The id of a stored List, whose members are found"));
    }

    /** Those that R4 defines, which are searched by {@code [compartment]/[id]/[type]}. */
    private static JsonArray compartments() {
        return strings(Definitions.r4().compartments().stream().sorted()
                .map(c -> "http://hl7.org/fhir/CompartmentDefinition/" + c.toLowerCase(Locale.ROOT)).toList());
    }

    private JsonObject resource(ServedResource r) {
        JsonObject json = some(new JsonObject().put("type", r.type()), "supportedProfile", strings(r.profiles())).put("interaction", codes(r.interactions()));
        if (r.interactions().contains("read")) {
            json.put("versioning", "versioned-update").put("readHistory", r.interactions().contains("vread")).put("conditionalRead", "full-support");
        }
        if (r.interactions().contains("create")) {
            json.put("conditionalCreate", true);
        }
        if (r.interactions().contains("update")) {
            json.put("updateCreate", true).put("conditionalUpdate", true);
        }
        if (r.interactions().contains("delete")) {
            json.put("conditionalDelete", capabilities.manyDeleted() ? "multiple" : "single");
        }
        json.put("referencePolicy", strings(capabilities.policies()));
        if (!r.interactions().contains("search-type")) {
            return some(json, "operation", array(r.operations(), CapabilityStatement::operation));
        }
        return some(json, "searchInclude", includes(r), "searchRevInclude", r.interactions().contains("update") ? referring(r.type()) : new JsonArray(),
                "searchParam", array(r.parameters(), p -> parameter(r.type(), p.definition())),
                "operation", array(r.operations(), CapabilityStatement::operation));
    }

    private static JsonArray includes(ServedResource r) {
        JsonArray includes = new JsonArray();
        r.parameters().stream().filter(ServedParameter::followed).forEach(p -> includes.add(new JsonString(name(r, p))));
        if (!includes.isEmpty()) {
            includes.add(0, new JsonString("*"));
        }
        return includes;
    }

    private JsonArray referring(String type) {
        if (referring.isEmpty()) {
            capabilities.resources().forEach(r -> referring.put(r.type(), new JsonArray()));
            for (ServedResource source : capabilities.resources()) {
                for (ServedParameter p : source.parameters()) {
                    JsonString name = new JsonString(name(source, p));
                    capabilities.resources().stream().map(ServedResource::type).filter(p::leadsTo).forEach(t -> referring.get(t).add(name));
                }
            }
            referring.values().stream().filter(a -> !a.isEmpty()).forEach(a -> a.add(0, new JsonString("*")));
        }
        return referring.get(type);
    }

    private static String name(ServedResource r, ServedParameter p) {
        return r.type() + ":" + p.definition().code();
    }

    private static JsonObject parameter(String type, SearchParameterDefinition p) {
        return new JsonObject().put("name", p.code()).put("definition", p.url()).put("type", p.type().code())
                .put("documentation", documentation(type, p.description()));
    }

    /** R4 describes a parameter of several types in one text, a line for each: {@code * [Goal](goal.html): When ...}. */
    private static String documentation(String type, String description) {
        int line = description == null ? -1 : description.indexOf("* [" + type + "](");
        int from = line < 0 ? -1 : description.indexOf("): ", line);
        if (from < 0) {
            return description;
        }
        int end = description.indexOf("* [", from);
        return description.substring(from + 3, end < 0 ? description.length() : end).strip();
    }

    private static JsonObject operation(ServedOperation o) {
        return new JsonObject().put("name", o.name()).put("definition", o.definition()).put("documentation", o.documentation());
    }

    private static JsonArray codes(Collection<String> interactions) {
        return array(interactions, code -> new JsonObject().put("code", code));
    }

    private static JsonArray strings(List<String> values) {
        return JsonArray.of(values.stream().map(JsonString::new).toList());
    }

    private static <T> JsonArray array(Collection<T> items, Function<T, JsonObject> writer) {
        return JsonArray.of(items.stream().map(writer).toList());
    }

    /** Adds those members that are not empty: FHIR has no empty arrays. */
    private static JsonObject some(JsonObject json, Object... members) {
        for (int i = 0; i < members.length; i += 2) {
            if (!((JsonArray) members[i + 1]).isEmpty()) {
                json.put((String) members[i], (JsonArray) members[i + 1]);
            }
        }
        return json;
    }
}
