package org.ketaminerecord.forms;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.MeantDefinition;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.interaction.Caller;
import org.ketaminerecord.store.StoredVersion;

/** What is stored and forms need: resources by reference, definitions by canonical, observations by search. */
@ApplicationScoped
class Records {

    private static final int VERSIONS = 50;

    private final Interactions interactions;

    Records(Interactions interactions) {
        this.interactions = interactions;
    }

    /** The resource that a reference is to; null when it is to another server, or there is none. */
    JsonObject referred(JsonObject reference, Caller caller) {
        String text = reference == null ? null : reference.string("reference");
        if (text == null) {
            return null;
        }
        String[] parts = (text.startsWith(caller.base().url() + "/") ? text.substring(caller.base().url().length() + 1) : text).split("/");
        if (parts.length != 2 && !(parts.length == 4 && parts[2].equals("_history")) || !Definitions.r4().isResourceType(parts[0])) {
            return null;
        }
        try {
            return JsonReader.object(((Outcome.Version) interactions.execute(Interaction.Read.of(parts[0], parts[1]), caller)).version().body());
        } catch (Fault fault) {
            return switch (fault.reason()) {
                case NOT_FOUND, GONE, FORBIDDEN -> null;
                default -> throw fault;
            };
        }
    }

    /** The definition with a canonical, perhaps with a version; null when there is none. */
    JsonObject canonical(String type, String canonical, Caller caller) {
        int bar = canonical.indexOf('|');
        String url = bar < 0 ? canonical : canonical.substring(0, bar);
        String version = bar < 0 ? null : canonical.substring(bar + 1);
        List<QueryParameter> query = List.of(new QueryParameter("url", url.replaceAll("([\\\\,$|])", "\\\\$1")));
        return interactions.engine().database().read(session -> MeantDefinition.of(session, rows(type, query, VERSIONS, caller), version));
    }

    /** The matches of a search, at most so many. */
    List<JsonObject> search(String type, List<QueryParameter> query, int most, Caller caller) {
        return rows(type, query, most, caller).stream().map(v -> JsonReader.object(v.body())).toList();
    }

    private List<StoredVersion> rows(String type, List<QueryParameter> query, int most, Caller caller) {
        return interactions.engine().database().read(session -> interactions.engine().ask(session, caller, false, (parser, search) ->
                search.matches(session, parser.parse(type, query, caller.base(), false), most)));
    }
}
