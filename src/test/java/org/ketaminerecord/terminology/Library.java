package org.ketaminerecord.terminology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;

/** Definitions that a test makes up, found by url and version; of several with one url the last is the current one. */
final class Library implements TerminologyContent {

    private final List<JsonObject> all = new ArrayList<>();

    /** Adds a ValueSet with a compose, written with single quotes. */
    Library valueSet(String url, String compose) {
        return add("{'resourceType':'ValueSet','status':'active','url':'" + url + "','compose':" + compose + "}");
    }

    /** Adds a resource, written with single quotes. */
    Library add(String json) {
        all.add(Given.json(json));
        return this;
    }

    @Override
    public JsonObject valueSet(Canonical canonical) {
        return find("ValueSet", canonical);
    }

    @Override
    public JsonObject codeSystem(Canonical canonical) {
        return find("CodeSystem", canonical);
    }

    @Override
    public Collection<String> urls(String type) {
        return all.stream().filter(r -> type.equals(r.string("resourceType"))).map(r -> r.string("url")).toList();
    }

    private JsonObject find(String type, Canonical canonical) {
        return all.stream().filter(r -> type.equals(r.string("resourceType")) && canonical.url().equals(r.string("url"))
                && (canonical.version() == null || canonical.version().equals(r.string("version")))).reduce((a, b) -> b).orElse(null);
    }
}
