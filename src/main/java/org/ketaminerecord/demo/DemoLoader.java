package org.ketaminerecord.demo;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ketaminerecord.interaction.BundleProcessor;
import org.ketaminerecord.interaction.Caller;
import org.ketaminerecord.interaction.Interaction;
import org.ketaminerecord.interaction.Interactions;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.SearchScope;
import org.ketaminerecord.search.parameter.RequestBase;

/**
 * Fills a database that holds no patients with the demonstration clinic, behind the back of a server that is serving
 * already. Each patient is one transaction on the condition that there is no such patient, so that a load that was cut
 * off goes on where it was, and two servers that start at once load each patient once.
 */
@ApplicationScoped
public class DemoLoader {

    private static final Logger LOG = Logger.getLogger(DemoLoader.class);
    /** Demonstration resources refer to each other relatively; the base is nowhere in them. */
    private static final Caller SERVER = Caller.server(new RequestBase("http://localhost/fhir"));

    private final Interactions interactions;
    private final BundleProcessor bundles;
    private final boolean wanted;
    private final long seed;
    private volatile boolean stopping;
    private Thread loading;

    DemoLoader(Interactions interactions, BundleProcessor bundles, @ConfigProperty(name = "ktr.demo", defaultValue = "false") boolean wanted,
            @ConfigProperty(name = "ktr.demo.seed", defaultValue = "1") long seed) {
        this.interactions = interactions;
        this.bundles = bundles;
        this.wanted = wanted;
        this.seed = seed;
    }

    void start(@Observes StartupEvent event) {
        if (wanted) {
            loading = Thread.ofPlatform().name("demo-clinic").daemon().start(this::load);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (loading != null) {
            loading.join(10_000);      // the transaction that is under way; the rest comes at the next start
        }
    }

    private void load() {
        try {
            loadIfEmpty(DemoClinic.bundles(seed, LocalDate.now()));
        } catch (Fault fault) {
            LOG.errorf("The demonstration clinic was not loaded; the next start goes on with it: %s", fault.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The demonstration clinic was not loaded; the next start goes on with it", e);
        }
    }

    /** Loads unless there are patients other than those of the clinic. */
    void loadIfEmpty(List<JsonObject> clinic) {
        if (holdsOthers(clinic.stream().skip(1).map(DemoLoader::patient).toList())) {
            LOG.debug("The demonstration clinic is not loaded: the database holds other patients");
        } else {
            load(clinic);
        }
    }

    private boolean holdsOthers(List<String> ids) {
        Outcome found = interactions.execute(new Interaction.Search(SearchScope.of("Patient"),
                List.of(new QueryParameter("_id:not", String.join(",", ids)), new QueryParameter("_count", "1")), false), SERVER);
        return JsonReader.object(((Outcome.Body) found).json()).has("entry");
    }

    /**
     * Stores what is not there yet.
     *
     * @param clinic the bundles of {@link DemoClinic}: the clinic itself, then one for each patient
     */
    void load(List<JsonObject> clinic) {
        List<JsonObject> missing = clinic.stream().skip(1).filter(bundle -> isMissing(patient(bundle))).toList();
        if (missing.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        LOG.infof("Loading the demonstration clinic: %d patients", missing.size());
        bundles.process(clinic.getFirst(), false, SERVER);
        int patients = 0;
        int resources = clinic.getFirst().objects("entry").size();
        for (JsonObject bundle : missing) {
            if (stopping) {
                break;
            }
            if (store(bundle)) {
                patients++;
                resources += bundle.objects("entry").size();
            }
        }
        LOG.infof("The demonstration clinic is loaded: %d patients, %d resources in %d ms", patients, resources, (System.nanoTime() - start) / 1_000_000);
    }

    /** False when the patient is there, or was and somebody deleted it. */
    private boolean isMissing(String id) {
        try {
            interactions.execute(Interaction.Read.of("Patient", id), SERVER);
            return false;
        } catch (Fault fault) {
            if (fault.reason() == Reason.NOT_FOUND || fault.reason() == Reason.GONE) {
                return fault.reason() == Reason.NOT_FOUND;
            }
            throw fault;
        }
    }

    /** False when another server was quicker. */
    private boolean store(JsonObject bundle) {
        bundle.objects("entry").stream().filter(DemoLoader::isPatient).forEach(e -> e.object("request").put("ifNoneMatch", "*"));
        try {
            bundles.process(bundle, false, SERVER);
            return true;
        } catch (Fault fault) {
            if (fault.reason() == Reason.PRECONDITION_FAILED) {
                return false;
            }
            throw fault;
        }
    }

    /** The id of the patient that a bundle is about. */
    private static String patient(JsonObject bundle) {
        return bundle.objects("entry").stream().filter(DemoLoader::isPatient).map(e -> e.object("resource").string("id")).findFirst().orElseThrow();
    }

    private static boolean isPatient(JsonObject entry) {
        return "Patient".equals(entry.object("resource").string("resourceType"));
    }
}
