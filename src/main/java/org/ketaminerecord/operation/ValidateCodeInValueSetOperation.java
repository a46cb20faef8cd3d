package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.terminology.CodeCheck;
import org.ketaminerecord.terminology.Coded;
import org.ketaminerecord.terminology.TerminologyContent;

/** {@code ValueSet/$validate-code} (R4 valueset-operation-validate-code.html): whether a value set has a code. */
@ApplicationScoped
public class ValidateCodeInValueSetOperation implements Operation {

    private final Interactions interactions;

    ValidateCodeInValueSetOperation(Interactions interactions) {
        this.interactions = interactions;
    }

    @Override
    public String name() {
        return "validate-code";
    }

    @Override
    public String key() {
        return "validate-code-in-value-set";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of("ValueSet");
    }

    @Override
    public List<OperationParameter> parameters() {
        return List.of(new OperationParameter("url", false, "Canonical of the value set"),
                new OperationParameter("valueSet", false, "The value set itself; by POST"),
                new OperationParameter("valueSetVersion", false, "Version of the value set"),
                new OperationParameter("code", false, "The code, with system"),
                new OperationParameter("system", false, "The code system of the code"),
                new OperationParameter("systemVersion", false, "The version of the code system"),
                new OperationParameter("display", false, "The text that came with the code; it is judged too"),
                new OperationParameter("coding", false, "A Coding; by POST"),
                new OperationParameter("codeableConcept", false, "A CodeableConcept, of which one coding must be valid; by POST"),
                new OperationParameter("abstract", false, "false: abstract concepts are not valid"),
                new OperationParameter("displayLanguage", false, "Language of the display that is answered, as BCP 47 tag"));
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String documentation() {
        return "Whether a value set has a code: as searches with :in decide it. The result is false only where that is certain; what cannot be told from the "
                + "definitions here is asked of the terminology server, if there is one, or refused with what is missing.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        OperationInput input = new OperationInput(request, parameters().stream().map(OperationParameter::name).toList(), CodeJudgement.UNSUPPORTED);
        TerminologyContent content = interactions.engine().terminology();
        DefinitionOf valueSet = DefinitionOf.find(request, input, interactions, "ValueSet", "valueSet", "valueSetVersion", content::valueSet);
        if (valueSet == null) {
            throw OperationInput.required("$validate-code needs a value set. Name it by url, send it as valueSet, or call ValueSet/[id]/$validate-code.");
        }
        Boolean allowed = input.flag("abstract");
        String language = input.text("displayLanguage");
        CodeCheck check = new CodeCheck(content, language, Boolean.FALSE.equals(allowed));
        return CodeJudgement.judge(CodeJudgement.asked(input, null, "systemVersion"), coded -> {
            if (valueSet.json() == null) {
                throw valueSet.unknown(content);
            }
            return check.inValueSet(valueSet.json(), valueSet.name(), coded);
        }, content.server(), "ValueSet", coded -> CodeJudgement.question(valueSet, "valueSet", coded, allowed, language));
    }
}
