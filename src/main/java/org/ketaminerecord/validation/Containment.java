package org.ketaminerecord.validation;

import java.util.HashMap;
import java.util.Map;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;

/**
 * The resources that a resource contains (R4 references.html#contained). That each must be referred to (dom-3) is not
 * checked: senders break it, no reader is hurt, and to refuse the record would be.
 */
final class Containment {

    private final Map<String, JsonObject> byId = new HashMap<>();

    Containment(JsonObject container) {
        if (container.get("contained") instanceof JsonArray contained) {
            for (JsonValue value : contained) {
                if (value instanceof JsonObject o && o.string("id") != null) {
                    byId.putIfAbsent(o.string("id"), o);
                }
            }
        }
    }

    /** What is wrong with a reference that begins with #, or null when nothing is. */
    String fault(String reference, String[] targets, boolean insideContained) {
        if (reference.length() == 1) {
            return insideContained ? null : "\"#\" refers to the resource that contains this one, and none does. "
                    + "Send # with the id of a contained resource.";
        }
        JsonObject target = byId.get(reference.substring(1));
        if (target == null) {
            return Excerpt.of(reference) + " refers to a contained resource that is not there (ref-1). "
                    + "Send the resource in \"contained\" with that id, or refer to it as Type/id.";
        }
        String type = target.string("resourceType");
        if (targets != null && type != null) {
            for (String t : targets) {
                if (t.equals(type)) {
                    return null;
                }
            }
            return ReferenceText.wrongTarget(type, targets);
        }
        return null;
    }

    /** Checks what is asked of a resource because it is contained. */
    void check(JsonObject contained, Findings found) {
        JsonObject meta = contained.object("meta");
        if (!contained.has("id")) {
            add(found, IssueType.REQUIRED, "id", "A contained resource needs an \"id\" to be referred to by. "
                    + "Send one, and refer to it as # with the id.");
        } else if (contained.get("id") instanceof JsonString id && byId.get(id.value()) != contained) {
            add(found, IssueType.DUPLICATE, "id", "Two contained resources have the id " + Excerpt.of(id.value())
                    + ". Give each its own.");
        }
        if (contained.has("contained")) {
            add(found, IssueType.INVARIANT, "contained", "A contained resource may not contain others (dom-2). "
                    + "Move them to the resource around it.");
        }
        if (meta != null && meta.has("versionId")) {
            add(found, IssueType.INVARIANT, "meta.versionId", "A contained resource has no version (dom-4). "
                    + "Leave it out.");
        }
        if (meta != null && meta.has("lastUpdated")) {
            add(found, IssueType.INVARIANT, "meta.lastUpdated", "A contained resource has no update time (dom-4). "
                    + "Leave it out.");
        }
        if (meta != null && meta.has("security")) {
            add(found, IssueType.INVARIANT, "meta.security", "A contained resource has no security labels of its "
                    + "own (dom-5). Put them on the resource around it.");
        }
    }

    private static void add(Findings found, IssueType type, String path, String sentence) {
        found.add(type, FaultCode.CONTAINED, path, sentence);
    }
}
