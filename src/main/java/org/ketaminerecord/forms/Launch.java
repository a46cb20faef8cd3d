package org.ketaminerecord.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.fhirpath.Expression;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** The context in which a form is filled in or extracted (SDC launchContext): whom it is about, and that nothing in it is about somebody else. */
final class Launch {

    private Launch() {
    }

    /** The names that a form declares, and of which types each may be. */
    static Map<String, List<String>> declared(Form form) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (JsonObject context : Sdc.all(form.json(), Sdc.LAUNCH_CONTEXT)) {
            JsonValue name = Sdc.value(Sdc.part(context, "name"));
            String plain = name instanceof JsonObject coding ? coding.string("code") : name instanceof JsonString s ? s.value() : null;
            if (plain != null) {
                names.put(plain, Sdc.all(context, "type").stream().map(t -> t.string("valueCode")).filter(Objects::nonNull).toList());
            }
        }
        return names;
    }

    /** What the declared names of patient and encounter stand for, and nothing for the others. */
    static Map<String, List<Expression.Value>> of(Form form, JsonObject subject, JsonObject encounter) {
        Map<String, List<Expression.Value>> values = new LinkedHashMap<>();
        declared(form).forEach((name, types) -> {
            JsonObject resource = types.contains("Encounter") ? encounter : subject != null && types.contains(subject.string("resourceType")) ? subject : null;
            values.put(name, resource == null ? List.of() : List.of(Expression.Value.of(resource)));
        });
        return values;
    }

    /**
     * Refuses a resource that is about another patient.
     *
     * @param patient type and id of the one that is meant, for example {@code Patient/1}
     * @param at      where the resource came in
     */
    static void requireAbout(String patient, JsonObject resource, String at) {
        if (patient == null || !patient.startsWith("Patient/") || resource == null) {
            return;
        }
        String about = "Patient".equals(resource.string("resourceType")) ? "Patient/" + resource.string("id") : null;
        for (String name : List.of("subject", "patient", "beneficiary", "individual")) {
            JsonObject reference = single(resource, name);
            if (about == null && reference != null && "Patient".equals(Source.type(reference))) {
                about = reference.string("reference");
            }
        }
        if (about != null && !about.equals(patient) && !about.endsWith("/" + patient)) {
            throw anothers(at);
        }
    }

    static Fault anothers(String at) {
        return Fault.at(Reason.UNPROCESSABLE, IssueType.BUSINESS_RULE, FaultCode.ANOTHER_SUBJECT, at, "This is about another patient than the subject of "
                + "the form. Send what is about the same one.");
    }

    private static JsonObject single(JsonObject resource, String name) {
        TypeDefinition type = Definitions.r4().type(String.valueOf(resource.string("resourceType")));
        ElementDefinition element = type == null ? null : type.element(name);
        return element == null || element.many() || !element.type().equals("Reference") ? null : resource.object(name);
    }
}
