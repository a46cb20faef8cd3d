package org.ketaminerecord.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.store.AuditTable;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.Session;

/**
 * Takes down what is done. Of a write the event is a row of the same transaction. Of everything else it is in the {@link Spool} before the caller
 * has the
 * answer, and a thread of this node brings it to the database, many at a time.
 */
@Singleton
public class Trail {

    private static final Logger LOG = Logger.getLogger(Trail.class);
    private static final int BATCH = 1000;
    /** How long events gather, in milliseconds. */
    private static final long GATHER = 20;
    private static final long PAUSE = 1000;
    private static final long PATIENCE = 2000;
    private static final int MOST_NODES = 64;
    private static final long HOUR = 3_600_000;
    private static final int REMOVED_AT_ONCE = 2000;

    private record Waiting(Event event, Spool.Segment segment) {
    }

    private final Database database;
    private final AuditSettings settings;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicLong noted = new AtomicLong();
    private volatile long written;
    private final Object lock = new Object();
    private Spool spool;
    private volatile boolean stopping;
    private Thread thread;

    /** The trail of this node. */
    public Trail(Database database, AuditSettings settings) {
        this.database = database.behind();
        this.settings = settings;
        if (settings.on()) {
            try {
                open();
            } catch (IOException e) {
                throw new UncheckedIOException("The audit trail cannot use the folder " + settings.folder().toAbsolutePath() + " (ktr.audit.dir)", e);
            }
        }
    }

    /** Takes the first folder that no other process has, and what was left in it. */
    private void open() throws IOException {
        for (int i = 0; spool == null; i++) {
            if (i == MOST_NODES) {
                throw new IOException(MOST_NODES + " processes use it already");
            }
            Path folder = settings.folder().resolve(Integer.toString(i));
            spool = Spool.open(folder);
        }
        List<Spool.Segment> segments = new ArrayList<>();
        List<List<byte[]>> left = spool.left(segments);
        for (int i = 0; i < left.size(); i++) {
            for (byte[] record : left.get(i)) {
                take(record, segments.get(i));
            }
        }
        adopt();
        if (!queue.isEmpty()) {
            LOG.infof("%d audit events of an earlier run are brought to the database", queue.size());
        }
    }

    private void take(byte[] record, Spool.Segment segment) {
        try {
            queue.add(new Waiting(EventBytes.read(record), segment));
            noted.incrementAndGet();
        } catch (IOException | RuntimeException e) {
            LOG.errorf("an audit event of an earlier run is not understood, and its file is kept in %s: %s", settings.folder(), e.getMessage());
        }
    }

    /** Takes over what processes left that are no more. */
    private void adopt() throws IOException {
        for (int i = 0; i < MOST_NODES; i++) {
            Path folder = settings.folder().resolve(Integer.toString(i));
            Spool other = Files.isDirectory(folder) ? Spool.open(folder) : null;
            if (other == null) {
                continue;       // none, or in use: by this process, too
            }
            for (List<byte[]> records : other.left(new ArrayList<>())) {
                for (byte[] record : records) {
                    take(record, spool.add(record));
                }
            }
            other.discard();    // twice is not counted twice, should the process end here
            other.close();
        }
    }

    /** Whether anything is taken down. */
    public boolean on() {
        return settings.on();
    }

    /**
     * Takes down what was done. When this returns, the event survives the end of the process.
     *
     * @throws Fault {@code UNAVAILABLE} when too much waits for the database: what cannot be taken down is not to be answered
     */
    public void note(Event event) {
        if (!settings.on()) {
            return;
        }
        byte[] record = EventBytes.write(event);
        try {
            synchronized (lock) {
                long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
                while (spool.size() > settings.most() && !stopping) {
                    long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                    if (left <= 0) {
                        throw unavailable();
                    }
                    lock.wait(left);
                }
                queue.add(new Waiting(event, spool.add(record)));
                noted.incrementAndGet();
            }
        } catch (IOException e) {
            LOG.errorf(e, "an audit event cannot be taken down");
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private static Fault unavailable() {
        return Fault.of(Reason.UNAVAILABLE, IssueType.TRANSIENT, FaultCode.OVERLOADED,
                "What is read has to be taken down, and the audit trail cannot take more "
                + "just now. Send the request again in a few seconds.");
    }

    /** Writes events in the transaction that they are about. */
    public void write(Session session, List<Event> events) throws SQLException {
        if (settings.on() && !events.isEmpty()) {
            AuditTable.insert(session, events.stream().map(Rows::entry).toList());
        }
    }

    /** Waits until what was taken down so far is in the database, but not for long. */
    public void settle() {
        long target = noted.get();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
        synchronized (lock) {
            while (written < target && System.nanoTime() < until) {
                try {
                    lock.wait(50);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    // ---- behind the requests ---------------------------------------------------------------------------

    void begin(@Observes StartupEvent event) {
        if (settings.on()) {
            thread = Thread.ofPlatform().name("audit").daemon().start(this::work);
        } else {
            LOG.warn("ktr.audit=off: nobody takes down who reads and changes which record");
        }
    }

    /** What waits is brought to the database once more; what then still waits, at the next start. */
    void end(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (thread != null) {
            thread.join(10_000);
        }
    }

    @PreDestroy
    void close() throws IOException {
        stopping = true;
        synchronized (lock) {
            if (spool != null) {
                spool.close();
            }
        }
    }

    private void work() {
        long retention = System.currentTimeMillis() + HOUR / 60;
        List<Waiting> batch = new ArrayList<>();
        while (!stopping || !queue.isEmpty()) {
            try {
                if (batch.isEmpty()) {
                    gather(batch);
                }
                if (!batch.isEmpty()) {
                    bring(batch);
                }
                if (System.currentTimeMillis() > retention) {
                    retention = System.currentTimeMillis() + HOUR;
                    removeOld();
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.warnf("%d audit events wait for the database: %s", batch.size() + queue.size(), e.getMessage());
                if (stopping) {
                    return;
                }
                pause();
            }
        }
    }

    private void gather(List<Waiting> batch) throws InterruptedException {
        Waiting first = queue.poll(stopping ? 0 : PAUSE / 5, TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        if (!stopping) {
            Thread.sleep(GATHER);
        }
        batch.add(first);
        queue.drainTo(batch, BATCH - 1);
    }

    private void bring(List<Waiting> batch) throws IOException {
        List<Waiting> brought = new ArrayList<>(batch);
        try {
            insert(batch);
        } catch (IllegalStateException refused) {       // PostgreSQL does not take one of them: the others need not wait for it
            brought.clear();
            for (Waiting one : batch) {
                try {
                    insert(List.of(one));
                    brought.add(one);
                } catch (IllegalStateException e) {
                    LOG.errorf(e, "the audit event %s is not taken by the database. It stays in its file in %s, and the next start tries again",
                            one.event().id(), settings.folder());
                }
            }
        }
        synchronized (lock) {
            for (Waiting one : brought) {
                spool.done(one.segment());
            }
            written += batch.size();
            lock.notifyAll();
        }
        batch.clear();
    }

    private void insert(List<Waiting> batch) {
        database.write(session -> {
            AuditTable.insertMany(session, batch.stream().map(w -> Rows.entry(w.event())).toList());
            return null;
        });
    }

    private void removeOld() {
        if (settings.keep() == null) {
            return;
        }
        long before = ZonedDateTime.now(ZoneOffset.UTC).minus(settings.keep()).toInstant().toEpochMilli();
        int removed;
        do {
            removed = database.write(session -> AuditTable.remove(session, Event.firstId(before), REMOVED_AT_ONCE));
        } while (removed == REMOVED_AT_ONCE && !stopping && queue.isEmpty());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
