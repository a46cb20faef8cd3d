package org.ketaminerecord.terminology;

import org.ketaminerecord.json.JsonObject;

/**
 * A coded value that is asked about.
 *
 * @param system  its code system, or null
 * @param version the version of the system that was meant, or null
 * @param code    the code
 * @param display the text that came with it, or null
 */
public record Coded(String system, String version, String code, String display) {

    /** A Coding. */
    public static Coded of(JsonObject coding) {
        return new Coded(coding.string("system"), coding.string("version"), coding.string("code"), coding.string("display"));
    }

    /** As a Coding. */
    public JsonObject coding() {
        return new JsonObject().put("system", system).put("version", version).put("code", code).put("display", display);
    }

    /** {@code system|code}, shortened where that is needed to be read. */
    @Override
    public String toString() {
        return Refusal.cut((system == null ? "" : system + "|") + code);
    }
}
