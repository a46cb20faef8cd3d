package org.ketaminerecord.profile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;

/** Definitions against those of R4 that they build on: search parameters and the paths of profiles. */
final class DefinitionRules {

    private final Findings found;

    DefinitionRules(Findings found) {
        this.found = found;
    }

    // ---- search parameters --------------------------------------------------------------------------

    /** R4 capabilitystatement-definitions.html: the type of a search parameter SHALL be that of its definition. */
    void capabilityStatement(Place statement) {
        for (Place rest : statement.children("rest")) {
            for (Place resource : rest.children("resource")) {
                resource.children("searchParam").forEach(this::searchParam);
            }
            rest.children("searchParam").forEach(this::searchParam);
        }
    }

    private void searchParam(Place parameter) {
        String type = parameter.members().string("type");
        SearchParameterDefinition definition = definition(parameter.members().string("definition"));
        if (definition != null && type != null && !definition.type().code().equals(type)) {
            found.error(parameter, "type", IssueType.VALUE, FaultCode.MISMATCH,
                    "capabilitystatement-definitions.html#CapabilityStatement.rest.resource.searchParam.type", null, "The type is " + type + ", but " + definition.url()
                    + " is a " + definition.type().code() + " parameter. Send " + definition.type().code() + ".");
        }
    }

    /** R4 searchparameter-definitions.html: the details must be consistent with those of the parameter it is derived from. */
    void searchParameter(Place place) {
        JsonObject parameter = place.members();
        SearchParameterDefinition from = definition(parameter.string("derivedFrom"));
        if (from == null) {
            return;
        }
        String rule = "searchparameter-definitions.html#SearchParameter.derivedFrom";
        String type = parameter.string("type");
        if (type != null && !from.type().code().equals(type)) {
            found.error(place, "type", IssueType.BUSINESS_RULE, FaultCode.MISMATCH, rule, null, "The type is " + type + ", but " + from.url() + ", from which this is "
                    + "derived, is a " + from.type().code() + " parameter. Send " + from.type().code() + ", or leave derivedFrom out.");
        }
        Set<String> allowed = new HashSet<>(from.base());
        from.base().forEach(b -> allowed.addAll(Definitions.r4().typesOf(b)));
        if (parameter.get("base") instanceof JsonArray bases) {
            for (int i = 0; i < bases.size(); i++) {
                if (bases.get(i) instanceof JsonString b && !allowed.contains(b.value())) {
                    found.error(place, "base[" + i + "]", IssueType.BUSINESS_RULE, FaultCode.MISMATCH, rule, null, from.url() + ", from which this is derived, is not "
                            + "for " + b.value() + " but for " + String.join(", ", from.base()) + ". Send one of these, or leave derivedFrom out.");
                }
            }
        }
    }

    private static SearchParameterDefinition definition(String canonical) {
        return canonical == null ? null : Definitions.r4().parameterByUrl(canonical.replaceFirst("\\|.*", ""));
    }

    // ---- the paths of profiles ----------------------------------------------------------------------

    /** R4 elementdefinition.html#path: a constraint on a type speaks of elements that the type has. */
    void structureDefinition(Place definition) {
        JsonObject json = definition.members();
        String type = json.string("type");
        TypeDefinition root = type == null ? null : Definitions.r4().type(type);
        if (root == null || !"constraint".equals(json.string("derivation"))) {
            return;
        }
        for (Place differential : definition.children("differential")) {
            for (Place element : differential.children("element")) {
                String path = element.members().string("path");
                String missing = path == null ? null : missing(root, path);
                if (missing != null) {
                    found.error(element, "path", IssueType.VALUE, FaultCode.INVALID_VALUE, "elementdefinition.html#path", null, "R4 has no element '" + missing
                            + "', which the path '" + path + "' speaks of. Send a path of elements of " + type + "; of a choice of types it ends in [x].");
                }
            }
        }
    }

    /** The first part of a path that is no element of its type; null when all are, or it cannot be told. */
    private static String missing(TypeDefinition root, String path) {
        String[] steps = path.split("\\.");
        if (!steps[0].equals(root.name())) {
            return steps[0];
        }
        TypeDefinition at = root;
        for (int i = 1; i < steps.length; i++) {
            String step = steps[i];
            String base = step.endsWith("[x]") ? step.substring(0, step.length() - 3) : step;
            List<ElementDefinition> elements = at.elementsOf(base);
            ElementDefinition one = !elements.isEmpty() ? elements.getFirst() : at.element(step);
            if (one == null) {
                return String.join(".", List.of(steps).subList(0, i + 1));
            }
            if (elements.size() > 1) {
                return null;                          // inside a choice, a profile may mean any of its types
            }
            at = Definitions.r4().type(one.type());
            if (at == null || at.kind() == TypeDefinition.Kind.PRIMITIVE || at.name().equals("Resource")) {
                return null;
            }
        }
        return null;
    }
}
