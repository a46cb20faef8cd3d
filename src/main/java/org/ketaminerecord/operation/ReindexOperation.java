package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.indexing.Reindex;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.interaction.Permit;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.store.IndexJobTable.Job;

/** {@code $reindex}: index rows are made anew behind the server's back; GET tells how far that and new parameters are. */
@ApplicationScoped
public class ReindexOperation implements Operation {

    private final Interactions interactions;
    private final Reindex reindex;

    ReindexOperation(Interactions interactions, Reindex reindex) {
        this.interactions = interactions;
        this.reindex = reindex;
    }

    @Override
    public String name() {
        return "reindex";
    }

    @Override
    public String definition() {
        return "https://ketamine-record.example/fhir/OperationDefinition/reindex";
    }

    @Override
    public String ownScope() {
        return Permit.OPERATOR;
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.SYSTEM, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of("SearchParameter");
    }

    @Override
    public List<OperationParameter> parameters() {
        return List.of(new OperationParameter("url", false, "Canonical of a search parameter; can be repeated; everything when it is left out"));
    }

    @Override
    public boolean affectsState() {
        return true;
    }

    @Override
    public boolean tellsStatus() {
        return true;
    }

    @Override
    public String documentation() {
        return "POST has the index rows of search parameters (url, can be repeated), of this one, or of everything made anew, and answers at once with the "
                + "job. GET answers with the jobs, the newest first, those of new search parameters among them: state, done, total, error.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        request.requireOnly("url");
        List<String> urls = new ArrayList<>(request.query().stream().filter(q -> q.name().equals("url")).map(QueryParameter::value).distinct().sorted().toList());
        if (request.id() != null) {
            urls.clear();
            urls.add(url(request));
        }
        return answer(List.of(reindex.start(urls)));
    }

    @Override
    public Outcome status(OperationRequest request) {
        request.requireOnly();
        String only = request.id() == null ? null : url(request);
        return answer(reindex.jobs().stream().filter(j -> only == null || j.urls() != null && j.urls().contains(only)).toList());
    }

    private String url(OperationRequest request) {
        Outcome read = interactions.execute(Interaction.Read.of(request.type(), request.id()), request.caller());
        return JsonReader.object(((Outcome.Version) read).version().body()).string("url");
    }

    private static Outcome answer(List<Job> jobs) {
        JsonObject parameters = new JsonObject().put("resourceType", "Parameters");
        if (!jobs.isEmpty()) {
            parameters.put("parameter", JsonArray.of(jobs.stream().map(ReindexOperation::job).toList()));
        }
        return new Outcome.Body(JsonWriter.bytes(parameters));
    }

    private static JsonObject job(Job job) {
        JsonArray parts = new JsonArray();
        parts.add(part("id").put("valueString", Long.toString(job.id())));
        parts.add(part("kind").put("valueCode", job.kind().name().toLowerCase(java.util.Locale.ROOT)));
        parts.add(part("state").put("valueCode", job.state()));
        for (String url : job.urls() == null ? List.<String>of() : job.urls()) {
            parts.add(part("url").put("valueUri", url));
        }
        parts.add(part("done").put("valueDecimal", new JsonNumber(Long.toString(job.done()))));
        if (job.total() != null) {
            parts.add(part("total").put("valueDecimal", new JsonNumber(Long.toString(job.total()))));
        }
        time(parts, "requested", job.requested());
        time(parts, "started", job.started());
        time(parts, "finished", job.finished());
        if (job.error() != null) {
            parts.add(part("error").put("valueString", job.error()));
        }
        return new JsonObject().put("name", "job").put("part", parts);
    }

    private static void time(JsonArray parts, String name, Instant time) {
        if (time != null) {
            parts.add(part(name).put("valueInstant", time.toString()));
        }
    }

    private static JsonObject part(String name) {
        return new JsonObject().put("name", name);
    }
}
