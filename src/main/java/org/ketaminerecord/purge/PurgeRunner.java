package org.ketaminerecord.purge;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.Wordless;
import org.ketaminerecord.store.ChartRemoval;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.FullTexts;
import org.ketaminerecord.store.PurgeJobTable;
import org.ketaminerecord.store.PurgeJobTable.Job;
import org.ketaminerecord.store.PurgeJobTable.Phase;
import org.ketaminerecord.store.PurgeScan;
import org.ketaminerecord.store.PurgeScan.Body;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** Does what is left to do of a purge piece by piece, each piece in a short transaction that also notes how far it came. For one thread. */
final class PurgeRunner {

    /** What a piece was. */
    enum Piece {
        /** There was nothing to do. */
        NONE,
        /** Transactions that may take up a text again must end first. */
        WAITED,
        /** Some of a job. */
        DONE
    }

    private static final Logger LOG = Logger.getLogger(PurgeRunner.class);

    private final Database database;
    private final int batch;
    private final Duration lease;
    private final String node = UUID.randomUUID().toString();
    private Job job;
    private Map<String, Long> targets;      // by what bodies call them
    private boolean candidates;

    /**
     * @param batch bodies that are read in one transaction
     * @param lease after this time without a sign of life, another node takes a job over
     */
    PurgeRunner(Database database, int batch, Duration lease) {
        this.database = database.behind();
        this.batch = batch;
        this.lease = lease;
    }

    /** Does the next piece of the job in hand, or claims one. */
    Piece next() {
        if (job == null) {
            job = database.write(session -> PurgeJobTable.claim(session, node, lease));
            targets = null;
            return job == null ? Piece.NONE : Piece.DONE;
        }
        long id = job.id();
        try {
            Piece piece = database.write(session -> {
                Job held = PurgeJobTable.hold(session, id, node);
                return held == null ? null : piece(session, held);
            });
            Job now = database.read(session -> PurgeJobTable.find(session, id));
            if (piece == null || now == null || !now.state().equals("running")) {
                if (now != null && piece != null) {
                    LOG.infof("Purge %d is %s: %d resources, %d versions, %d versions of others that named them; %d bodies read", id, now.state(),
                            now.resources(),
                            now.versions(), now.mentions(), now.scanned());
                }
                job = null;
            }
            return piece == null ? Piece.DONE : piece;
        } catch (Fault fault) {
            job = null;               // the database is away or busy; the job goes on when it is claimed again
            throw fault;
        } catch (RuntimeException e) {
            LOG.errorf(Wordless.of(e), "Purge %d failed", id);
            job = null;
            database.write(session -> {
                PurgeJobTable.end(session, id, "failed", e.getClass().getSimpleName());
                return null;
            });
            return Piece.DONE;
        }
    }

    /** Leaves the job in hand to whoever claims it next. */
    void release() {
        if (job != null) {
            long id = job.id();
            job = null;
            database.write(session -> {
                PurgeJobTable.release(session, id, node);
                return null;
            });
        }
    }

    private Piece piece(Session session, Job held) throws SQLException {
        return switch (held.phase()) {
            case BINARIES -> binaries(session, held);
            case SUPERSEDED -> superseded(session, held);
            case TEXTS -> texts(session, held);
            case CURRENT -> current(session, held);
            case HISTORY -> history(session, held);
            case COLUMNS -> columns(session, held);
        };
    }

    /** A Binary that others name too stays theirs. */
    private Piece binaries(Session session, Job held) throws SQLException {
        Map<String, Long> wanted = targets(session, held, true);
        List<Body> page = wanted.isEmpty() ? List.of() : PurgeScan.current(session, held.place(), Chart.TYPES.auditEvent(), batch);
        if (page.isEmpty()) {
            Chart.removeCandidates(session, held);
            targets = null;
            PurgeJobTable.phase(session, held.id(), Phase.SUPERSEDED);
            return Piece.DONE;
        }
        Set<Long> kept = new HashSet<>();
        for (Body body : page) {
            named(held, body, wanted).forEach(name -> kept.add(wanted.get(name)));
        }
        if (!kept.isEmpty()) {
            ChartRemoval.keep(session, held.id(), kept.stream().mapToLong(Long::longValue).toArray());
            targets = null;
        }
        advance(session, held, page);
        return Piece.DONE;
    }

    private Piece superseded(Session session, Job held) throws SQLException {
        List<Body> page = PurgeScan.superseded(session, held.place(), held.version(), Chart.TYPES.auditEvent(), batch);
        List<Body> naming = new ArrayList<>();
        for (Body body : page) {
            if (!named(held, body, targets(session, held, false)).isEmpty()) {
                naming.add(body);
            }
        }
        PurgeScan.forget(session, naming);
        long empty = page.isEmpty() ? PurgeScan.forgetEmpty(session, held.patient(), Chart.TYPES.auditEvent()) : 0;
        PurgeJobTable.removed(session, held.id(), 0, 0, naming.size() + empty);
        return go(session, held, page, Phase.TEXTS);
    }

    /** As the hourly sweep does: marks, waits for those who may not know of the marks, removes. */
    private Piece texts(Session session, Job held) throws SQLException {
        if (held.horizon() == null) {
            FullTexts.retire(session);
            PurgeJobTable.horizon(session, held.id(), 0L);
            return Piece.DONE;
        }
        if (held.horizon() == 0) {                // the marks are committed
            PurgeJobTable.horizon(session, held.id(), FullTexts.nextTransaction(session));
            return Piece.DONE;
        }
        if (!FullTexts.ended(session, held.horizon())) {
            return Piece.WAITED;
        }
        FullTexts.remove(session);
        PurgeJobTable.horizon(session, held.id(), null);
        PurgeJobTable.phase(session, held.id(), Phase.CURRENT);
        return Piece.DONE;
    }

    private Piece current(Session session, Job held) throws SQLException {
        List<Body> page = PurgeScan.current(session, held.place(), Chart.TYPES.auditEvent(), batch);
        for (Body body : page) {
            Set<String> named = named(held, body, targets(session, held, false));
            if (!named.isEmpty()) {
                PurgeJobTable.say(session, held.id(), Chart.name(body.type(), body.id()));
            }
        }
        return go(session, held, page, Phase.HISTORY);
    }

    private Piece history(Session session, Job held) throws SQLException {
        List<Body> page = PurgeScan.superseded(session, held.place(), held.version(), Chart.TYPES.auditEvent(), batch);
        for (Body body : page) {
            if (!named(held, body, targets(session, held, false)).isEmpty()) {
                PurgeJobTable.say(session, held.id(), "version " + body.version() + " of a resource that was changed meanwhile");
            }
        }
        return go(session, held, page, Phase.COLUMNS);
    }

    private Piece columns(Session session, Job held) throws SQLException {
        for (String column : PurgeScan.columns(session, held.id())) {
            PurgeJobTable.say(session, held.id(), column);
        }
        Job now = PurgeJobTable.find(session, held.id());
        if (now.said() == null) {
            PurgeJobTable.complete(session, held.id());
        } else {
            PurgeJobTable.end(session, held.id(), "incomplete", now.said());
        }
        return Piece.DONE;
    }

    private Piece go(Session session, Job held, List<Body> page, Phase next) throws SQLException {
        if (page.isEmpty()) {
            PurgeJobTable.phase(session, held.id(), next);
        } else {
            advance(session, held, page);
        }
        return Piece.DONE;
    }

    private static void advance(Session session, Job held, List<Body> page) throws SQLException {
        PurgeJobTable.advance(session, held.id(), page.getLast().rid(), page.getLast().version(),
                held.phase() == Phase.CURRENT || held.phase() == Phase.HISTORY ? page.size() : 0);
    }

    private static Set<String> named(Job held, Body body, Map<String, Long> targets) {
        Set<String> named = new HashSet<>();
        if (body.json() != null) {
            new Mentions(held.base()).each(body.json(), name -> {
                if (targets.containsKey(name) && targets.get(name) != body.rid()) {
                    named.add(name);
                }
            });
        }
        return named;
    }

    private Map<String, Long> targets(Session session, Job held, boolean ofCandidates) throws SQLException {
        if (targets == null || candidates != ofCandidates) {
            targets = new HashMap<>();
            candidates = ofCandidates;
            for (StoredVersion t : ChartRemoval.targets(session, held.id(), ofCandidates)) {
                targets.put(Chart.name(t.type(), t.id()), t.rid());
            }
        }
        return targets;
    }
}
