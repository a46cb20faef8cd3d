package org.ketaminerecord.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ketaminerecord.format.OperationOutcome;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.terminology.CodeAnswer;
import org.ketaminerecord.terminology.Coded;
import org.ketaminerecord.terminology.Elsewhere;
import org.ketaminerecord.terminology.TerminologyServer;
import org.ketaminerecord.terminology.Verdict;

/** What both {@code $validate-code} share: which codes are asked about, who judges them, and the answer. */
final class CodeJudgement {

    static final Map<String, String> UNSUPPORTED = Map.of("date", "definitions are those that are stored now", "context", "value sets are named by url");

    private CodeJudgement() {
    }

    /**
     * The codes that are asked about.
     *
     * @param system  the system of a code that is given without one, or null
     * @param version the parameter with the version of the system
     */
    static List<Coded> asked(OperationInput input, String system, String version) {
        if (!input.oneOf("code", "coding", "codeableConcept")) {
            throw OperationInput.required("$validate-code needs something to judge: code with system, coding, or codeableConcept.");
        }
        JsonObject concept = input.complex("codeableConcept", "valueCodeableConcept");
        if (concept != null) {
            return concept.objects("coding").stream().map(c -> coded(Coded.of(c), system)).toList();
        }
        JsonObject coding = input.complex("coding", "valueCoding");
        Coded coded = coded(coding != null ? Coded.of(coding) : new Coded(input.text("system"), input.text(version), input.text("code"), input.text("display")), system);
        if (coded.code() == null || coded.system() == null) {
            throw OperationInput.required("A code is judged within its code system. Send " + (coded.code() == null ? "a code" : "system")
                    + (coding == null ? "." : " in the coding."));
        }
        return List.of(coded);
    }

    private static Coded coded(Coded c, String system) {
        return c.system() == null && system != null ? new Coded(system, c.version(), c.code(), c.display()) : c;
    }

    /**
     * Judges each until one is valid.
     *
     * @param here     judges from the definitions here
     * @param question how the terminology server is asked
     */
    static Outcome judge(List<Coded> codes, Function<Coded, Verdict> here, TerminologyServer server, String type, Function<Coded, JsonObject> question) {
        List<Issue> against = new ArrayList<>();
        Fault undecided = null;
        Verdict last = null;
        for (Coded coded : codes) {
            if (coded.code() == null || coded.system() == null) {
                against.add(Issue.error(IssueType.INCOMPLETE, FaultCode.INVALID_CODE, "A coding without " + (coded.code() == null ? "code" : "system")
                        + " cannot be judged. Add it."));
                continue;
            }
            try {
                last = judge(coded, here, server, type, question);
                if (last.result()) {
                    return answer(true, last.issues(), last.display(), coded);
                }
                against.addAll(last.issues());
            } catch (Fault fault) {
                undecided = undecided == null ? fault : undecided;
            }
        }
        if (undecided != null) {
            throw undecided;
        }
        if (against.isEmpty()) {
            against.add(Issue.error(IssueType.REQUIRED, FaultCode.INVALID_CODE, "The CodeableConcept has no coding. Add one."));
        }
        return answer(false, against, codes.size() == 1 && last != null ? last.display() : null, codes.size() == 1 ? codes.getFirst() : null);
    }

    /**
     * The question to a terminology server.
     *
     * @param definition what is asked whether it has the code
     * @param parameter  the name of the parameter for a definition that is sent along
     */
    static JsonObject question(DefinitionOf definition, String parameter, Coded coded, Boolean allowed, String language) {
        Answers question = new Answers();
        definition.tell(question, parameter);
        return question.add("coding", "valueCoding", coded.coding()).flag("abstract", allowed).add("displayLanguage", "valueCode", language).json();
    }

    private static Verdict judge(Coded coded, Function<Coded, Verdict> here, TerminologyServer server, String type, Function<Coded, JsonObject> question) {
        Verdict verdict;
        try {
            verdict = here.apply(coded);
        } catch (Fault undecided) {
            JsonObject answer = Elsewhere.answer(CodeAnswer.decisive(server), type, "validate-code", question.apply(coded), undecided);
            return verdict(answer);
        }
        if (!verdict.open()) {
            return verdict;
        }
        return switch (CodeAnswer.decisive(server).ask(type, "validate-code", question.apply(coded))) {
            case TerminologyServer.Answer.Given given -> verdict(given.resource());
            case TerminologyServer.Answer.Nobody nobody -> verdict;
            case TerminologyServer.Answer.Refused refused -> verdict.remark(Elsewhere.refused(refused));
            case TerminologyServer.Answer.Silent silent -> verdict.remark(Elsewhere.silent(silent));
        };
    }

    private static Verdict verdict(JsonObject parameters) {
        boolean result = CodeAnswer.result(parameters);
        String message = CodeAnswer.text(parameters, "message");
        if (message == null && !result) {
            message = "The terminology server says that the code is not valid.";
        }
        List<Issue> issues = message == null ? List.of() : List.of(result ? Issue.warning(IssueType.INFORMATIONAL, FaultCode.INVALID_CODE, message)
                : Issue.error(IssueType.CODE_INVALID, FaultCode.INVALID_CODE, message));
        return new Verdict(result, CodeAnswer.text(parameters, "display"), issues, false);
    }

    private static Outcome answer(boolean result, List<Issue> issues, String display, Coded coded) {
        Answers answers = new Answers().flag("result", result).add("message", "valueString", new Verdict(result, display, issues, false).message())
                .add("display", "valueString", display);
        if (coded != null) {
            answers.add("code", "valueCode", coded.code()).add("system", "valueUri", coded.system());
        }
        return (issues.isEmpty() ? answers : answers.add("issues", "resource", OperationOutcome.of(issues))).outcome();
    }
}
