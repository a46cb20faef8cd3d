package org.ketaminerecord.forms;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.fhirpath.Expression;
import org.ketaminerecord.format.OperationOutcome;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.operation.Operation;
import org.ketaminerecord.operation.OperationParameter;
import org.ketaminerecord.operation.OperationRequest;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.validation.StructureCheck;

/** {@code Questionnaire/$populate} (SDC OperationDefinition-Questionnaire-populate.html): a response in progress, filled in with what is known. */
@ApplicationScoped
public class PopulateOperation implements Operation {

    private final Interactions interactions;
    private final Records records;

    PopulateOperation(Interactions interactions, Records records) {
        this.interactions = interactions;
        this.records = records;
    }

    @Override
    public String name() {
        return "populate";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/uv/sdc/OperationDefinition/Questionnaire-populate";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of("Questionnaire");
    }

    @Override
    public List<OperationParameter> parameters() {
        return List.of(new OperationParameter("questionnaire", false, "Canonical of the form, at the level of the type"),
                new OperationParameter("subject", false, "Reference to whom the form is about, for example Patient/17; must be there"),
                new OperationParameter("local", false, "false when nothing that is stored may be used but what the parameters name"));
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String documentation() {
        return "A response in progress with what is known: by expressions in FHIRPath, by the newest observations, by initial values. Takes questionnaire "
                + "(canonical, reference or resource), subject, context (name and content), local. Answers with Parameters: response, and issues.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        request.requireOnly("questionnaire", "subject", "local", "identifier", "context");
        String local = request.value("local");
        if (local != null && !local.equals("true") && !local.equals("false")) {
            throw bad("local is true or false.");
        }
        Form form = form(request);
        JsonObject reference = subject(request);
        JsonObject subject = records.referred(reference, request.caller());
        if (subject == null) {
            throw Fault.of(Reason.UNPROCESSABLE, IssueType.NOT_FOUND, FaultCode.RESOURCE_NOT_FOUND, "The subject is not stored here. Send a reference to a stored "
                    + "resource, for example Patient/17.");
        }
        String canonicalSubject = subject.string("resourceType") + "/" + subject.string("id");
        JsonArray types = form.json().array("subjectType");
        if (types != null && types.stream().noneMatch(t -> ((JsonString) t).value().equals(subject.string("resourceType")))) {
            throw Fault.of(Reason.UNPROCESSABLE, IssueType.VALUE, FaultCode.INVALID_PARAMETER, "The form is about " + types + ", not about a "
                    + subject.string("resourceType") + ". Send such a subject.");
        }
        Map<String, List<Expression.Value>> launched = new LinkedHashMap<>();
        JsonObject encounter = launch(request, form, subject, canonicalSubject, launched);
        JsonObject response = new JsonObject().put("resourceType", "QuestionnaireResponse");
        if (form.canonical() != null) {
            response.put("questionnaire", form.canonical());
        }
        response.put("status", "in-progress").put("subject", new JsonObject().put("reference", canonicalSubject));
        if (encounter != null) {
            response.put("encounter", new JsonObject().put("reference", "Encounter/" + encounter.string("id")));
        }
        List<Issue> issues = new Population(form, response, "false".equals(local) ? null
                : new LinkedObservations(records, request.caller(), canonicalSubject, Instant.now())).fill(launched);
        JsonArray parameters = JsonArray.of(new JsonObject().put("name", "response").put("resource", response));
        if (!issues.isEmpty()) {
            parameters.add(new JsonObject().put("name", "issues").put("resource", OperationOutcome.of(issues)));
        }
        return new Outcome.Body(JsonWriter.bytes(new JsonObject().put("resourceType", "Parameters").put("parameter", parameters)));
    }

    /** Puts what the declared names stand for into the map; returns the stored encounter among it, or null. */
    private JsonObject launch(OperationRequest request, Form form, JsonObject subject, String about, Map<String, List<Expression.Value>> launched) {
        Map<String, List<String>> declared = Launch.declared(form);
        launched.putAll(Launch.of(form, subject, null));
        JsonObject encounter = null;
        for (JsonObject context : request.body() == null ? List.<JsonObject>of() : request.body().objects("parameter")) {
            if (!"context".equals(context.string("name"))) {
                continue;
            }
            String name = null;
            List<Expression.Value> values = new java.util.ArrayList<>();
            for (JsonObject part : context.objects("part")) {
                if ("name".equals(part.string("name"))) {
                    name = part.string("valueString") != null ? part.string("valueString") : part.string("valueCode");
                } else if ("content".equals(part.string("name"))) {
                    JsonObject resource = content(request, part);
                    Launch.requireAbout(about, resource, "Parameters.parameter.where(name='context')");
                    values.add(Expression.Value.of(resource));
                    if (part.object("valueReference") != null && "Encounter".equals(resource.string("resourceType"))) {
                        encounter = resource;
                    }
                }
            }
            if (name == null || !declared.containsKey(name)) {
                throw bad("The form has no launch context of this name." + (name == null ? "" : Nearest.to(name, declared.keySet()).map(n -> " Did you mean '" + n
                        + "'?").orElse("")) + (declared.isEmpty() ? " It has none." : " It has: " + String.join(", ", declared.keySet()) + "."));
            }
            List<String> types = declared.get(name);
            if (values.stream().anyMatch(v -> !types.isEmpty() && !types.contains(v.type()))) {
                throw bad("The launch context '" + name + "' is a " + String.join(" or ", types) + ". Send one.");
            }
            launched.put(name, values);
        }
        return encounter;
    }

    private JsonObject content(OperationRequest request, JsonObject part) {
        JsonObject resource = part.object("resource");
        if (resource != null) {
            StructureCheck.require(resource, String.valueOf(resource.string("resourceType")));
            return resource;
        }
        JsonObject found = records.referred(part.object("valueReference"), request.caller());
        if (found == null) {
            throw Fault.of(Reason.UNPROCESSABLE, IssueType.NOT_FOUND, FaultCode.RESOURCE_NOT_FOUND, "The content of a context is not stored here. Send a reference "
                    + "to a stored resource, or the resource.");
        }
        return found;
    }

    private static JsonObject subject(OperationRequest request) {
        JsonObject parameter = request.body() == null ? null : ExtractOperation.parameter(request.body(), "subject");
        if (parameter != null && parameter.object("valueReference") != null) {
            return parameter.object("valueReference");
        }
        if (request.value("subject") == null) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.REQUIRED, FaultCode.INVALID_PARAMETER, "$populate needs the subject. Send a reference, for example "
                    + "subject=Patient/17.");
        }
        return new JsonObject().put("reference", request.value("subject"));
    }

    private Form form(OperationRequest request) {
        if (request.id() != null) {
            return Form.of(JsonReader.object(((Outcome.Version) interactions.execute(Interaction.Read.of("Questionnaire", request.id()), request.caller()))
                    .version().body()));
        }
        JsonObject parameter = request.body() == null ? null : ExtractOperation.parameter(request.body(), "questionnaire");
        JsonObject identifier = request.body() == null ? null : ExtractOperation.parameter(request.body(), "identifier");
        JsonObject found = null;
        if (parameter != null && parameter.object("resource") != null) {
            found = parameter.object("resource");
            StructureCheck.require(found, "Questionnaire");
        } else if (parameter != null && parameter.object("valueReference") != null) {
            found = records.referred(parameter.object("valueReference"), request.caller());
        } else if (request.value("questionnaire") != null) {
            found = records.canonical("Questionnaire", request.value("questionnaire"), request.caller());
        } else if (identifier != null && identifier.object("valueIdentifier") != null) {
            JsonObject i = identifier.object("valueIdentifier");
            List<JsonObject> matches = records.search("Questionnaire", List.of(new QueryParameter("identifier",
                    (i.string("system") == null ? "" : i.string("system")) + "|" + String.valueOf(i.string("value")).replaceAll("([\\\\,$|])", "\\\\$1"))), 2, request.caller());
            found = matches.size() == 1 ? matches.getFirst() : null;
        } else {
            throw bad("Say which form: questionnaire (canonical, reference or resource) or identifier, or call Questionnaire/[id]/$populate.");
        }
        if (found == null || !"Questionnaire".equals(found.string("resourceType"))) {
            throw Fault.of(Reason.UNPROCESSABLE, IssueType.NOT_FOUND, FaultCode.UNKNOWN_QUESTIONNAIRE, "The form is not known here. Store the Questionnaire, or "
                    + "send it as resource of the parameter questionnaire.");
        }
        return Form.of(found);
    }

    private static Fault bad(String diagnostics) {
        return Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_PARAMETER, diagnostics);
    }
}
