package org.ketaminerecord.operation;

import java.util.Set;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonReader;

/** What {@code $meta-add} and {@code $meta-delete} share: labels change, and nothing else of a resource. */
abstract class MetaChangeOperation implements Operation {

    private final Interactions interactions;
    private final String name;
    private final boolean add;

    MetaChangeOperation(Interactions interactions, String name, boolean add) {
        this.interactions = interactions;
        this.name = name;
        this.add = add;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/Resource-" + name;
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
        return "Takes a Parameters with a parameter 'meta'; " + (add ? "adds" : "takes off") + " its profiles, tags and security labels and makes a "
                + "new version when that changes something. Codings are compared by system and code.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        Outcome written = interactions.execute(new Interaction.MetaChange(request.type(), request.id(), MetaParameters.read(request), add),
                request.caller());
        return MetaParameters.answer(JsonReader.object(((Outcome.Version) written).version().body()).object("meta"));
    }
}
