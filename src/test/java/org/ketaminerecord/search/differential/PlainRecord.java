package org.ketaminerecord.search.differential;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterDefinition;

/** Resources in memory, and the values that the definitions' FHIRPath finds in them. */
final class PlainRecord {

    private static final FhirContext HAPI = FhirContext.forR4Cached();
    private static final Pattern LOCAL = Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.-]+)(/_history/.*)?");
    private static final Pattern ANYWHERE = Pattern.compile("(.*/)?([A-Z][A-Za-z]+)/([A-Za-z0-9.-]+)(/_history/.*)?");
    private static final String OF_TYPE = "\\.where\\(resolve\\(\\) is ([A-Za-z]+)\\)";

    private final FHIRPathEngine engine = new FHIRPathEngine(new HapiWorkerContext(HAPI, new DefaultProfileValidationSupport(HAPI)));
    private final Map<String, ExpressionNode> parsed = new HashMap<>();
    private final Map<String, List<Base>> found = new HashMap<>();
    private final Map<String, Resource> all = new LinkedHashMap<>();

    void add(String json) {
        Resource resource = (Resource) HAPI.newJsonParser().parseResource(json);
        all.put(key(resource), resource);
    }

    static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    List<Resource> of(String type) {
        return all.values().stream().filter(r -> r.fhirType().equals(type)).toList();
    }

    /** The resource by type and id, or null. */
    Resource get(String key) {
        return all.get(key);
    }

    /** What a reference of a resource leads to, inside of it too (search.html#contained), or null. */
    Resource target(Resource from, String reference) {
        if (reference.startsWith("#") && from instanceof DomainResource container) {
            return container.getContained().stream().filter(c -> reference.equals("#" + c.getIdElement().getIdPart().replace("#", ""))).findFirst().orElse(null);
        }
        String key = local(reference);
        return key == null ? null : get(key);
    }

    /** The values of a parameter, as its definition's expression finds them. */
    synchronized List<Base> values(Resource resource, SearchParameterDefinition p) {
        if (all.get(key(resource)) != resource) {
            return evaluate(resource, p.expression());       // contained: others have its id too
        }
        return found.computeIfAbsent(key(resource) + " " + p.code(), k -> evaluate(resource, p.expression()));
    }

    /** The values of an expression below an element of a resource. */
    synchronized List<Base> evaluate(Base from, String expression) {
        List<Base> values = new ArrayList<>();
        for (String branch : expression.split(" \\| ")) {
            // R4 once writes DateTime where its type is dateTime
            String path = branch.trim().replace("as(DateTime)", "as(dateTime)");
            boolean foreign = from instanceof Resource r && path.matches("\\(?[A-Z].*") && !path.matches("\\(?(" + r.fhirType() + "|Resource|DomainResource)\\b.*");
            if (foreign) {
                continue;
            }
            Matcher m = Pattern.compile("(.*)" + OF_TYPE).matcher(path);
            String type = m.matches() ? m.group(2) : null;
            List<Base> some = engine.evaluate(from, parsed.computeIfAbsent(type == null ? path : m.group(1), engine::parse));
            some.stream().filter(v -> type == null || mayBe(type, (Reference) v)).forEach(values::add);
        }
        return values;
    }

    /** True when a reference leads to the type, whether what it leads to is here or not. One in words, by an untyped identifier or to what it contains may. */
    private static boolean mayBe(String type, Reference reference) {
        if (!reference.hasReference()) {
            return reference.getType() == null || type.equals(reference.getType());
        }
        Matcher m = ANYWHERE.matcher(reference.getReference());
        return reference.getReference().startsWith("#") || m.matches() && type.equals(m.group(2));
    }

    /** The key of a resource of this server that a reference names, or null. */
    static String local(String reference) {
        Matcher m = LOCAL.matcher(reference);
        return m.matches() && Definitions.r4().isResourceType(m.group(1)) ? m.group(1) + "/" + m.group(2) : null;
    }
}
