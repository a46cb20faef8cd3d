package org.ketaminerecord.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.fhirpath.Expression;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * Definition-based extraction (SDC extraction.html#definition-based-extraction): a form or an item says that a resource begins there
 * ({@code definitionExtract} of SDC 4, {@code itemExtractionContext} of SDC 3), and items inside say by {@code definition} which
 * element each answer is.
 */
final class DefinitionExtract {

    private final Source source;
    private final Structures structures;
    private final List<Extracted> extracted;
    private final Expression.Value response;

    /** A resource in the making and where it began. */
    private record Open(Draft draft, JsonObject marker, String key, Map<String, List<Expression.Value>> variables, Expression.Value focus, String at) {
    }

    private DefinitionExtract(Source source, Structures structures, List<Extracted> extracted) {
        this.source = source;
        this.structures = structures;
        this.extracted = extracted;
        this.response = Expression.Value.of(source.json());
    }

    /** Adds what is extracted in this way. */
    static void extract(Source source, Structures structures, Map<String, List<Expression.Value>> variables, List<Extracted> to) {
        DefinitionExtract extract = new DefinitionExtract(source, structures, to);
        JsonObject form = source.form().json();
        Map<String, List<Expression.Value>> allocated = extract.allocated(form, "", variables);
        List<Open> open = extract.begun(form, "Questionnaire", "", allocated, null);
        extract.values(form, "Questionnaire", open, allocated, null);
        source.answered().forEach(a -> extract.item(a, open, allocated));
        open.forEach(extract::close);
    }

    private void item(Answered answered, List<Open> around, Map<String, List<Expression.Value>> outer) {
        FormItem item = answered.item();
        if (!answered(answered)) {
            return;
        }
        String key = answered.key(0);
        Map<String, List<Expression.Value>> variables = allocated(item.json(), key, Variables.declared(source.form(), item.json(), item.at(), response,
                answered.value(), outer));
        List<Open> begun = begun(item.json(), item.at(), key, variables, answered.value());
        List<Open> open = new ArrayList<>(begun);
        open.addAll(around);
        String definition = item.json().string("definition");
        Draft draft = definition == null ? null : draft(open, definition);
        if (draft != null && item.group()) {
            draft.begin(definition, item.at() + ".definition");
        }
        for (int a = 0; draft != null && a < answered.answers().size(); a++) {
            draft.put(definition, Typed.of(answered.answers().get(a), item), a > 0, item.at() + ".definition");
        }
        values(item.json(), item.at(), open, variables, answered.value());
        answered.items().forEach(i -> item(i, open, variables));
        begun.forEach(this::close);
    }

    private static boolean answered(Answered item) {
        return !item.answers().isEmpty() || item.items().stream().anyMatch(DefinitionExtract::answered);
    }

    private static Draft draft(List<Open> open, String definition) {
        return open.stream().map(Open::draft).filter(d -> d.takes(definition)).findFirst().orElse(null);
    }

    // ---- where resources begin ---------------------------------------------------------------------

    private List<Open> begun(JsonObject element, String at, String key, Map<String, List<Expression.Value>> variables, Expression.Value focus) {
        List<Open> begun = new ArrayList<>();
        for (JsonObject marker : Sdc.all(element, Sdc.DEFINITION_EXTRACT)) {
            JsonObject definition = Sdc.part(marker, "definition");
            String canonical = definition == null ? null : definition.string("valueCanonical");
            String type = canonical == null ? null : structures.type(canonical);
            if (type == null) {
                throw invalid(at, "definitionExtract names no type of R4 and no StructureDefinition that is stored here. Store the profile, or name one that is.");
            }
            begun.add(new Open(new Draft(canonical, fresh(type), structures), marker, key + "/" + begun.size(), variables, focus, at));
        }
        for (String url : List.of(Sdc.ITEM_CONTEXT, Sdc.ITEM_CONTEXT_2)) {
            for (JsonObject marker : Sdc.all(element, url)) {
                begun.add(new Open(legacy(marker, at, variables, focus), marker, key + "/" + begun.size(), variables, focus, at));
            }
        }
        return begun;
    }

    /** SDC 3: the code of a type begins a new resource; an expression gives the one to update. */
    private Draft legacy(JsonObject marker, String at, Map<String, List<Expression.Value>> variables, Expression.Value focus) {
        String code = marker.string("valueCode");
        JsonObject expression = marker.object("valueExpression");
        if (code != null && Definitions.r4().isResourceType(code)) {
            return new Draft(Structures.BASE + code, fresh(code), structures);
        }
        if (expression == null || !Variables.fhirPath(expression)) {
            throw invalid(at, "The context of the extraction is neither the code of a resource type nor an expression in FHIRPath. Send one of them.");
        }
        List<Expression.Value> values = Expression.of(expression.string("expression"), at)
                .evaluate(new Expression.Scope(response, focus, variables, source.form()), at);
        if (values.size() == 1 && values.getFirst().json() instanceof JsonObject found && found.string("id") != null
                && Definitions.r4().isResourceType(String.valueOf(found.string("resourceType")))) {
            JsonObject updated = found.copy();
            updated.remove("text");                        // it would tell what was before
            return new Draft(Structures.BASE + found.string("resourceType"), updated, structures);
        }
        throw invalid(at, "The expression of the context gives no single stored resource. Launch the form with the one to update.");
    }

    private static JsonObject fresh(String type) {
        return new JsonObject().put("resourceType", type);
    }

    // ---- values that are no answers ------------------------------------------------------------------

    private void values(JsonObject element, String at, List<Open> open, Map<String, List<Expression.Value>> variables, Expression.Value focus) {
        for (JsonObject extension : Sdc.all(element, Sdc.DEFINITION_VALUE)) {
            JsonObject where = Sdc.part(extension, "definition");
            String definition = where == null ? null : Sdc.value(where) instanceof JsonString s ? s.value() : null;
            Draft draft = definition == null ? null : draft(open, definition);
            if (draft == null) {
                throw invalid(at, "definitionExtractValue is of no resource that begins here or around. Name an element of one that does.");
            }
            JsonObject fixed = Sdc.part(extension, "fixed-value");
            JsonObject computed = Sdc.part(extension, "expression");
            if (fixed != null) {
                draft.put(definition, Typed.of(fixed, null), false, at);
            } else if (computed != null && computed.object("valueExpression") != null && Variables.fhirPath(computed.object("valueExpression"))) {
                for (Expression.Value value : Expression.of(computed.object("valueExpression").string("expression"), at)
                        .evaluate(new Expression.Scope(response, focus, variables, source.form()), at)) {
                    draft.put(definition, Typed.of(value), false, at);
                }
            } else {
                throw invalid(at, "definitionExtractValue has neither a fixed value nor an expression in FHIRPath. Give it one.");
            }
        }
    }

    /** Ids that the form has made for its resources, so that they can refer to each other. */
    private Map<String, List<Expression.Value>> allocated(JsonObject element, String key, Map<String, List<Expression.Value>> variables) {
        Map<String, List<Expression.Value>> more = new LinkedHashMap<>(variables);
        for (JsonObject extension : Sdc.all(element, Sdc.ALLOCATE_ID)) {
            if (Sdc.value(extension) instanceof JsonString name) {
                more.put(name.value(), List.of(Expression.Value.of(Extracted.urn(source.reference() + "#" + key + "#" + name.value()))));
            }
        }
        return more;
    }

    // ---- where resources end -----------------------------------------------------------------------

    private void close(Open open) {
        Draft draft = open.draft();
        draft.complete();
        JsonObject resource = draft.resource;
        String profile = draft.canonical.startsWith(Structures.BASE) ? null : draft.canonical;
        if (resource.object("meta") == null || profile != null) {
            source.label(resource, profile);
        }
        String type = resource.string("resourceType");
        String fullUrl = computed(open, "fullUrl");
        Extracted one;
        String ifNoneExist = computed(open, "ifNoneExist");
        if (resource.string("id") != null) {
            String url = type + "/" + resource.string("id");
            one = new Extracted(resource, Extracted.urn(url), new JsonObject().put("method", "PUT").put("url", url));
            if (resource.object("meta") != null && resource.object("meta").string("versionId") != null) {
                one.request().put("ifMatch", "W/\"" + resource.object("meta").string("versionId") + "\"");
            }
        } else if (ifNoneExist != null) {
            one = Extracted.of(resource, null, open.key());
            one.request().put("ifNoneExist", ifNoneExist);
        } else {
            one = Extracted.of(resource, source.reference(), open.key());
        }
        JsonObject request = one.request();
        for (String name : List.of("ifNoneMatch", "ifModifiedSince", "ifMatch")) {
            String value = computed(open, name);
            if (value != null) {
                request.put(name, value);
            }
        }
        extracted.add(new Extracted(resource, fullUrl != null ? fullUrl : one.fullUrl(), request));
    }

    private String computed(Open open, String name) {
        JsonObject part = Sdc.part(open.marker(), name);
        if (part == null || part.string("valueString") == null) {
            return null;
        }
        List<Expression.Value> values = Expression.of(part.string("valueString"), open.at())
                .evaluate(new Expression.Scope(response, open.focus(), open.variables(), source.form()), open.at());
        return values.isEmpty() ? null : values.getFirst().text();
    }

    private static Fault invalid(String at, String diagnostics) {
        return Fault.at(Reason.UNPROCESSABLE, IssueType.INVALID, FaultCode.INVALID_QUESTIONNAIRE, at, diagnostics);
    }
}
