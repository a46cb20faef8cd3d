package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonReader;

/** {@code $meta-add} (R4 resource-operation-meta-add.html): adds labels, and nothing else of a resource changes. */
@ApplicationScoped
public class MetaAddOperation implements Operation {

    private final Interactions interactions;

    MetaAddOperation(Interactions interactions) {
        this.interactions = interactions;
    }

    @Override
    public String name() {
        return "meta-add";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/Resource-meta-add";
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
        return "Takes a Parameters with a parameter 'meta'; adds its profiles, tags and security labels and makes a new version when that changes "
                + "something. Codings are compared by system and code.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        Outcome written = interactions.execute(new Interaction.MetaChange(request.type(), request.id(), MetaParameters.read(request), true),
                request.base());
        return MetaParameters.answer(JsonReader.object(((Outcome.Version) written).version().body()).object("meta"));
    }
}
