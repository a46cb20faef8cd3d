package org.ketaminerecord.forms;

import java.util.List;
import java.util.Set;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * The response that is extracted, and what of it every extracted resource carries on.
 *
 * @param form      its form
 * @param json      the response, its calculated answers filled in
 * @param reference type and id, or null when it has no id
 * @param answered  its items
 */
record Source(Form form, JsonObject json, String reference, List<Answered> answered) {

    private static final Set<String> PERFORMERS = Set.of("Practitioner", "PractitionerRole", "Organization", "CareTeam", "Patient", "RelatedPerson");

    /** Whose answers they are. */
    JsonObject subject() {
        return json.object("subject");
    }

    /** When they were given, to the day at least. */
    String authored() {
        String authored = json.string("authored");
        if (authored == null || authored.length() < 10) {
            throw Fault.at(Reason.UNPROCESSABLE, IssueType.REQUIRED, FaultCode.INVALID_RESPONSE, "QuestionnaireResponse.authored", "What is extracted has "
                    + "the time of the response. Send authored, to the day at least.");
        }
        return authored;
    }

    /**
     * Who says so: the one who answered ({@code source}), else the one who wrote it down ({@code author}). SDC names the author
     * alone; but of what a patient says, the patient is the performer (R4 observation-definitions.html#Observation.performer).
     */
    JsonObject performer() {
        JsonObject source = json.object("source");
        JsonObject author = json.object("author");
        return source != null ? source : author != null && PERFORMERS.contains(type(author)) ? author : null;
    }

    /** final, or amended when the response was. */
    String status() {
        return "amended".equals(json.string("status")) ? "amended" : "final";
    }

    /** The security labels of the response: what is made of a protected answer is as protected. */
    void label(JsonObject resource, String profile) {
        JsonObject meta = resource.object("meta") == null ? new JsonObject() : resource.object("meta");
        if (profile != null) {
            meta.put("profile", JsonArray.of(new org.ketaminerecord.json.JsonString(profile)));
        }
        JsonArray labels = json.object("meta") == null ? null : json.object("meta").array("security");
        if (labels != null) {
            meta.put("security", labels.copy());
        }
        if (meta.size() > 0) {
            resource.insert(1, "meta", meta);
        }
    }

    /** The type that a reference is to, as far as it tells. */
    static String type(JsonObject reference) {
        if (reference.string("type") != null) {
            return reference.string("type");
        }
        String[] parts = String.valueOf(reference.string("reference")).split("/");
        return parts.length < 2 ? "" : parts[parts.length - 2];
    }
}
