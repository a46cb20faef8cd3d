package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.access.Scope.Permission;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.outcome.Severity;
import org.ketaminerecord.profile.Finding;
import org.ketaminerecord.profile.Validator;
import org.ketaminerecord.search.QueryParameter;

/** {@code $validate} (R4 resource-operation-validate.html): what is wrong with a resource, without storing it. */
@ApplicationScoped
public class ValidateOperation implements Operation {

    private static final Set<String> MODES = Set.of("create", "update", "delete");

    private final Interactions interactions;
    private final Validator validator;

    ValidateOperation(Interactions interactions, Validator validator) {
        this.interactions = interactions;
        this.validator = validator;
    }

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/Resource-validate";
    }

    @Override
    public Set<Permission> permissions() {
        return EnumSet.allOf(Permission.class);
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    public List<OperationParameter> parameters() {
        return List.of(new OperationParameter("profile", false, "Canonical of a profile to meet, beside those the resource claims; can be repeated"),
                new OperationParameter("mode", false, "create, update or delete: what is going to be done with the resource"),
                new OperationParameter("information", false, "true to be told remarks too, such as extensions that nobody here knows"));
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public boolean needsBody(Level level) {
        return level == Level.TYPE;
    }

    @Override
    public String documentation() {
        return "Tells what is wrong with a resource, by R4 and by the profiles that it claims and those that are asked for (profile, can be repeated): "
                + "each issue with its element, line and column, rule and profile, and what to send instead. The body is the resource or Parameters.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        request.requireOnly("profile", "mode", "information", "resource");
        String mode = request.value("mode");
        if (mode != null && !MODES.contains(mode)) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.VALUE, FaultCode.INVALID_PARAMETER, "There is no mode '" + mode + "'. Send create, update or delete.");
        }
        List<String> profiles = request.query().stream().filter(q -> q.name().equals("profile")).map(QueryParameter::value).distinct().toList();
        boolean parameters = request.body() != null && "Parameters".equals(request.body().string("resourceType")) && !"Parameters".equals(request.type());
        JsonObject resource = request.body();
        String inside = "";
        if (parameters) {
            resource = null;
            List<JsonObject> all = request.body().objects("parameter");
            for (int i = 0; i < all.size(); i++) {
                if ("resource".equals(all.get(i).string("name"))) {
                    resource = all.get(i).object("resource");
                    inside = "/parameter" + (i == 0 ? "" : "/" + i) + "/resource";
                }
            }
        }
        if ("delete".equals(mode) || resource == null && request.id() != null) {
            resource = stored(request);
            return answer("delete".equals(mode) ? List.of() : check(resource, profiles, request), null, "", "delete".equals(mode)
                    ? "The resource is there and can be deleted, unless others refer to it." : null);
        }
        if (resource == null) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.REQUIRED, FaultCode.MALFORMED, "There is no resource to validate. Send it as the body, or in "
                    + "Parameters as the parameter 'resource'.");
        }
        List<Finding> found = new ArrayList<>(about(resource, mode, request));
        found.addAll(check(resource, profiles, request));
        return answer(found, request.sent(), inside, null);
    }

    private JsonObject stored(OperationRequest request) {
        if (request.id() == null) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.REQUIRED, FaultCode.INVALID_PARAMETER, "Whether something can be deleted is asked of the resource: "
                    + request.type() + "/[id]/$validate?mode=delete.");
        }
        Outcome read = interactions.execute(new Interaction.Read(request.type(), request.id(), request.version(), null, null), request.caller());
        return JsonReader.object(((Outcome.Version) read).version().body());
    }

    private List<Finding> check(JsonObject resource, List<String> profiles, OperationRequest request) {
        boolean information = "true".equals(request.value("information"));
        return validator.check(resource, profiles).stream().filter(f -> information || f.severity() != Severity.INFORMATION).toList();
    }

    /** What the URL and the mode ask of the type and the id. */
    private static List<Finding> about(JsonObject resource, String mode, OperationRequest request) {
        List<Finding> found = new ArrayList<>();
        String type = resource.string("resourceType");
        if (type != null && !type.equals(request.type())) {
            found.add(error(FaultCode.TYPE_MISMATCH, type, "The resource is a " + type + ", but the URL speaks of " + request.type() + ". Call " + type
                    + "/$validate."));
        }
        String id = resource.string("id");
        if ("update".equals(mode) && id == null) {
            found.add(error(FaultCode.ID_MISMATCH, type + ".id", "An update needs the id in the resource. Send it."));
        } else if (request.id() != null && !"create".equals(mode) && id != null && !request.id().equals(id)) {
            found.add(error(FaultCode.ID_MISMATCH, type + ".id", "The resource has another id than the URL. Make them the same: \"id\": \"" + request.id()
                    + "\"."));
        }
        return found;
    }

    private static Finding error(FaultCode code, String expression, String diagnostics) {
        return new Finding(Severity.ERROR, IssueType.VALUE, code, expression, diagnostics, null, null);
    }

    private static Outcome answer(List<Finding> found, Sent sent, String inside, String remark) {
        List<Finding> all = !found.isEmpty() ? found : List.of(new Finding(Severity.INFORMATION, IssueType.INFORMATIONAL, FaultCode.VALID, null,
                remark != null ? remark : "Nothing is wrong with the resource.", null, null));
        return new Outcome.Body(JsonWriter.text(ValidationOutcome.of(all, sent, inside)).getBytes(StandardCharsets.UTF_8));
    }
}
