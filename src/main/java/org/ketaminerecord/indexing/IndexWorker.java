package org.ketaminerecord.indexing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ketaminerecord.store.Database;

/**
 * The thread of this node that does jobs, one after the other, and looks once a second whether other nodes changed the
 * search parameters.
 */
@ApplicationScoped
public class IndexWorker {

    private static final Logger LOG = Logger.getLogger(IndexWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final long IDLE = 1000;
    private static final long WAIT = 50;

    private final Database database;
    private final SearchParameters parameters;
    private final PackagedParameters packages;
    private final int batch;
    private volatile boolean stopping;
    private Thread thread;

    IndexWorker(Database database, SearchParameters parameters, PackagedParameters packages,
            @ConfigProperty(name = "ktr.reindex.batch", defaultValue = "500") int batch) {
        this.database = database;
        this.parameters = parameters;
        this.packages = packages;
        this.batch = Math.max(1, batch);
    }

    void begin(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("index").daemon().start(() -> {
            packages.register();
            work();
        });
    }

    void end(@Observes ShutdownEvent event) throws InterruptedException {
        stop();
    }

    /** Starts the thread again after {@link #stop}. */
    synchronized void start() {
        stopping = false;
        thread = Thread.ofPlatform().name("index").daemon().start(this::work);
    }

    /** Ends the thread with the piece that it is at. */
    synchronized void stop() throws InterruptedException {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(10_000);
        }
    }

    private void work() {
        IndexRunner runner = new IndexRunner(database, parameters, batch, LEASE);
        boolean told = false;
        while (!stopping) {
            try {
                switch (runner.next()) {
                    case NONE -> {
                        parameters.refreshIfChanged();
                        parameters.await(IDLE);
                    }
                    case WAITED -> pause(WAIT);
                    case DONE -> { }
                }
                told = false;
            } catch (InterruptedException e) {
                // asked to stop
            } catch (RuntimeException e) {
                if (!told) {
                    LOG.warnf("Indexing pauses and is tried again: %s", e.getMessage());
                    told = true;
                }
                pause(IDLE);
            }
        }
        Thread.interrupted();               // what was asked is done; the release must not be cut off
        try {
            runner.release();
        } catch (RuntimeException e) {
            LOG.debug("a job in hand was not released; it is taken over when its lease ends", e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            // asked to stop, or to look sooner
        }
    }
}
