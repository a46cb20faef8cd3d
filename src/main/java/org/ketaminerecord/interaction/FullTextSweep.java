package org.ketaminerecord.interaction;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.FullTexts;
import org.ketaminerecord.store.Session;

/** Takes out, every hour, the texts that no resource has any more: the words of what was deleted or changed do not stay. */
@ApplicationScoped
public class FullTextSweep {

    private static final Logger LOG = Logger.getLogger(FullTextSweep.class);
    private static final int MINUTES = 60;
    private static final int MOST_WAITS = 600;

    private final Database database;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("full-text-sweep").daemon().factory());

    FullTextSweep(Database database) {
        this.database = database;
    }

    void start(@Observes StartupEvent event) {
        executor.scheduleWithFixedDelay(this::sweepQuietly, MINUTES, MINUTES, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }

    private void sweepQuietly() {
        try {
            sweep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("Texts of no resource were not taken out; the next hour tries again: %s", e.getMessage());
        }
    }

    /** Marks, waits for the transactions that may not know of the marks, and removes; see {@link FullTexts}. */
    void sweep() throws InterruptedException {
        write(FullTexts::retire);
        long next = database.read(FullTexts::nextTransaction);
        for (int waits = 0; !database.read(s -> FullTexts.ended(s, next)); waits++) {
            if (waits == MOST_WAITS) {
                LOG.info("A transaction has been open for a minute; texts of no resource stay for another hour");
                return;
            }
            Thread.sleep(100);
        }
        write(FullTexts::remove);
    }

    private interface Step {
        void run(Session session) throws SQLException;
    }

    private void write(Step step) {
        database.write(session -> {
            step.run(session);
            return null;
        });
    }
}
