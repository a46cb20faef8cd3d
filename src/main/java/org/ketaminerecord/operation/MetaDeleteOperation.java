package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonReader;

/** {@code $meta-delete} (R4 resource-operation-meta-delete.html): takes off labels, and nothing else of a resource changes. */
@ApplicationScoped
public class MetaDeleteOperation implements Operation {

    private final Interactions interactions;

    MetaDeleteOperation(Interactions interactions) {
        this.interactions = interactions;
    }

    @Override
    public String name() {
        return "meta-delete";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/Resource-meta-delete";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    public boolean affectsState() {
        return true;
    }

    @Override
    public String documentation() {
        return "Takes a Parameters with a parameter 'meta'; takes off its profiles, tags and security labels and makes a new version when that changes "
                + "something. Codings are compared by system and code.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        Outcome written = interactions.execute(new Interaction.MetaChange(request.type(), request.id(), MetaParameters.read(request), false),
                request.base());
        return MetaParameters.answer(JsonReader.object(((Outcome.Version) written).version().body()).object("meta"));
    }
}
