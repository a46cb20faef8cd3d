package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.terminology.Canonical;
import org.ketaminerecord.terminology.CodeCheck;
import org.ketaminerecord.terminology.CodeSystem;
import org.ketaminerecord.terminology.Coded;
import org.ketaminerecord.terminology.TerminologyContent;

/** {@code CodeSystem/$validate-code} (R4 codesystem-operation-validate-code.html): whether a code system has a code. */
@ApplicationScoped
public class ValidateCodeInCodeSystemOperation implements Operation {

    private final Interactions interactions;

    ValidateCodeInCodeSystemOperation(Interactions interactions) {
        this.interactions = interactions;
    }

    @Override
    public String name() {
        return "validate-code";
    }

    @Override
    public String key() {
        return "validate-code-in-code-system";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of("CodeSystem");
    }

    @Override
    public List<OperationParameter> parameters() {
        return List.of(new OperationParameter("url", false, "The code system's URL"),
                new OperationParameter("codeSystem", false, "The code system itself; by POST"),
                new OperationParameter("version", false, "Version of the code system"),
                new OperationParameter("code", false, "The code"),
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
        return "Whether a code system has a code. The result is false only where that is certain; of a system that is not here, or here in part, the "
                + "terminology server is asked, if there is one, or the call is refused with what is missing.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        OperationInput input = new OperationInput(request, parameters().stream().map(OperationParameter::name).toList(), CodeJudgement.UNSUPPORTED);
        TerminologyContent content = interactions.engine().terminology();
        DefinitionOf named = DefinitionOf.find(request, input, interactions, "CodeSystem", "codeSystem", "version", content::codeSystem);
        Boolean allowed = input.flag("abstract");
        String language = input.text("displayLanguage");
        CodeCheck check = new CodeCheck(content, language, Boolean.FALSE.equals(allowed));
        List<Coded> codes = CodeJudgement.asked(input, named == null || named.canonical() == null ? null : named.canonical().url(), "version");
        if (named == null && codes.stream().allMatch(c -> c.system() == null)) {
            throw OperationInput.required("$validate-code needs a code system. Name it by url, send it as codeSystem, or call CodeSystem/[id]/$validate-code.");
        }
        return CodeJudgement.judge(codes, coded -> check.inSystem(system(named, coded, content), coded), content.server(), "CodeSystem",
                coded -> CodeJudgement.question(of(named, coded, content), "codeSystem", coded, allowed, language));
    }

    /** The system that was named; where none was, that of the coding. */
    private static DefinitionOf of(DefinitionOf named, Coded coded, TerminologyContent content) {
        if (named != null) {
            return named;
        }
        Canonical canonical = new Canonical(coded.system(), coded.version());
        return new DefinitionOf(content.codeSystem(canonical), canonical, "CodeSystem");
    }

    private static CodeSystem system(DefinitionOf named, Coded coded, TerminologyContent content) {
        DefinitionOf system = of(named, coded, content);
        if (named != null && named.canonical() != null && !named.canonical().url().equals(coded.system())) {
            throw OperationInput.refuse(IssueType.VALUE, FaultCode.INVALID_PARAMETER, "The coding is of '" + coded.system() + "' and the code system that is asked is '"
                    + named.canonical().url() + "'. Make them the same.");
        }
        if (system.json() == null) {
            throw system.unknown(content);
        }
        return CodeSystem.of(system.json());
    }
}
