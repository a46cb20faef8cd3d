package org.ketaminerecord.format;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * Which part of a resource a client asked for (R4 search.html#summary, #elements). A part says so in its meta, lest
 * someone take it for the whole and write it back.
 */
public sealed interface Subset permits SummarySubset, ElementsSubset {

    /** The code system of {@code SUBSETTED}. */
    String TAG_SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";

    /**
     * What a request asks for; empty for the whole.
     *
     * @param summaries the values of its {@code _summary}
     * @param elements  the values of its {@code _elements}, which together are one list
     * @throws Fault when it asks for two things, or for none that there is
     */
    static Optional<Subset> asked(List<String> summaries, List<String> elements) {
        List<String> different = summaries.stream().distinct().toList();
        if (different.size() > 1) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_PARAMETER, "_summary is there with two values. Send one of them.");
        }
        Optional<Subset> summary = different.isEmpty() ? Optional.empty() : summary(different.getFirst());
        if (elements.isEmpty()) {
            return summary;
        }
        if (!different.isEmpty() && !different.getFirst().equals("false")) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_PARAMETER, "_summary and _elements each choose what of a "
                    + "resource is returned. Send one of them.");
        }
        return Optional.of(elements(String.join(",", elements), List.of()));
    }

    /**
     * The part of an answer.
     *
     * @param made true when a Bundle was made for the answer, and the parts are those of its entries
     */
    default JsonObject ofAnswer(JsonObject answer, boolean made) {
        return made && "Bundle".equals(answer.string("resourceType")) ? ofEntries(answer) : of(answer);
    }

    /**
     * What {@code _summary} asks for; empty for {@code false}, and for {@code count}, which is a matter of the search.
     *
     * @throws Fault when it is none of R4's five codes
     */
    static Optional<Subset> summary(String code) {
        return switch (code) {
            case "true" -> Optional.of(SummarySubset.TRUE);
            case "text" -> Optional.of(SummarySubset.TEXT);
            case "data" -> Optional.of(SummarySubset.DATA);
            case "false", "count" -> Optional.empty();
            default -> throw Fault.of(Reason.BAD_REQUEST, IssueType.CODE_INVALID, FaultCode.INVALID_PARAMETER,
                    "The value of _summary is not one of R4's. " + Nearest.to(code, List.of("true", "text", "data",
                            "count",
                            "false")).map(n -> "Did you mean " + n + "?").orElse("Send true, text, data, count or "
                                    + "false."));
        };
    }

    /**
     * What {@code _elements} asks for.
     *
     * @param list  names of elements with commas between, also {@code name.family} and {@code Patient.name}
     * @param types the resource types that are asked for; none for all
     * @throws Fault when it names an element that none of the types has
     */
    static Subset elements(String list, Collection<String> types) {
        return ElementsSubset.of(list, types);
    }

    /** The part of a resource, tagged; the resource itself is left as it is, what both have is shared. */
    JsonObject of(JsonObject resource);

    /** True when it is also for resources that came by {@code _include}. */
    boolean coversIncluded();

    /** The same bundle with the resources of its entries replaced by their parts: for answers, not stored Bundles. */
    default JsonObject ofEntries(JsonObject bundle) {
        JsonObject answer = shallow(bundle);
        JsonArray entries = bundle.array("entry");
        if (entries != null) {
            JsonArray parts = new JsonArray();
            for (JsonValue v : entries) {
                parts.add(v instanceof JsonObject entry && covers(entry) ? part(entry) : v);
            }
            answer.put("entry", parts);
        }
        return answer;
    }

    private JsonObject part(JsonObject entry) {
        return shallow(entry).put("resource", of(entry.object("resource")));
    }

    private boolean covers(JsonObject entry) {
        JsonObject search = entry.object("search");
        String mode = search == null || search.string("mode") == null ? "match" : search.string("mode");
        return entry.object("resource") != null && switch (mode) {
            case "match" -> true;
            case "include" -> coversIncluded();
            default -> false;                       // an OperationOutcome about the search
        };
    }

    private static JsonObject shallow(JsonObject o) {
        JsonObject copy = new JsonObject();
        o.forEach(copy::append);
        return copy;
    }

    /** Adds a member unless nothing is left of its value, since FHIR has no empty objects and arrays. */
    static void append(JsonObject part, String name, JsonValue value) {
        if (!isEmpty(value)) {
            part.append(name, value);
        }
    }

    /** Adds an item unless nothing is left of it. */
    static void add(JsonArray parts, JsonValue item) {
        if (!isEmpty(item)) {
            parts.add(item);
        }
    }

    private static boolean isEmpty(JsonValue value) {
        return value instanceof JsonObject o && o.size() == 0 || value instanceof JsonArray a && a.isEmpty();
    }

    /** Adds the tag to a part whose members may be shared with the whole. */
    static JsonObject tagged(JsonObject part) {
        JsonObject meta = part.object("meta") == null ? new JsonObject() : shallow(part.object("meta"));
        JsonArray tags = meta.array("tag") == null ? new JsonArray() : JsonArray.of(meta.array("tag"));
        if (tags.objects().stream().noneMatch(t -> "SUBSETTED".equals(t.string("code"))
                && TAG_SYSTEM.equals(t.string("system")))) {
            tags.add(new JsonObject().put("system", TAG_SYSTEM).put("code", "SUBSETTED"));
        }
        meta.put("tag", tags);
        if (part.has("meta")) {
            part.put("meta", meta);
        } else {
            part.insert(part.has("id") ? part.indexOf("id") + 1 : 1, "meta", meta);
        }
        return part;
    }
}
