package org.ketaminerecord.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;

/** Asks the other terminology server what could not be decided here. When it cannot either, the refusal stays what it was, and says so. */
public final class Elsewhere {

    /** What another server may know. That a definition is wrong, or a code unknown to its complete system, it need not be asked. */
    private static final Set<FaultCode> OPEN = Set.of(FaultCode.UNKNOWN_VALUE_SET, FaultCode.UNKNOWN_CODE_SYSTEM, FaultCode.UNKNOWN_CONCEPT_MAP,
            FaultCode.NOT_EXPANDABLE);

    private Elsewhere() {
    }

    /** True for a refusal for want of a definition. */
    public static boolean open(Fault fault) {
        Issue first = fault.issues().getFirst();
        return OPEN.contains(first.code()) && first.type() != IssueType.INVALID;
    }

    /**
     * What the other server answers.
     *
     * @param refusal why it was not decided here
     * @throws Fault the refusal, when the other server is not there, does not know either, or need not be asked
     */
    public static JsonObject answer(TerminologyServer server, String type, String operation, JsonObject parameters, Fault refusal) {
        if (!open(refusal)) {
            throw refusal;
        }
        return switch (server.ask(type, operation, parameters)) {
            case TerminologyServer.Answer.Given given -> given.resource();
            case TerminologyServer.Answer.Nobody nobody -> throw refusal;
            case TerminologyServer.Answer.Refused refused -> throw with(refusal, refused(refused));
            case TerminologyServer.Answer.Silent silent -> throw with(refusal, silent(silent));
        };
    }

    /** What is said of a server that refused. */
    public static Issue refused(TerminologyServer.Answer.Refused refused) {
        return Issue.warning(IssueType.NOT_FOUND, FaultCode.NOT_EXPANDABLE, "The terminology server was asked and does not know either: " + refused.diagnostics());
    }

    /** What is said of a server that did not answer. */
    public static Issue silent(TerminologyServer.Answer.Silent silent) {
        return Issue.warning(IssueType.TRANSIENT, FaultCode.TERMINOLOGY_SERVER, "The terminology server was asked and did not answer (" + silent.why()
                + "); this is what is known without it. Ask again later.");
    }

    /** The expansion of a value set, all of it, as the other server has it. */
    static JsonObject expansion(TerminologyServer server, JsonObject valueSet, Fault refusal) {
        JsonObject answer = answer(server, "ValueSet", "expand", new JsonObject().put("resourceType", "Parameters")
                .put("parameter", JsonArray.of(valueSet(valueSet))), refusal);
        JsonObject expansion = answer.object("expansion");
        if (expansion == null || !ValueSetExpander.entire(expansion)) {
            throw with(refusal, Issue.warning(IssueType.INCOMPLETE, FaultCode.NOT_EXPANDABLE, "The terminology server was asked and lists a part of it only."));
        }
        return expansion;
    }

    /** The parameter that says which value set is meant: the definition, where it is here, else its canonical. */
    public static JsonObject valueSet(JsonObject valueSet) {
        if (valueSet.has("resourceType")) {
            return new JsonObject().put("name", "valueSet").put("resource", valueSet);
        }
        return new JsonObject().put("name", "url").put("valueUri", new Canonical(valueSet.string("url"), valueSet.string("version")).toString());
    }

    private static Fault with(Fault refusal, Issue more) {
        List<Issue> issues = new ArrayList<>(refusal.issues());
        issues.add(more);
        return new Fault(refusal.reason(), issues);
    }
}
