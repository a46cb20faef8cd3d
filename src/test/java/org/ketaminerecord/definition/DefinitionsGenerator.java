package org.ketaminerecord.definition;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Enumerations.BindingStrength;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.ValueSet;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.json.JsonWriter;

/**
 * Boils the R4 definitions that HAPI's jars carry (34 MB of XML and JSON) down to what the server needs at run time: a
 * file of some 700 KB, one line a definition, which is read in the time of a blink.
 *
 * <pre>./mvnw test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=org.ketaminerecord.definition.DefinitionsGenerator</pre>
 */
public final class DefinitionsGenerator {

    static final Path TARGET = Path.of("src/main/resources/org/ketaminerecord/definition/r4.json");
    private static final String BASE = "/org/hl7/fhir/r4/model/";

    private final FhirContext context = FhirContext.forR4();
    private final Map<String, ValueSet> valueSets = new TreeMap<>();
    private final Map<String, CodeSystem> codeSystems = new TreeMap<>();
    private final Map<String, List<String>> requiredCodes = new TreeMap<>();

    public static void main(String[] args) throws IOException {
        Files.writeString(TARGET, new DefinitionsGenerator().generate());
    }

    /** The whole file. */
    public String generate() throws IOException {
        for (String file : List.of("valueset/valuesets.xml", "valueset/v3-codesystems.xml", "valueset/v2-tables.xml")) {
            for (Resource r : bundle(file)) {
                if (r instanceof ValueSet v) {
                    valueSets.put(v.getUrl(), v);
                } else if (r instanceof CodeSystem c) {
                    codeSystems.put(c.getUrl(), c);
                }
            }
        }
        Map<String, JsonObject> types = new TreeMap<>();
        for (String file : List.of("profile/profiles-types.xml", "profile/profiles-resources.xml")) {
            for (Resource r : bundle(file)) {
                if (r instanceof StructureDefinition d && d.getDerivation() != StructureDefinition.TypeDerivationRule.CONSTRAINT
                        && d.getKind() != StructureDefinitionKind.LOGICAL) {
                    types(d, types);
                }
            }
        }
        List<JsonObject> parameters = new ArrayList<>();
        for (Resource r : bundle("sp/search-parameters.json")) {
            if (r instanceof SearchParameter p) {
                parameters.add(parameter(p));
            }
        }
        parameters.sort(Comparator.comparing(p -> p.string("url")));

        StringBuilder out = new StringBuilder("{\n");
        section(out, "types", types.values().stream().toList());
        section(out, "codes", requiredCodes.entrySet().stream().map(e -> new JsonObject()
                .put("valueSet", e.getKey())
                .put("codes", JsonArray.of(e.getValue().stream().map(JsonString::new).toList()))).toList());
        section(out, "parameters", parameters);
        section(out, "compartments", compartments());
        out.setLength(out.length() - 2);
        return out.append("\n}\n").toString();
    }

    private static void section(StringBuilder out, String name, Collection<? extends JsonValue> lines) {
        out.append('"').append(name).append("\": [\n")
                .append(lines.stream().map(JsonWriter::text).collect(Collectors.joining(",\n")))
                .append("\n],\n");
    }

    private List<Resource> bundle(String file) throws IOException {
        try (InputStream in = FhirContext.class.getResourceAsStream(BASE + file)) {
            var reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            Bundle b = (file.endsWith(".json") ? context.newJsonParser() : context.newXmlParser())
                    .parseResource(Bundle.class, reader);
            return b.getEntry().stream().map(Bundle.BundleEntryComponent::getResource).toList();
        }
    }

    // ---- types -----------------------------------------------------------------------------------

    private void types(StructureDefinition d, Map<String, JsonObject> types) {
        String kind = switch (d.getKind()) {
            case RESOURCE -> "resource";
            case COMPLEXTYPE -> "complex";
            case PRIMITIVETYPE -> "primitive";
            default -> throw new IllegalStateException(d.getUrl());
        };
        JsonObject root = new JsonObject().put("name", d.getName()).put("kind", kind);
        if (d.getAbstract()) {
            root.put("abstract", true);
        }
        if (d.getBaseDefinition() != null) {
            root.put("base", d.getBaseDefinition().substring(d.getBaseDefinition().lastIndexOf('/') + 1));
        }
        types.put(d.getName(), root);
        if (!kind.equals("primitive")) {
            root.put("elements", new JsonArray());
            for (ElementDefinition e : d.getSnapshot().getElement()) {
                String path = e.getPath();
                if (!path.contains(".")) {
                    continue;
                }
                String parent = path.substring(0, path.lastIndexOf('.'));
                JsonObject owner = types.computeIfAbsent(parent, p -> new JsonObject().put("name", p)
                        .put("kind", "backbone").put("elements", new JsonArray()));
                owner.array("elements").add(element(d, e));
            }
        }
    }

    private JsonObject element(StructureDefinition d, ElementDefinition e) {
        String name = e.getPath().substring(e.getPath().lastIndexOf('.') + 1);
        JsonObject json = new JsonObject().put("name", name);
        boolean hasChildren = d.getSnapshot().getElement().stream().anyMatch(x -> x.getPath().startsWith(e.getPath() + "."));
        Set<String> types = new LinkedHashSet<>();
        Set<String> targets = new TreeSet<>();
        if (e.hasContentReference()) {
            types.add(e.getContentReference().substring(1));
        } else if (hasChildren) {
            types.add(e.getPath());
        } else {
            for (ElementDefinition.TypeRefComponent t : e.getType()) {
                types.add(typeCode(t, e.getPath()));
                Stream.of(t.getTargetProfile()).flatMap(List::stream).map(CanonicalType::getValue)
                        .forEach(u -> targets.add(u.substring(u.lastIndexOf('/') + 1)));
            }
        }
        json.put("types", JsonArray.of(types.stream().map(JsonString::new).toList()));
        if (e.getMin() > 0) {
            json.put("min", e.getMin());
        }
        if (!"1".equals(e.getMax())) {
            json.put("max", e.getMax());
        }
        if (e.getIsSummary()) {
            json.put("summary", true);
        }
        if (e.getIsModifier()) {
            json.put("modifier", true);
        }
        if (!targets.isEmpty()) {
            json.put("targets", JsonArray.of(targets.stream().map(JsonString::new).toList()));
        }
        if (e.hasBinding() && e.getBinding().getStrength() == BindingStrength.REQUIRED && e.getBinding().hasValueSet()) {
            String url = e.getBinding().getValueSet().replaceFirst("\\|.*", "");
            List<String> codes = requiredCodes.get(url);
            if (codes == null) {
                codes = expand(url);
            }
            if (codes != null) {
                requiredCodes.put(url, codes);
                json.put("required", url);
            }
        }
        return json;
    }

    /** The type of id and of primitive values is given as a FHIRPath system type with the FHIR type in an extension. */
    private static String typeCode(ElementDefinition.TypeRefComponent t, String path) {
        var fhirType = t.getExtensionByUrl("http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type");
        if (t.getCode().startsWith("http://hl7.org/fhirpath/")) {
            if (path.endsWith(".id")) {
                boolean resource = path.indexOf('.') == path.lastIndexOf('.') && Character.isUpperCase(path.charAt(0));
                return resource && fhirType != null && fhirType.getValue().primitiveValue().equals("id") ? "id" : "string";
            }
            return fhirType == null ? "string" : fhirType.getValue().primitiveValue();
        }
        return t.getCode();
    }

    /** The codes of a value set as "system|code", or null when it cannot be listed from what is here. */
    private List<String> expand(String url) {
        ValueSet v = valueSets.get(url);
        if (v == null || v.getCompose().hasExclude()) {
            return null;
        }
        Set<String> codes = new TreeSet<>();
        for (ValueSet.ConceptSetComponent include : v.getCompose().getInclude()) {
            if (include.hasFilter()) {
                return null;
            }
            for (CanonicalType other : include.getValueSet()) {
                List<String> inner = expand(other.getValue());
                if (inner == null) {
                    return null;
                }
                codes.addAll(inner);
            }
            if (include.hasConcept()) {
                include.getConcept().forEach(c -> codes.add(include.getSystem() + "|" + c.getCode()));
            } else if (include.hasSystem()) {
                CodeSystem system = codeSystems.get(include.getSystem());
                if (system == null || system.getConcept().isEmpty()) {
                    return null;
                }
                add(system.getConcept(), include.getSystem(), codes);
            }
        }
        return codes.isEmpty() || codes.size() > 2000 ? null : List.copyOf(codes);
    }

    private static void add(List<CodeSystem.ConceptDefinitionComponent> concepts, String system, Set<String> codes) {
        for (CodeSystem.ConceptDefinitionComponent c : concepts) {
            codes.add(system + "|" + c.getCode());
            add(c.getConcept(), system, codes);
        }
    }

    // ---- search parameters and compartments -----------------------------------------------------------

    private static JsonObject parameter(SearchParameter p) {
        JsonObject json = new JsonObject()
                .put("url", p.getUrl())
                .put("code", p.getCode())
                .put("type", p.getType().toCode())
                .put("base", JsonArray.of(p.getBase().stream().map(b -> new JsonString(b.getCode())).toList()));
        if (p.hasExpression()) {
            json.put("expression", p.getExpression());
        }
        if (p.hasTarget()) {
            json.put("target", JsonArray.of(p.getTarget().stream().map(t -> new JsonString(t.getCode())).sorted(
                    Comparator.comparing(JsonString::value)).toList()));
        }
        if (p.hasComponent()) {
            json.put("component", JsonArray.of(p.getComponent().stream().map(c -> new JsonObject()
                    .put("definition", c.getDefinition()).put("expression", c.getExpression())).toList()));
        }
        return json.put("description", p.getDescription().replaceAll("\\s+", " ").trim());
    }

    private List<JsonObject> compartments() {
        List<JsonObject> lines = new ArrayList<>();
        for (String compartment : List.of("Patient", "Encounter", "Practitioner", "RelatedPerson", "Device")) {
            for (String type : new TreeSet<>(context.getResourceTypes())) {
                List<String> codes = context.getResourceDefinition(type).getSearchParams().stream()
                        .filter(p -> p.getProvidesMembershipInCompartments() != null
                                && p.getProvidesMembershipInCompartments().contains(compartment))
                        .map(RuntimeSearchParam::getName).sorted().distinct().toList();
                // HAPI puts Device into the compartment Patient; R4 compartmentdefinition-patient.html does not
                if (!codes.isEmpty() && !(type.equals("Device") && compartment.equals("Patient"))) {
                    lines.add(new JsonObject().put("compartment", compartment).put("type", type)
                            .put("parameters", JsonArray.of(codes.stream().map(JsonString::new).toList())));
                }
            }
        }
        return lines;
    }
}
