package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.access.Scope;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Meta;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.search.MetaSummary;
import org.ketaminerecord.store.StoredVersion;

/** {@code $meta} (R4 resource-operation-meta.html): the labels of a resource, or all that are in use. */
@ApplicationScoped
public class MetaOperation implements Operation {

    private final Interactions interactions;

    MetaOperation(Interactions interactions) {
        this.interactions = interactions;
    }

    @Override
    public String name() {
        return "meta";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/Resource-meta";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.SYSTEM, Level.TYPE, Level.INSTANCE, Level.VERSION);
    }

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    public boolean affectsState() {
        return false;
    }

    @Override
    public String documentation() {
        return "The profiles, tags and security labels of a resource; of a type or of everything, all that are in use.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        request.requireOnly();
        if (request.id() != null) {
            Outcome read = interactions.execute(new Interaction.Read(request.type(), request.id(), request.version(), null, null), request.caller());
            JsonObject resource = JsonReader.object(((Outcome.Version) read).version().body());
            return MetaParameters.answer(resource.object("meta"));
        }
        List<String> types = request.type() != null ? List.of(request.type()) : Definitions.r4().resourceTypes();
        List<StoredVersion> examples = interactions.engine().database().read(
                session -> MetaSummary.examples(session, interactions.engine().registry(),
                        interactions.engine().reach(request.caller()).of(Scope.Permission.SEARCH), types));
        JsonObject all = new JsonObject();
        for (StoredVersion v : examples) {
            JsonObject meta = JsonReader.object(v.body()).object("meta");
            if (meta != null) {
                Meta.add(meta, all);
            }
        }
        return MetaParameters.answer(all.object("meta") == null ? new JsonObject() : all.object("meta"));
    }
}
