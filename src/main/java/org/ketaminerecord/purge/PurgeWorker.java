package org.ketaminerecord.purge;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.ketaminerecord.store.Database;

/** The thread of this node that looks for traces of purged charts; a job of a node that died is found here after a while. */
@ApplicationScoped
public class PurgeWorker {

    private static final Logger LOG = Logger.getLogger(PurgeWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int BATCH = 500;
    private static final long IDLE = 10_000;
    private static final long WAIT = 100;

    private final Database database;
    private final Purge purge;
    private volatile boolean stopping;
    private Thread thread;

    PurgeWorker(Database database, Purge purge) {
        this.database = database;
        this.purge = purge;
    }

    void begin(@Observes StartupEvent event) {
        start();
    }

    void end(@Observes ShutdownEvent event) throws InterruptedException {
        stop();
    }

    /** Starts the thread. */
    synchronized void start() {
        stopping = false;
        thread = Thread.ofPlatform().name("purge").daemon().start(this::work);
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
        PurgeRunner runner = new PurgeRunner(database, BATCH, LEASE);
        while (!stopping) {
            try {
                switch (runner.next()) {
                    case NONE -> purge.await(IDLE);
                    case WAITED -> Thread.sleep(WAIT);
                    case DONE -> { }
                }
            } catch (InterruptedException e) {
                // asked to stop
            } catch (RuntimeException e) {
                LOG.warnf("A purge pauses and is tried again: %s", e.getMessage());
                try {
                    Thread.sleep(IDLE);
                } catch (InterruptedException stop) {
                    // asked to stop
                }
            }
        }
        Thread.interrupted();               // what was asked is done; the release must not be cut off
        try {
            runner.release();
        } catch (RuntimeException e) {
            LOG.debug("a job in hand was not released; it is taken over when its lease ends", e);
        }
    }
}
