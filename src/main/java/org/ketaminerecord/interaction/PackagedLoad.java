package org.ketaminerecord.interaction;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.ketaminerecord.packages.LoadedPackage;
import org.ketaminerecord.packages.PackagedDefinition;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.PackagedRows;
import org.ketaminerecord.store.ResourceLocks;

/**
 * Brings what is stored of packages in line with the packages that are there: at every start, in a thread of its own. Where
 * nothing changed since some node did so last, that is one look at a fingerprint.
 */
@ApplicationScoped
public class PackagedLoad {

    private static final Logger LOG = Logger.getLogger(PackagedLoad.class);
    /** Part of the fingerprint: another one makes everything be stored anew. */
    private static final String FORM = "1 ";
    private static final int BATCH = 50;
    /** A start waits so long for what is new, so that nobody misses it; then it goes on behind the back of the server. */
    private static final long WAIT_SECONDS = 20;

    /** After those who begin work in threads of their own. */
    private static final int LATE = 3000;

    private final Engine engine;
    private final Database database;
    private final CountDownLatch loaded = new CountDownLatch(1);
    private volatile boolean stopping;
    private Thread thread;

    PackagedLoad(Engine engine) {
        this.engine = engine;
        this.database = engine.database().behind();
    }

    void start(@Observes @Priority(LATE) StartupEvent event) throws InterruptedException {
        thread = Thread.ofPlatform().name("packages").daemon().start(this::run);
        if (!loaded.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
            LOG.infof("The definitions of packages are still being stored; those that come last cannot be read yet");
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (thread != null) {
            thread.join(10_000);
        }
    }

    private void run() {
        try {
            load();
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "The definitions of packages were not all stored; the next start tries again");
        } finally {
            loaded.countDown();
        }
    }

    /** Stores what is new and removes what is gone. */
    void load() throws IOException {
        Packages packages = engine.packages();
        String fingerprint = FORM + packages.fingerprint();
        if (fingerprint.equals(database.read(PackagedRows::fingerprint))) {
            loaded.countDown();
            packages.all();                          // read now, behind the back of the first who asks for a profile
            return;
        }
        long start = System.nanoTime();
        int written = store(packages);
        int removed = packages.complete() ? remove(packages) : 0;
        if (stopping) {
            return;
        }
        if (packages.complete()) {
            database.write(session -> {
                PackagedRows.fingerprint(session, fingerprint);
                return null;
            });
        }
        LOG.infof("Packages %s: %d definitions stored, %d removed in %d ms", packages.all().stream().map(LoadedPackage::id).collect(Collectors.joining(", ")),
                written, removed, (System.nanoTime() - start) / 1_000_000);
    }

    private int store(Packages packages) {
        List<PackagedDefinition> all = new ArrayList<>(packages.definitions());
        // guides refer to the others
        all.sort(Comparator.comparing((PackagedDefinition d) -> d.type().equals("ImplementationGuide")).thenComparing(PackagedDefinition::type)
                .thenComparing(PackagedDefinition::id));
        int written = 0;
        for (int from = 0; from < all.size() && !stopping; from += BATCH) {
            List<PackagedDefinition> batch = all.subList(from, Math.min(from + BATCH, all.size()));
            written += database.write(session -> new PackagedWrite(engine, session).store(batch));
        }
        return written;
    }

    private int remove(Packages packages) {
        Set<ResourceLocks.Key> gone = new TreeSet<>(database.read(PackagedRows::all).keySet());
        Collection<PackagedDefinition> all = packages.definitions();
        all.forEach(d -> gone.remove(PackagedWrite.key(d.type(), d.id())));
        List<ResourceLocks.Key> keys = List.copyOf(gone);
        int removed = 0;
        for (int from = 0; from < keys.size() && !stopping; from += BATCH) {
            List<ResourceLocks.Key> batch = keys.subList(from, Math.min(from + BATCH, keys.size()));
            removed += database.write(session -> new PackagedWrite(engine, session).remove(batch));
        }
        return removed;
    }
}
