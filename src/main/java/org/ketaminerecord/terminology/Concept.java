package org.ketaminerecord.terminology;

import java.util.List;
import java.util.Map;
import org.ketaminerecord.json.JsonObject;

/**
 * A concept that a CodeSystem defines.
 *
 * @param code         its code
 * @param display      its text, or null
 * @param definition   its meaning in words, or null
 * @param inactive     true when it is not for current use: property {@code inactive}, or {@code status} retired or inactive
 * @param isAbstract   true when it may not be chosen: property {@code notSelectable}
 * @param designations its other texts
 * @param properties   the values of its properties as text, by code of the property; a Coding is its code
 * @param json         the concept as the CodeSystem has it
 */
public record Concept(String code, String display, String definition, boolean inactive, boolean isAbstract,
        List<Designation> designations, Map<String, List<String>> properties, JsonObject json) {

    /**
     * Another text of a concept.
     *
     * @param language language tag, or null
     * @param use      {@code system|code} of what it is for, or null
     * @param value    the text
     * @param json     the designation as the definition has it
     */
    public record Designation(String language, String use, String value, JsonObject json) {
    }
}
