package org.ketaminerecord.packages;

import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;

/**
 * A resource of a package, of which the address alone is in memory.
 *
 * @param origin  name and version of its package
 * @param type    its resource type
 * @param id      its id, or null
 * @param url     its canonical URL, or null
 * @param version its business version, or null
 * @param about   of a StructureDefinition the type that it constrains, else null
 * @param kind    of a StructureDefinition its kind, else null
 * @param source  where its bytes are
 */
public record PackagedResource(String origin, String type, String id, String url, String version, String about, String kind, Source source) {

    /** Reads the bytes of a resource. */
    @FunctionalInterface
    public interface Source {
        /** The JSON. */
        byte[] bytes();
    }

    /** Reads it. */
    public JsonObject read() {
        return JsonReader.own(source.bytes());
    }
}
