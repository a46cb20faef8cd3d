package org.ketaminerecord.forms;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;

/** The extensions of SDC and of R4 that say what to do with a form. */
final class Sdc {

    static final String OBSERVATION_EXTRACT = sdc("observationExtract");
    static final String OBSERVATION_CATEGORY = sdc("observation-extract-category");
    static final String OBSERVATION_LINK_PERIOD = sdc("observationLinkPeriod");
    static final String CALCULATED = sdc("calculatedExpression");
    static final String INITIAL = sdc("initialExpression");
    static final String LAUNCH_CONTEXT = sdc("launchContext");
    static final String POPULATION_CONTEXT = sdc("itemPopulationContext");
    /** SDC 3: a type, or an expression. */
    static final String ITEM_CONTEXT = sdc("itemExtractionContext");
    /** The name that SDC 2 had for it. */
    static final String ITEM_CONTEXT_2 = sdc("itemContext");
    /** SDC 4. */
    static final String DEFINITION_EXTRACT = sdc("definitionExtract");
    static final String DEFINITION_VALUE = sdc("definitionExtractValue");
    static final String ALLOCATE_ID = sdc("extractAllocateId");
    static final String VARIABLE = "http://hl7.org/fhir/StructureDefinition/variable";
    static final String UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";
    static final String MIN_VALUE = "http://hl7.org/fhir/StructureDefinition/minValue";
    static final String MAX_VALUE = "http://hl7.org/fhir/StructureDefinition/maxValue";
    static final String ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    static final String WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight";

    private Sdc() {
    }

    private static String sdc(String name) {
        return "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-" + name;
    }

    /** The extensions of an element with a URL, in order. */
    static List<JsonObject> all(JsonObject element, String url) {
        return element.objects("extension").stream().filter(e -> url.equals(e.string("url"))).toList();
    }

    /** The first of them, or null. */
    static JsonObject first(JsonObject element, String url) {
        List<JsonObject> found = all(element, url);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The value of an extension or an answer, whatever its type; null when it has none. */
    static JsonValue value(JsonObject holder) {
        String name = holder == null ? null : valueName(holder);
        return name == null ? null : holder.get(name);
    }

    /** The JSON name of the value of an extension or an answer, for example {@code valueCoding}; or null. */
    static String valueName(JsonObject holder) {
        return holder.names().stream().filter(n -> n.startsWith("value")).findFirst().orElse(null);
    }

    /** What a boolean extension says, or null when it is not there. */
    static Boolean flag(JsonObject element, String url) {
        return value(first(element, url)) instanceof JsonBoolean b ? (Boolean) b.value() : null;
    }

    /** The values of an extension of expressions. */
    static List<JsonObject> expressions(JsonObject element, String url) {
        List<JsonObject> found = new ArrayList<>();
        for (JsonObject extension : all(element, url)) {
            if (extension.object("valueExpression") != null) {
                found.add(extension.object("valueExpression"));
            }
        }
        return found;
    }

    /** The parts of a complex extension with a name. */
    static JsonObject part(JsonObject extension, String name) {
        return first(extension, name);
    }
}
