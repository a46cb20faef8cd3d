package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.terminology.Elsewhere;
import org.ketaminerecord.terminology.ExpandedValueSet;
import org.ketaminerecord.terminology.TerminologyContent;

/** {@code ValueSet/$expand} (R4 valueset-operation-expand.html): the codes of a value set. */
@ApplicationScoped
public class ExpandOperation implements Operation {

    private static final Map<String, String> UNSUPPORTED = Map.of("context", "value sets are named by url", "contextDirection", "value sets are named by url",
            "date", "definitions are those that are stored now", "exclude-system", "versions of systems are those that the value set names",
            "system-version", "versions of systems are those that the value set names", "check-system-version",
            "versions of systems are those that the value set names", "force-system-version", "versions of systems are those that the value set names");

    private final Interactions interactions;

    ExpandOperation(Interactions interactions) {
        this.interactions = interactions;
    }

    @Override
    public String name() {
        return "expand";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/ValueSet-expand";
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
                new OperationParameter("filter", false, "Beginnings of words in the texts of a code, or the beginning of the code"),
                new OperationParameter("offset", false, "How many codes to leave out at the beginning"),
                new OperationParameter("count", false, "How many codes to answer; 0 for the total alone"),
                new OperationParameter("activeOnly", false, "true: without inactive codes"),
                new OperationParameter("displayLanguage", false, "Language of the displays, as BCP 47 tag"),
                new OperationParameter("includeDesignations", false, "true: with the other texts of each code"),
                new OperationParameter("designation", false, "Languages, or system|code of uses, of the other texts; can be repeated"),
                new OperationParameter("includeDefinition", false, "true: with the definition of the value set"),
                new OperationParameter("excludeNotForUI", false, "true: without abstract codes"),
                new OperationParameter("excludeNested", false, "The list is always flat"),
                new OperationParameter("excludePostCoordinated", false, "There are no such codes in the list"));
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String documentation() {
        return "The codes of a value set, stored, of a package or sent along, as a flat list. More than " + ExpandedValueSet.MOST_UNASKED + " codes are answered "
                + "in pages only (count, offset). What cannot be listed from the definitions here is asked of the terminology server, if there is one, or refused.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        OperationInput input = new OperationInput(request, parameters().stream().map(OperationParameter::name).toList(), UNSUPPORTED);
        TerminologyContent content = interactions.engine().terminology();
        DefinitionOf valueSet = DefinitionOf.find(request, input, interactions, "ValueSet", "valueSet", "valueSetVersion", content::valueSet);
        if (valueSet == null) {
            throw OperationInput.required("$expand needs a value set. Name it by url, send it as valueSet, or call ValueSet/[id]/$expand.");
        }
        input.flag("excludeNested");
        input.flag("excludePostCoordinated");
        ExpandedValueSet.Asked asked = new ExpandedValueSet.Asked(input.text("filter"), input.number("offset"), input.number("count"), on(input, "activeOnly"),
                on(input, "excludeNotForUI"), input.text("displayLanguage"), on(input, "includeDesignations"), new TreeSet<>(input.texts("designation")),
                on(input, "includeDefinition"));
        return new Outcome.Body(JsonWriter.bytes(expanded(valueSet, asked, content)));
    }

    private static JsonObject expanded(DefinitionOf valueSet, ExpandedValueSet.Asked asked, TerminologyContent content) {
        try {
            if (valueSet.json() == null) {
                throw valueSet.unknown(content);
            }
            return ExpandedValueSet.of(valueSet.json(), valueSet.name(), asked, content);
        } catch (Fault undecided) {
            Answers question = new Answers();
            valueSet.tell(question, "valueSet");
            question.add("filter", "valueString", asked.filter()).number("offset", asked.offset()).number("count", asked.count())
                    .flag("activeOnly", asked.activeOnly() ? true : null).flag("excludeNotForUI", asked.selectableOnly() ? true : null)
                    .add("displayLanguage", "valueCode", asked.language()).flag("includeDesignations", asked.designations() ? true : null)
                    .flag("includeDefinition", asked.definition() ? true : null);
            asked.designationsIn().forEach(d -> question.add("designation", "valueString", d));
            return Elsewhere.answer(content.server(), "ValueSet", "expand", question.json(), undecided);
        }
    }

    private static boolean on(OperationInput input, String name) {
        return Boolean.TRUE.equals(input.flag(name));
    }
}
