package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.terminology.Coded;
import org.ketaminerecord.terminology.Elsewhere;
import org.ketaminerecord.terminology.TerminologyContent;
import org.ketaminerecord.terminology.Translation;

/** {@code ConceptMap/$translate} (R4 conceptmap-operation-translate.html): what a code is in another code system. */
@ApplicationScoped
public class TranslateOperation implements Operation {

    private final Interactions interactions;

    TranslateOperation(Interactions interactions) {
        this.interactions = interactions;
    }

    @Override
    public String name() {
        return "translate";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of("ConceptMap");
    }

    @Override
    public List<OperationParameter> parameters() {
        return List.of(new OperationParameter("url", false, "Canonical of the concept map; all that fit unless given"),
                new OperationParameter("conceptMap", false, "The concept map itself; by POST"),
                new OperationParameter("conceptMapVersion", false, "Version of the concept map"),
                new OperationParameter("code", false, "The code, with system"),
                new OperationParameter("system", false, "The code system of the code"),
                new OperationParameter("version", false, "The version of the code system"),
                new OperationParameter("source", false, "Only maps with this source value set"),
                new OperationParameter("coding", false, "A Coding; by POST"),
                new OperationParameter("codeableConcept", false, "A CodeableConcept, of which all codings are translated; by POST"),
                new OperationParameter("target", false, "Only maps with this target value set"),
                new OperationParameter("targetsystem", false, "Only translations into this code system"),
                new OperationParameter("dependency", false, "What mappings may depend on: parts element and concept; by POST"),
                new OperationParameter("reverse", false, "true: from targets to sources"));
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String documentation() {
        return "Translations of a code by one concept map, or by all that are stored or packaged and fit. With reverse, codes that the map would translate into "
                + "the given one. The result is true when a match is neither unmatched nor disjoint.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        OperationInput input = new OperationInput(request, parameters().stream().map(OperationParameter::name).toList(), Map.of());
        TerminologyContent content = interactions.engine().terminology();
        DefinitionOf map = DefinitionOf.find(request, input, interactions, "ConceptMap", "conceptMap", "conceptMapVersion", content::conceptMap);
        boolean backwards = Boolean.TRUE.equals(input.flag("reverse"));
        Translation.Asked asked = new Translation.Asked(input.text("targetsystem"), backwards, dependencies(input));
        List<Coded> codes = codes(input);
        try {
            if (map != null && map.json() == null) {
                throw map.unknown(content);
            }
            return answer(input, content, map, asked, codes);
        } catch (Fault undecided) {
            return new Outcome.Body(JsonWriter.bytes(Elsewhere.answer(content.server(), "ConceptMap", "translate", question(input, map, request), undecided)));
        }
    }

    private static Outcome answer(OperationInput input, TerminologyContent content, DefinitionOf map, Translation.Asked asked, List<Coded> codes) {
        List<Translation.Match> matches = new ArrayList<>();
        Set<String> remarks = new LinkedHashSet<>();
        int maps = 0;
        for (Coded coded : codes) {
            Translation translation = new Translation(content, asked);
            List<JsonObject> fitting = map != null ? List.of(map.json()) : content.conceptMaps(coded.system(), asked.backwards()).stream()
                    .filter(m -> fits(m, asked.backwards() ? "target" : "source", input.text("source"))
                            && fits(m, asked.backwards() ? "source" : "target", input.text("target"))).toList();
            maps += fitting.size();
            fitting.forEach(m -> translation.translate(m, coded));
            matches.addAll(translation.matches());
            remarks.addAll(translation.remarks(coded));
        }
        boolean result = matches.stream().anyMatch(Translation.Match::translates);
        if (maps == 0) {
            // nobody here maps this system: that is not the same as a code without a translation
            throw Fault.of(Reason.NOT_FOUND, IssueType.NOT_FOUND, FaultCode.UNKNOWN_CONCEPT_MAP, "There is no ConceptMap " + (asked.backwards() ? "to" : "from")
                    + " '" + codes.getFirst().system() + "' here that fits. Store one, or name one by url.");
        }
        Answers answers = new Answers().flag("result", result).add("message", "valueString", result || remarks.isEmpty() ? null : String.join(" ", remarks));
        for (Translation.Match m : matches) {
            Answers parts = new Answers().add("equivalence", "valueCode", m.equivalence());
            if (m.concept() != null) {
                parts.add("concept", "valueCoding", m.concept().coding());
            }
            answers.part("match", parts.all(Translation.products(m)).add("source", "valueUri", m.map()));
        }
        return answers.outcome();
    }

    private static boolean fits(JsonObject map, String side, String valueSet) {
        return valueSet == null || valueSet.equals(map.string(side + "Uri")) || valueSet.equals(map.string(side + "Canonical"));
    }

    private static List<Coded> codes(OperationInput input) {
        if (!input.oneOf("code", "coding", "codeableConcept")) {
            throw OperationInput.required("$translate needs something to translate: code with system, coding, or codeableConcept.");
        }
        JsonObject concept = input.complex("codeableConcept", "valueCodeableConcept");
        JsonObject coding = input.complex("coding", "valueCoding");
        List<Coded> codes = concept != null ? concept.objects("coding").stream().map(Coded::of).toList()
                : List.of(coding != null ? Coded.of(coding) : new Coded(input.text("system"), input.text("version"), input.text("code"), null));
        List<Coded> usable = codes.stream().filter(c -> c.code() != null && c.system() != null).toList();
        if (usable.isEmpty()) {
            throw OperationInput.required("A code is translated from its code system. Send code and system" + (concept == null ? "." : " in a coding of the concept."));
        }
        return usable;
    }

    private static List<Translation.Dependency> dependencies(OperationInput input) {
        List<Translation.Dependency> all = new ArrayList<>();
        for (List<JsonObject> parts : input.parts("dependency")) {
            String element = parts.stream().filter(p -> "element".equals(p.string("name"))).map(p -> p.string("valueUri")).findFirst().orElse(null);
            JsonObject concept = parts.stream().filter(p -> "concept".equals(p.string("name"))).map(p -> p.object("valueCodeableConcept")).findFirst().orElse(null);
            if (element == null || concept == null) {
                throw OperationInput.required("A dependency has the parts element (valueUri) and concept (valueCodeableConcept). Send both.");
            }
            concept.objects("coding").stream().filter(c -> c.string("code") != null)
                    .forEach(c -> all.add(new Translation.Dependency(element, c.string("system"), c.string("code"))));
        }
        return all;
    }

    private static JsonObject question(OperationInput input, DefinitionOf map, OperationRequest request) {
        Answers question = new Answers();
        if (map != null) {
            map.tell(question, "conceptMap");
        }
        for (String name : List.of("code", "version", "source", "target", "targetsystem", "system")) {
            question.add(name, switch (name) {
                case "code" -> "valueCode";
                case "version" -> "valueString";
                default -> "valueUri";
            }, input.text(name));
        }
        question.add("coding", "valueCoding", input.complex("coding", "valueCoding"))
                .add("codeableConcept", "valueCodeableConcept", input.complex("codeableConcept", "valueCodeableConcept")).flag("reverse", input.flag("reverse"));
        if (request.body() != null) {
            question.all(request.body().objects("parameter").stream().filter(p -> "dependency".equals(p.string("name"))).toList());
        }
        return question.json();
    }
}
