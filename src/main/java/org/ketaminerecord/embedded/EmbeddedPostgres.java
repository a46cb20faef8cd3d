package org.ketaminerecord.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * A PostgreSQL of the server's own, from {@link #start} to {@link #close}. Its data outlives both. Should it die in
 * between it is started again on the same port.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The name of its database and of its user. */
    static final String NAME = "ktr";

    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
    private static final Duration WATCH = Duration.ofMillis(500);

    private static volatile EmbeddedPostgres running;

    private final Path folder;
    private final Path data;
    private final FolderLock lock;
    private final Postmaster postmaster;
    private final ReentrantLock changing = new ReentrantLock();
    private final Thread watcher;
    private volatile int port;
    private boolean closed;

    private EmbeddedPostgres(Path folder, Path data, FolderLock lock, Postmaster postmaster, int port) {
        this.folder = folder;
        this.data = data;
        this.lock = lock;
        this.postmaster = postmaster;
        this.port = port;
        this.watcher = Thread.ofPlatform().daemon().name("embedded-postgresql-watch").unstarted(this::watch);
    }

    /**
     * Starts PostgreSQL, making its database when there is none yet.
     *
     * @throws EmbeddedFailure when it cannot run here; the message says what to do
     */
    public static EmbeddedPostgres start(EmbeddedSettings wanted) {
        long began = System.nanoTime();
        try {
            Path folder = wanted.folder().toAbsolutePath().normalize();
            Files.createDirectories(folder);
            folder = folder.toRealPath();
            FolderLock lock = FolderLock.of(folder);
            try {
                return start(wanted, folder, lock, began);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedFailure("The embedded PostgreSQL cannot keep its data in " + wanted.folder() + " (" + e
                    + "). Set ktr.embedded.dir to a folder that can be written.", e);
        }
    }

    private static EmbeddedPostgres start(EmbeddedSettings settings, Path folder, FolderLock lock, long began)
            throws IOException {
        Binaries binaries = Binaries.unpacked(settings);
        Path data = folder.resolve("data");
        boolean fresh = !Files.exists(data);
        if (fresh) {
            makeData(settings, binaries, folder, data);
        }
        Account account = Account.of(data, binaries);
        refuseOtherVersion(data, account.version());
        Postmaster postmaster = new Postmaster(settings, binaries, account, data);
        boolean orphan = postmaster.stopOrphan();
        int port = postmaster.start();
        EmbeddedPostgres started = new EmbeddedPostgres(folder, data, lock, postmaster, port);
        running = started;
        started.watcher.start();
        LOG.infof("Embedded %s %s as %s in %s, on 127.0.0.1:%d without a password, in %d ms%s",
                account.version().replace("postgres (PostgreSQL)", "PostgreSQL"),
                fresh ? "made and started" : "started", account.name(), folder, port,
                (System.nanoTime() - began) / 1_000_000,
                orphan ? " (after ending the one that a killed server left behind)" : "");
        return started;
    }

    /** A folder is given its name when all is in it: a start that is killed half-way leaves nothing to trip over. */
    private static void makeData(EmbeddedSettings settings, Binaries binaries, Path folder, Path data)
            throws IOException {
        Path draft = folder.resolve("data.new");
        Binaries.deleteAll(draft);
        Files.createDirectory(draft);
        Permissions.set(draft, "rwx------");
        new Postmaster(settings, binaries, Account.of(draft, binaries), draft).initialise();
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void refuseOtherVersion(Path data, String program) throws IOException {
        String found = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!program.contains(" " + found + ".")) {
            throw new EmbeddedFailure("The data in " + data + " was written by PostgreSQL " + found
                    + " and this build brings " + program + ". Dump it with the build that wrote it and load the dump"
                    + " with this one (docs/running.md, \"Upgrade\"), or set ktr.embedded.dir to a new folder.");
        }
    }

    /** The one that runs in this process. */
    static Optional<EmbeddedPostgres> running() {
        return Optional.ofNullable(running);
    }

    /** How to reach it; no password is asked. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME + "?user=" + NAME;
    }

    /** The port on the loopback address. */
    public int port() {
        return port;
    }

    /** Where its tables are. */
    Path data() {
        return data;
    }

    /** Whether its process is alive. */
    boolean isUp() {
        return postmaster.process().isPresent();
    }

    /** Starts it again when it has died, for example for want of memory; ends when it is closed. */
    private void watch() {
        long wait = WATCH.toMillis();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                return;
            }
            changing.lock();
            try {
                if (closed) {
                    return;
                }
                if (!isUp()) {
                    LOG.warn("The embedded PostgreSQL has ended unexpectedly; starting it again");
                    postmaster.stopOrphan();
                    port = postmaster.start();
                    LOG.infof("The embedded PostgreSQL runs again on 127.0.0.1:%d", port);
                }
                wait = WATCH.toMillis();
            } catch (IOException | RuntimeException e) {
                LOG.error("The embedded PostgreSQL could not be started again", e);
                wait = Math.min(wait * 2, 30_000);
            } finally {
                changing.unlock();
            }
        }
    }

    /** Stops it; the data stays. */
    @Override
    public void close() {
        watcher.interrupt();
        changing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            postmaster.stop();
            lock.close();
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "The embedded PostgreSQL in %s was not stopped cleanly; the next start sees to it", folder);
        } finally {
            if (running == this) {
                running = null;
            }
            changing.unlock();
        }
    }
}
