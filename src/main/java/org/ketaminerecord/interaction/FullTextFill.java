package org.ketaminerecord.interaction;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.search.parameter.TextCollector;
import org.ketaminerecord.search.parameter.TextIndex;
import org.ketaminerecord.search.parameter.TextIndex.Extent;
import org.ketaminerecord.store.FullTexts;
import org.ketaminerecord.store.Installation;
import org.ketaminerecord.store.StoredVersion;

/**
 * Indexes the words of resources that were stored while {@code ktr.search.text} was off or narrower, behind the back of a
 * server that is serving. Until all are, the parameters are refused: an answer with a part of the matches would look whole.
 */
@ApplicationScoped
public class FullTextFill {

    private static final Logger LOG = Logger.getLogger(FullTextFill.class);
    private static final int BATCH = 500;
    private static final long REPORT_NANOS = 10_000_000_000L;

    private final Engine engine;
    private final Installation installation;
    private final TextIndex index;
    private volatile boolean stopping;
    private Thread filling;

    FullTextFill(Engine engine, Installation installation) {
        this.engine = engine;
        this.installation = installation;
        this.index = engine.registry().text();
    }

    void start(@Observes StartupEvent event) {
        String wanted = name(index.extent());
        String has = installation.indexedText();
        boolean narrower = index.extent() == Extent.OFF || index.extent() == Extent.NARRATIVE && name(Extent.ALL).equals(has);
        if (wanted.equals(has)) {
            return;
        }
        if (narrower || engine.database().read(s -> FullTexts.batch(s, (short) 0, "", 1)).isEmpty()) {
            installation.indexedText(wanted);
            return;
        }
        index.complete(false);
        filling = Thread.ofPlatform().name("full-text").daemon().start(this::fill);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (filling != null) {
            filling.join(10_000);      // the batch that is under way; the next start begins anew
        }
    }

    /** Indexes all resources and then says so. */
    void fill() {
        try {
            LOG.infof("Indexing the words of all resources, as ktr.search.text=%s asks; _text and _content are refused until it is done",
                    name(index.extent()));
            long start = System.nanoTime();
            long reported = start;
            long done = 0;
            StoredVersion last = null;
            do {
                List<StoredVersion> batch = batch(last);
                last = batch.isEmpty() ? null : batch.getLast();
                done += batch.size();
                if (System.nanoTime() - reported > REPORT_NANOS) {
                    reported = System.nanoTime();
                    LOG.infof("Indexed the words of %d resources", done);
                }
            } while (last != null && !stopping);
            if (!stopping) {
                installation.indexedText(name(index.extent()));
                index.complete(true);
                LOG.infof("Indexed the words of all %d resources in %d ms", done, (System.nanoTime() - start) / 1_000_000);
            }
        } catch (RuntimeException e) {
            LOG.error("The words of resources were not all indexed; _text and _content are refused until the next start has done it", e);
        }
    }

    private List<StoredVersion> batch(StoredVersion last) {
        return engine.database().write(session -> {
            List<StoredVersion> batch = FullTexts.batch(session, last == null ? 0 : last.type(), last == null ? "" : last.id(), BATCH);
            FullTexts.fill(session, batch, v -> v.body() == null ? null : TextCollector.of(JsonReader.object(v.body()), index.extent()));
            return batch;
        });
    }

    private static String name(Extent extent) {
        return extent.name().toLowerCase(Locale.ROOT);
    }
}
