package org.ketaminerecord.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Puts the description of one request together from the document's components. */
final class Page {

    private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");
    private static final List<String> OF_EVERY_REQUEST = List.of("_format", "_pretty");

    private final Operation operation;
    private final Components components;
    private final String examples;

    /** @param examples the first part of the names of its examples */
    Page(Operation operation, Components components, String examples) {
        this.operation = operation;
        this.components = components;
        this.examples = examples;
        operation.setParameters(List.of());
        operation.setResponses(OASFactory.createObject(APIResponses.class));
        operation.setRequestBody(null);
    }

    Page tag(String tag) {
        operation.setTags(List.of(tag));
        return this;
    }

    /** The parts of a path that are the caller's. */
    Page path(String path) {
        Matcher m = IN_PATH.matcher(path);
        while (m.find()) {
            switch (m.group(1)) {
                case "type" -> inPath("type", "A resource type of R4", "ResourceType");
                case "id" -> inPath("id", "The id of a resource", "Id");
                default -> component(m.group(1));
            }
        }
        return this;
    }

    private void inPath(String name, String description, String schema) {
        parameter(OASFactory.createParameter().name(name).in(Parameter.In.PATH).required(true).description(description)
                .schema(OASFactory.createSchema().ref(schema)));
    }

    /** A parameter that is described in place. */
    Page parameter(Parameter parameter) {
        Example example = components.getExamples().get(examples + "." + parameter.getName());
        if (example != null) {
            parameter.setExample(example.getValue());
        }
        operation.addParameter(parameter);
        return this;
    }

    /** Parameters by the names of their components, and those of every request. */
    Page parameters(List<String> names) {
        names.forEach(this::component);
        OF_EVERY_REQUEST.forEach(this::component);
        return this;
    }

    /** A component as it is, or a copy with the example of this page. */
    private void component(String name) {
        Parameter shared = components.getParameters().get(name);
        if (components.getExamples().containsKey(examples + "." + shared.getName())) {
            parameter(OASFactory.createParameter().name(shared.getName()).in(shared.getIn()).required(shared.getRequired())
                    .description(shared.getDescription()).schema(shared.getSchema()));
        } else {
            operation.addParameter(OASFactory.createParameter().ref(name));
        }
    }

    /** The body that has this name, if there is one. */
    Page body(String name) {
        if (components.getRequestBodies().containsKey(name)) {
            operation.setRequestBody(OASFactory.createRequestBody().ref(name));
        }
        return this;
    }

    /** A body that is a Parameters, with the examples that its parameters have in a URL. */
    Page parametersBody(List<String> names) {
        List<Object> parameters = new ArrayList<>();
        for (String name : names) {
            Example known = components.getExamples().get(examples + "." + name);
            if (known != null) {
                parameters.add(ordered("name", name, known.getValue() instanceof String ? "valueString" : "valueInteger", known.getValue()));
            }
        }
        Map<String, Object> example = ordered("resourceType", "Parameters", "parameter", parameters);
        if (parameters.isEmpty()) {
            example.remove("parameter");
        }
        Schema schema = OASFactory.createSchema().ref("Parameters");
        operation.setRequestBody(OASFactory.createRequestBody().content(OASFactory.createContent()
                .addMediaType("application/fhir+json", OASFactory.createMediaType().schema(schema).example(example))
                .addMediaType("application/fhir+xml", OASFactory.createMediaType().schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)))));
        return this;
    }

    private static Map<String, Object> ordered(String name, Object value, String otherName, Object otherValue) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(name, value);
        members.put(otherName, otherValue);
        return members;
    }

    /** Answers, each a status and the name of a response; any other is a refusal. */
    Page answers(List<String> answers) {
        for (String answer : answers) {
            String[] parts = answer.split(" ");
            operation.getResponses().addAPIResponse(parts[0], OASFactory.createAPIResponse().ref(parts[1]));
        }
        operation.getResponses().addAPIResponse("default", OASFactory.createAPIResponse().ref("Refusal"));
        return this;
    }
}
