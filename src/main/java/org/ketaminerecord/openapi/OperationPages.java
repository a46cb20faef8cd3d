package org.ketaminerecord.openapi;

import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.ketaminerecord.operation.Operation;
import org.ketaminerecord.operation.OperationParameter;

/** Named paths of the registered operations, one for each level at which one can be called. */
final class OperationPages {

    private static final List<String> ANSWERS = List.of("200 Result", "400 BadRequest", "404 NotFound");

    private final Paths paths;
    private final Components components;

    OperationPages(Paths paths, Components components) {
        this.paths = paths;
        this.components = components;
    }

    /** Adds the paths of an operation. */
    void add(Operation operation) {
        for (Operation.Level level : Operation.Level.values()) {
            if (operation.levels().contains(level)) {
                List<String> types = level == Operation.Level.SYSTEM ? List.of("") : operation.types().isEmpty() ? List.of("{type}")
                        : operation.types().stream().sorted().toList();
                types.forEach(type -> add(operation, level, type));
            }
        }
    }

    private void add(Operation o, Operation.Level level, String type) {
        String path = switch (level) {
            case SYSTEM -> "/fhir/";
            case TYPE -> "/fhir/" + type + "/";
            case INSTANCE -> "/fhir/" + type + "/{id}/";
            case VERSION -> "/fhir/" + type + "/{id}/_history/{version}/";
        } + "$" + o.name();
        PathItem item = OASFactory.createPathItem();
        if ((!o.affectsState() || o.tellsStatus()) && !o.needsBody(level)) {
            Page get = page(item, PathItem.HttpMethod.GET, o, level, path);
            if (!o.tellsStatus()) {
                o.parameters().forEach(p -> get.parameter(parameter(p)));
            }
            get.parameters(List.of("_summary", "_elements"));
        }
        if (level != Operation.Level.VERSION) {
            Page post = page(item, PathItem.HttpMethod.POST, o, level, path).parameters(List.of());
            if (o.affectsState() && !o.tellsStatus() || o.needsBody(level)) {
                post.body(o.key());
            } else {
                post.parametersBody(o.parameters().stream().map(OperationParameter::name).toList());
            }
        }
        paths.addPathItem(path, item);
    }

    private Page page(PathItem item, PathItem.HttpMethod method, Operation o, Operation.Level level, String path) {
        org.eclipse.microprofile.openapi.models.Operation described = OASFactory.createOperation()
                .operationId(o.key() + "-" + level.name().toLowerCase(Locale.ROOT) + (method == PathItem.HttpMethod.POST ? "-by-post" : ""))
                .summary("$" + o.name()).description(o.documentation() + " Defined by " + o.definition() + ".");
        item.setOperation(method, described);
        return new Page(described, components, o.key()).tag("Operations").path(path).answers(ANSWERS);
    }

    private static Parameter parameter(OperationParameter p) {
        return OASFactory.createParameter().name(p.name()).in(Parameter.In.QUERY).required(p.required()).description(p.documentation())
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }
}
