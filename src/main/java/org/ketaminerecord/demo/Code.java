package org.ketaminerecord.demo;

import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/** A code with its system and display, as it stands in a Coding. */
record Code(String system, String code, String display) {

    JsonObject coding() {
        return new JsonObject().put("system", system).put("code", code).put("display", display);
    }

    /** A CodeableConcept of this one code. */
    JsonObject concept() {
        return new JsonObject().put("coding", JsonArray.of(coding()));
    }
}
