package org.ketaminerecord.forms;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** Observation-based extraction (SDC extraction.html#observation-based-extraction): an Observation for each answer of an item that is marked. */
final class ObservationExtract {

    private static final String OBSERVATION = "#Observation";

    private final Source source;
    private final List<Extracted> extracted;

    private ObservationExtract(Source source, List<Extracted> extracted) {
        this.source = source;
        this.extracted = extracted;
    }

    /** Adds what is extracted in this way. */
    static void extract(Source source, List<Extracted> to) {
        ObservationExtract extract = new ObservationExtract(source, to);
        source.answered().forEach(extract::item);
    }

    /** Adds the Observations of an item and of those inside; returns where they stand. */
    private List<String> item(Answered answered) {
        List<String> inside = new ArrayList<>();
        answered.items().forEach(i -> inside.addAll(item(i)));
        FormItem item = answered.item();
        JsonArray codings = codings(item);
        if (codings.isEmpty()) {
            return inside;
        }
        List<String> own = new ArrayList<>();
        if (item.group()) {
            // a panel: without members there is nothing to say
            if (!inside.isEmpty()) {
                own.add(add(observation(item, codings, null, inside), answered.key(0)));
            }
            return own;
        }
        for (int a = 0; a < answered.answers().size(); a++) {
            own.add(add(observation(item, codings, answered.answers().get(a), inside), answered.key(a)));
        }
        return own;
    }

    private String add(JsonObject observation, String key) {
        Extracted one = Extracted.of(observation, source.reference(), key);
        extracted.add(one);
        return one.fullUrl();
    }

    /** The codes that are meant: those that are marked, else all when the item, one around it or the form is. */
    private JsonArray codings(FormItem item) {
        List<JsonObject> codes = item.json().objects("code");
        List<JsonObject> marked = codes.stream().filter(c -> Boolean.TRUE.equals(Sdc.flag(c, Sdc.OBSERVATION_EXTRACT))).toList();
        boolean wanted = Boolean.TRUE.equals(item.inherited(source.form().json(), j -> Sdc.flag(j, Sdc.OBSERVATION_EXTRACT)));
        return JsonArray.of((!marked.isEmpty() ? marked : wanted ? codes : List.<JsonObject>of()).stream().map(Answers::bare).toList());
    }

    private JsonObject observation(FormItem item, JsonArray codings, JsonObject answer, List<String> members) {
        JsonObject response = source.json();
        JsonObject observation = new JsonObject().put("resourceType", "Observation");
        source.label(observation, profile(item));
        copy(response.objects("basedOn"), "basedOn", observation);
        copy(response.objects("partOf").stream().filter(r -> Source.type(r).equals("Procedure")).toList(), "partOf", observation);
        observation.put("status", source.status());
        List<JsonObject> categories = item.inherited(source.form().json(), ObservationExtract::categories);
        copy(categories == null ? List.of() : categories, "category", observation);
        observation.put("code", new JsonObject().put("coding", codings));
        observation.put("subject", source.subject().copy());
        if (response.object("encounter") != null) {
            observation.put("encounter", response.object("encounter").copy());
        }
        observation.put("effectiveDateTime", source.authored());
        if (source.authored().matches(".*T\\d\\d:\\d\\d:\\d\\d.*")) {
            observation.put("issued", source.authored());
        }
        if (source.performer() != null) {
            observation.put("performer", JsonArray.of(source.performer().copy()));
        }
        if (answer != null) {
            value(item, answer, observation);
        }
        if (!members.isEmpty()) {
            observation.put("hasMember", JsonArray.of(members.stream().map(m -> new JsonObject().put("reference", m)).toList()));
        }
        if (source.reference() != null) {
            observation.put("derivedFrom", JsonArray.of(new JsonObject().put("reference", source.reference())));
        }
        return observation;
    }

    /** The profile of Observation that the item's definition is of. */
    private static String profile(FormItem item) {
        String definition = item.json().string("definition");
        int at = definition == null ? -1 : definition.indexOf(OBSERVATION);
        return at < 0 || definition.startsWith(Structures.BASE) ? null : definition.substring(0, at);
    }

    private static List<JsonObject> categories(JsonObject element) {
        List<JsonObject> found = Sdc.all(element, Sdc.OBSERVATION_CATEGORY).stream().map(e -> e.object("valueCodeableConcept")).toList();
        return found.isEmpty() ? null : found;
    }

    private static void copy(List<JsonObject> values, String name, JsonObject to) {
        if (!values.isEmpty()) {
            to.put(name, JsonArray.of(values.stream().map(JsonObject::copy).toList()));
        }
    }

    private static void value(FormItem item, JsonObject answer, JsonObject observation) {
        String name = Sdc.valueName(answer);
        JsonValue value = answer.get(name);
        switch (name) {
            case "valueInteger", "valueDecimal" -> {
                JsonObject quantity = quantity(item, (JsonNumber) value);
                if (quantity == null && name.equals("valueInteger")) {
                    observation.put(name, value.copy());
                } else {
                    // Observation has no decimal; a number without a unit is one of the unit 1
                    observation.put("valueQuantity", quantity != null ? quantity : new JsonObject().put("value", value.copy())
                            .put("system", "http://unitsofmeasure.org").put("code", "1"));
                }
            }
            case "valueCoding" -> observation.put("valueCodeableConcept", new JsonObject().put("coding", JsonArray.of(Answers.bare((JsonObject) value))));
            case "valueDate" -> observation.put("valueDateTime", value.copy());
            case "valueUri" -> observation.put("valueString", new JsonString(((JsonString) value).value()));
            case "valueBoolean", "valueString", "valueDateTime", "valueTime", "valueQuantity" -> observation.put(name, value.copy());
            default -> throw Fault.at(Reason.UNPROCESSABLE, IssueType.NOT_SUPPORTED, FaultCode.INVALID_QUESTIONNAIRE, item.at(), "An Observation cannot have "
                    + "the answer to '" + item.linkId() + "', a " + item.type() + ", as its value. Extract it by a definition.");
        }
    }

    /** A number with the unit of the item, or null when it has none. */
    static JsonObject quantity(FormItem item, JsonNumber value) {
        if (!(Sdc.value(Sdc.first(item.json(), Sdc.UNIT)) instanceof JsonObject unit)) {
            return null;
        }
        return new JsonObject().put("value", value.copy()).put("unit", unit.string("display") != null ? unit.string("display") : unit.string("code"))
                .put("system", unit.string("system")).put("code", unit.string("code"));
    }
}
