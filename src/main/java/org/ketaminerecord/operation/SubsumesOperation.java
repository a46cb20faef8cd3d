package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
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
import org.ketaminerecord.terminology.Canonical;
import org.ketaminerecord.terminology.CodeSystems;
import org.ketaminerecord.terminology.Coded;
import org.ketaminerecord.terminology.Elsewhere;
import org.ketaminerecord.terminology.TerminologyContent;

/** {@code CodeSystem/$subsumes} (R4 codesystem-operation-subsumes.html): how two codes of a system stand to each other. */
@ApplicationScoped
public class SubsumesOperation implements Operation {

    private final Interactions interactions;

    SubsumesOperation(Interactions interactions) {
        this.interactions = interactions;
    }

    @Override
    public String name() {
        return "subsumes";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes";
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
        return List.of(new OperationParameter("codeA", false, "The first code"), new OperationParameter("codeB", false, "The second code"),
                new OperationParameter("system", false, "Their code system, where the call is not of one"),
                new OperationParameter("version", false, "The version of the code system"),
                new OperationParameter("codingA", false, "The first code as a Coding; by POST"),
                new OperationParameter("codingB", false, "The second code as a Coding; by POST"));
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String documentation() {
        return "equivalent, subsumes (A is above B), subsumed-by or not-subsumed: as searches with :above and :below have it. A system that is not here "
                + "completely is asked of the terminology server, if there is one, or refused.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        OperationInput input = new OperationInput(request, parameters().stream().map(OperationParameter::name).toList(), Map.of());
        TerminologyContent content = interactions.engine().terminology();
        DefinitionOf of = request.id() == null ? null : DefinitionOf.find(request, input, interactions, "CodeSystem", "codeSystem", "version", content::codeSystem);
        Canonical system = of != null ? of.canonical() : input.text("system") == null ? null : new Canonical(input.text("system"), input.text("version"));
        if (of != null && (system == null || input.text("system") != null && !input.text("system").equals(system.url()))) {
            throw OperationInput.refuse(IssueType.VALUE, FaultCode.INVALID_PARAMETER, "The call is of the CodeSystem '" + of.name()
                    + "'. Leave system out, or name the same.");
        }
        Coded a = coded(input, "codeA", "codingA", system);
        Coded b = coded(input, "codeB", "codingB", system);
        if (!a.system().equals(b.system())) {
            throw OperationInput.refuse(IssueType.VALUE, FaultCode.INVALID_PARAMETER, "'" + a + "' and '" + b + "' are of different code systems. Subsumption is "
                    + "known within one system only; between two, see ConceptMap/$translate.");
        }
        Canonical asked = system != null ? system : new Canonical(a.system(), a.version());
        try {
            return new Answers().add("outcome", "valueCode", new CodeSystems(content).subsumption(asked, a.code(), b.code())).outcome();
        } catch (Fault undecided) {
            JsonObject question = new Answers().add("codeA", "valueCode", a.code()).add("codeB", "valueCode", b.code()).add("system", "valueUri", asked.url())
                    .add("version", "valueString", asked.version()).json();
            return new Outcome.Body(JsonWriter.bytes(Elsewhere.answer(content.server(), "CodeSystem", "subsumes", question, undecided)));
        }
    }

    private static Coded coded(OperationInput input, String code, String coding, Canonical system) {
        input.oneOf(code, coding);
        JsonObject given = input.complex(coding, "valueCoding");
        Coded coded = given != null ? Coded.of(given) : new Coded(null, null, input.text(code), null);
        String url = coded.system() != null ? coded.system() : system == null ? null : system.url();
        if (coded.code() == null || url == null) {
            throw OperationInput.required("$subsumes needs " + (coded.code() == null ? code + " or " + coding : "the system of the codes") + ". Add it.");
        }
        if (system != null && !url.equals(system.url())) {
            throw OperationInput.refuse(IssueType.VALUE, FaultCode.INVALID_PARAMETER, "'" + coding + "' is not of the system '" + system.url()
                    + "' that is asked. Make them the same.");
        }
        return new Coded(url, coded.version(), coded.code(), coded.display());
    }
}
