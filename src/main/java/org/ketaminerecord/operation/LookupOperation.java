package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.terminology.Canonical;
import org.ketaminerecord.terminology.CodeSystem;
import org.ketaminerecord.terminology.CodeSystems;
import org.ketaminerecord.terminology.Coded;
import org.ketaminerecord.terminology.Concept;
import org.ketaminerecord.terminology.Elsewhere;
import org.ketaminerecord.terminology.Refusal;
import org.ketaminerecord.terminology.TerminologyContent;
import org.ketaminerecord.terminology.Texts;

/** {@code CodeSystem/$lookup} (R4 codesystem-operation-lookup.html): what a code means. */
@ApplicationScoped
public class LookupOperation implements Operation {

    private final Interactions interactions;

    LookupOperation(Interactions interactions) {
        this.interactions = interactions;
    }

    @Override
    public String name() {
        return "lookup";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE);
    }

    @Override
    public Set<String> types() {
        return Set.of("CodeSystem");
    }

    @Override
    public List<OperationParameter> parameters() {
        return List.of(new OperationParameter("code", false, "The code, with system"),
                new OperationParameter("system", false, "The code system of the code"),
                new OperationParameter("version", false, "The version of the code system"),
                new OperationParameter("coding", false, "A Coding instead; by POST"),
                new OperationParameter("displayLanguage", false, "Language of the display, as BCP 47 tag"),
                new OperationParameter("property", false, "Which properties are wanted, all unless given; can be repeated"));
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String documentation() {
        return "Display, designations, definition, parents, children and other properties of a code. A system that is not here, or here without the code, is "
                + "asked of the terminology server, if there is one.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        OperationInput input = new OperationInput(request, parameters().stream().map(OperationParameter::name).toList(),
                Map.of("date", "definitions are those that are stored now"));
        input.oneOf("code", "coding");
        JsonObject coding = input.complex("coding", "valueCoding");
        Coded coded = coding != null ? Coded.of(coding) : new Coded(input.text("system"), input.text("version"), input.text("code"), null);
        if (coded.code() == null || coded.system() == null) {
            throw OperationInput.required("$lookup needs a code and its system. Send code and system, or a coding with both.");
        }
        TerminologyContent content = interactions.engine().terminology();
        Set<String> wanted = new HashSet<>(input.texts("property"));
        String language = input.text("displayLanguage");
        try {
            return answer(coded, content, wanted, language);
        } catch (Fault undecided) {
            Answers question = new Answers().add("coding", "valueCoding", coded.coding()).add("displayLanguage", "valueCode", language);
            wanted.forEach(w -> question.add("property", "valueCode", w));
            return new Outcome.Body(JsonWriter.bytes(Elsewhere.answer(content.server(), "CodeSystem", "lookup", question.json(), undecided)));
        }
    }

    private static Outcome answer(Coded coded, TerminologyContent content, Set<String> wanted, String language) {
        Canonical canonical = new Canonical(coded.system(), coded.version());
        CodeSystem system = new CodeSystems(content).find(canonical);
        if (system == null) {
            throw new Fault(Reason.NOT_FOUND, Refusal.unknown("CodeSystem", canonical, content, "").issues());
        }
        Concept concept = system.concept(coded.code());
        if (concept == null) {
            CodeSystems.requireComplete(system, null, "the meaning of '" + Refusal.cut(coded.code()) + "' is not known");
            throw new Fault(Reason.NOT_FOUND, Refusal.unknownCode(system, coded.code(), null).issues());
        }
        String display = Texts.of(null, system, concept).in(language);
        Answers answers = new Answers().add("name", "valueString", name(system)).add("version", "valueString", system.canonical().version())
                .add("display", "valueString", display == null ? concept.code() : display);
        for (Concept.Designation d : concept.designations()) {
            if (wanted.isEmpty() || wanted.contains("designation") || d.language() != null && wanted.contains("lang." + d.language())) {
                answers.part("designation", new Answers().add("language", "valueCode", d.language()).add("use", "valueCoding", d.json().get("use"))
                        .add("value", "valueString", d.value()));
            }
        }
        properties(answers, system, concept, wanted);
        return answers.outcome();
    }

    /** R4: the properties that every system has, and those of its own. */
    private static void properties(Answers answers, CodeSystem system, Concept concept, Set<String> wanted) {
        Set<String> said = new HashSet<>();
        if (concept.definition() != null) {
            property(answers, wanted, "definition", "valueString", new JsonString(concept.definition()), null);
        }
        system.parents(concept.code()).forEach(p -> property(answers, wanted, "parent", "valueCode", new JsonString(p), display(system, p)));
        system.children(concept.code()).forEach(c -> property(answers, wanted, "child", "valueCode", new JsonString(c), display(system, c)));
        property(answers, wanted, "inactive", "valueBoolean", JsonBoolean.of(concept.inactive()), null);
        said.addAll(Set.of("definition", "parent", "child", "inactive"));
        for (JsonObject p : concept.json().objects("property")) {
            String code = p.string("code");
            if (code == null || said.contains(code)) {
                continue;
            }
            p.forEach((name, value) -> {
                if (name.startsWith("value")) {
                    property(answers, wanted, code, name, value, description(system, code));
                }
            });
        }
    }

    private static void property(Answers answers, Set<String> wanted, String code, String type, org.ketaminerecord.json.JsonValue value, String description) {
        if (wanted.isEmpty() || wanted.contains(code)) {
            answers.part("property", new Answers().add("code", "valueCode", code).add("value", type, value).add("description", "valueString", description));
        }
    }

    private static String display(CodeSystem system, String code) {
        return system.concept(code).display();
    }

    private static String description(CodeSystem system, String property) {
        return system.json().objects("property").stream().filter(p -> property.equals(p.string("code"))).map(p -> p.string("description"))
                .filter(java.util.Objects::nonNull).findFirst().orElse(null);
    }

    private static String name(CodeSystem system) {
        String name = system.json().string("name");
        String title = system.json().string("title");
        return name != null ? name : title != null ? title : system.canonical().url();
    }
}
