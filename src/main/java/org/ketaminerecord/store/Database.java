package org.ketaminerecord.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** Units of work on the database: reads without a transaction, writes in one that is tried again when it lost a race. */
@ApplicationScoped
public class Database {

    /** Something to do with a session. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Session session) throws SQLException;
    }

    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final int TRIES = 8;

    private final DataSource source;
    private final int searchSeconds;
    private final LongAdder statements = new LongAdder();
    /** The transaction that this thread is in; what an operation reads or writes inside a bundle's belongs to it. */
    private final ThreadLocal<Session> current = new ThreadLocal<>();
    /** The session that this thread reads by: what is read on the way to a reading needs no second connection. */
    private final ThreadLocal<Session> reading = new ThreadLocal<>();

    /** Carries an SQLException of inner work to the transaction that has to run again. */
    private static final class Inner extends RuntimeException {
        Inner(SQLException cause) {
            super(cause);
        }

        SQLException sql() {
            return (SQLException) getCause();
        }
    }

    Database(DataSource source, @ConfigProperty(name = "ktr.search.timeout", defaultValue = "30s") Duration searchTimeout) {
        this.source = source;
        this.searchSeconds = (int) Math.max(1, searchTimeout.toSeconds());
    }

    /** The same database for work that no request waits for, whose statements are not counted. */
    public Database behind() {
        return new Database(source, Duration.ofSeconds(searchSeconds));
    }

    /** Runs reading work; every statement sees what is committed when it starts. */
    public <T> T read(Work<T> work) {
        Session open = current.get() != null ? current.get() : reading.get();
        if (open != null) {
            return inner(open, work);
        }
        try (Connection connection = source.getConnection()) {
            return counted(connection, session -> {
                reading.set(session);
                return work.run(session);
            });
        } catch (SQLException e) {
            throw fault(e);
        } catch (Inner e) {
            throw fault(e.sql());
        } finally {
            reading.remove();
        }
    }

    /** The statements sent by units of work that are done: tests hold the number that each kind of request may need. */
    public long statements() {
        return statements.sum();
    }

    private <T> T counted(Connection connection, Work<T> work) throws SQLException {
        Session session = new Session(connection, searchSeconds);
        try {
            return work.run(session);
        } finally {
            statements.add(session.statements());
        }
    }

    /**
     * Runs work in one transaction. When PostgreSQL ends it because of another transaction (deadlock, serialization,
     * the same key inserted twice), the whole work is run again.
     */
    public <T> T write(Work<T> work) {
        if (current.get() != null) {
            return inner(current.get(), work);
        }
        for (int attempt = 1;; attempt++) {
            SQLException lost;
            try {
                return once(work);
            } catch (Outdated e) {
                if (attempt == TRIES) {
                    throw Fault.of(Reason.CONFLICT, IssueType.CONFLICT, FaultCode.EDIT_CONFLICT, "The search parameters were changed again and "
                            + "again while this was being stored. Nothing was stored; send the request again.");
                }
                e.catchUp().run();
                continue;
            } catch (SQLException e) {
                lost = e;
            } catch (Inner e) {
                lost = e.sql();
            }
            if (attempt == TRIES || !lostRace(lost)) {
                throw fault(lost);
            }
            pause(attempt);
        }
    }

    private static <T> T inner(Session open, Work<T> work) {
        try {
            return work.run(open);
        } catch (SQLException e) {
            throw new Inner(e);
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        List<Runnable> afterCommit = new ArrayList<>();
        T result = once(work, afterCommit);
        afterCommit.forEach(Runnable::run);
        return result;
    }

    private <T> T once(Work<T> work, List<Runnable> afterCommit) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = counted(connection, session -> {
                    current.set(session);
                    T answer = work.run(session);
                    afterCommit.addAll(session.afterCommit());
                    return answer;
                });
                commit(connection);
                done = true;
                return result;
            } finally {
                current.remove();
                if (!done) {
                    rollback(connection);
                }
                if (!connection.isClosed()) {
                    connection.setAutoCommit(true);
                }
            }
        }
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (unavailable(e)) {
                LOG.warnf("database gone at a commit: %s", e.getMessage());
                throw Fault.of(Reason.UNAVAILABLE, IssueType.TRANSIENT, FaultCode.DATABASE_UNAVAILABLE, "The database went away while "
                        + "this was being stored, and whether it was is not known. Read before you send it again, or send it "
                        + "conditionally (If-None-Exist, If-Match).");
            }
            throw e;
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException alreadyBroken) {
            LOG.debug("rollback on a broken connection", alreadyBroken);
        }
    }

    private static boolean lostRace(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.equals("40001") || state.equals("40P01")
                || state.equals("23505") && String.valueOf(e.getMessage()).contains("resource_identity");
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 5L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Fault fault(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (lostRace(e)) {
            return Fault.of(Reason.CONFLICT, IssueType.CONFLICT, FaultCode.EDIT_CONFLICT, "Others wrote the same resources at the "
                    + "same time, again and again. Nothing was stored; send the request again.");
        }
        if (state.equals("57014")) {
            return Fault.of(Reason.UNAVAILABLE, IssueType.TOO_COSTLY, FaultCode.TOO_COSTLY, "The question took longer than the "
                    + "server allows (ktr.search.timeout). Ask a narrower one: name a patient, a code or a date.");
        }
        if (state.startsWith("54") || state.equals("22023") && String.valueOf(e.getMessage()).contains("65,535 parameters")) {
            return Fault.of(Reason.BAD_REQUEST, IssueType.TOO_COSTLY, FaultCode.TOO_COSTLY, "The request asks for more at once than the "
                    + "database can be asked. Send fewer parameters or values.");
        }
        if (unavailable(e)) {
            LOG.warnf("database unavailable: %s", e.getMessage());
            return Fault.of(Reason.UNAVAILABLE, IssueType.TRANSIENT, FaultCode.DATABASE_UNAVAILABLE, "The database does not answer. "
                    + "Nothing was stored unless an earlier answer said so; try again in a few seconds.");
        }
        throw new IllegalStateException("SQL state " + state, e);
    }

    private static boolean unavailable(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53") || state.equals("null");
    }
}
