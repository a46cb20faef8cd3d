package org.ketaminerecord.indexing;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.Wordless;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.RegisteredParameter;
import org.ketaminerecord.search.parameter.RegisteredParameter.Place;
import org.ketaminerecord.search.parameter.ResourceIndexer;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.IndexJobTable;
import org.ketaminerecord.store.IndexJobTable.Job;
import org.ketaminerecord.store.IndexRows;
import org.ketaminerecord.store.Outdated;
import org.ketaminerecord.store.OwnParameterTable;
import org.ketaminerecord.store.ResourceLocks;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;
import org.ketaminerecord.store.row.IndexEntry;

/** Does jobs piece by piece, each piece in a short transaction that also notes how far it came. For one thread. */
final class IndexRunner {

    /** What a piece was. */
    enum Piece {
        /** There was nothing to do. */
        NONE,
        /** Transactions that began before the job must end first. */
        WAITED,
        /** Some of a job. */
        DONE
    }

    private static final Logger LOG = Logger.getLogger(IndexRunner.class);
    private static final long REPORT = Duration.ofSeconds(10).toNanos();

    private final Database database;
    private final SearchParameters parameters;
    private final int batch;
    private final Duration lease;
    private final String node = UUID.randomUUID().toString();
    private Job job;
    private boolean begun;
    private long reported;

    /**
     * @param batch resources in one transaction
     * @param lease after this time without a sign of life, another node takes a job over
     */
    IndexRunner(Database database, SearchParameters parameters, int batch, Duration lease) {
        this.database = database.behind();
        this.parameters = parameters;
        this.batch = batch;
        this.lease = lease;
    }

    /** Does the next piece of the job in hand, or claims one. */
    Piece next() {
        if (job == null) {
            job = database.write(session -> IndexJobTable.claim(session, node, lease));
            begun = false;
            return job == null ? Piece.NONE : Piece.DONE;
        }
        try {
            return begun ? step() : begin();
        } catch (Fault fault) {
            job = null;               // the database is away or busy; the job goes on when it is claimed again
            throw fault;
        } catch (RuntimeException e) {
            LOG.errorf(Wordless.of(e), "Job %d (%s) failed", job.id(), what(job));
            long failed = job.id();
            job = null;
            database.write(session -> {
                IndexJobTable.end(session, failed, "failed", String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
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
                IndexJobTable.release(session, id, node);
                return null;
            });
        }
    }

    private Piece begin() {
        long id = job.id();
        Boolean reached = database.write(session -> {
            Job held = IndexJobTable.hold(session, id, node);
            return held == null ? null : IndexJobTable.reached(session, held.horizon());
        });
        if (reached == null) {
            job = null;
            return Piece.DONE;
        }
        if (!reached) {
            return Piece.WAITED;
        }
        if (job.total() == null && job.kind() != IndexJobTable.Kind.REMOVE) {
            parameters.refreshIfChanged();
            database.write(session -> {
                IndexJobTable.count(session, id, IndexRows.count(session, Scope.of(session, job, parameters.registry()).types()));
                return null;
            });
        }
        LOG.infof("Job %d: %s %s", id, job.done() == 0 ? "begins to" : "goes on to", what(job));
        begun = true;
        reported = System.nanoTime();
        return Piece.DONE;
    }

    private Piece step() {
        Job now = database.write(session -> {
            Job held = IndexJobTable.hold(session, job.id(), node);
            if (held != null) {
                if (held.kind() == IndexJobTable.Kind.REMOVE) {
                    remove(session, held);
                } else {
                    index(session, held);
                }
            }
            return held == null ? null : IndexJobTable.find(session, held.id());
        });
        if (now == null || !now.state().equals("running")) {
            if (now != null) {
                LOG.infof("Job %d: %s is %s, %d %s", now.id(), what(now), now.state(), now.done(), now.kind() == IndexJobTable.Kind.REMOVE ? "rows" : "resources");
            }
            job = null;
        } else if (System.nanoTime() - reported > REPORT) {
            reported = System.nanoTime();
            LOG.infof("Job %d: %s, %d%s", now.id(), what(now), now.done(), now.kind() == IndexJobTable.Kind.REMOVE ? " rows"
                    : " of " + now.total() + " resources");
        }
        return Piece.DONE;
    }

    private static String what(Job job) {
        return job.kind().name().toLowerCase(java.util.Locale.ROOT) + " " + (job.urls() == null ? "everything" : String.join(", ", job.urls()));
    }

    // ---- pieces ------------------------------------------------------------------------------------------

    private void remove(Session session, Job held) throws SQLException {
        List<Short> numbers = new ArrayList<>();
        for (Short number : OwnParameterTable.removed(session, held.id())) {
            numbers.add(number);
            numbers.add((short) -number);
        }
        int removed = numbers.isEmpty() ? 0 : IndexRows.remove(session, numbers, batch * 10);
        if (removed > 0) {
            IndexJobTable.advance(session, held.id(), (short) 0, "", held.done() + removed);
        } else {
            OwnParameterTable.forget(session, held.id());
            IndexJobTable.end(session, held.id(), "complete", null);
        }
    }

    private void index(Session session, Job held) throws SQLException {
        ParameterRegistry registry = parameters.registry();
        Scope scope = Scope.of(session, held, registry);
        short type = scope.next(held.type());
        if (type != 0) {
            List<StoredVersion> page = IndexRows.page(session, type, type == held.type() ? held.last() : "", batch);
            if (!page.isEmpty()) {
                write(session, registry, scope, type, page);
            }
            boolean more = page.size() == batch;
            IndexJobTable.advance(session, held.id(), (short) (more ? type : type + 1), more ? page.getLast().id() : "", held.done() + page.size());
            require(session, registry.own().generation());
        } else if (held.kind() == IndexJobTable.Kind.INDEX && !scope.parameters().isEmpty()) {
            OwnParameterTable.complete(session, held.id());
            IndexJobTable.end(session, held.id(), "complete", null);
            if (OwnParameterTable.next(session) != registry.own().generation() + 1) {
                throw new Outdated(parameters::refresh);
            }
            session.afterCommit(parameters::committed);
        } else {
            IndexJobTable.end(session, held.id(), held.kind() == IndexJobTable.Kind.INDEX ? "cancelled" : "complete", null);
            require(session, registry.own().generation());
        }
    }

    /** As writers do: read last of all, after the transaction has written (docs/decisions/0006-own-search-parameters.md). */
    private void require(Session session, long generation) throws SQLException {
        if (OwnParameterTable.generation(session) != generation) {
            throw new Outdated(parameters::refresh);
        }
    }

    private static void write(Session session, ParameterRegistry registry, Scope scope, short type, List<StoredVersion> page) throws SQLException {
        ResourceIndexer indexer = new ResourceIndexer(registry);
        List<RegisteredParameter> only = scope.parameters().get(type);
        List<JsonObject> resources = page.stream().map(v -> JsonReader.object(v.body())).toList();
        Set<LocalReference> wanted = new LinkedHashSet<>();
        List<IndexRows.Entry> entries = entries(indexer, page, resources, scope.whole() ? null : only, (t, id) -> {
            wanted.add(new LocalReference(t, id));
            return 0;
        });
        if (!wanted.isEmpty()) {
            Map<ResourceLocks.Key, Long> numbers = IndexRows.numbers(session, wanted.stream().map(IndexRunner::key).toList());
            entries = entries(indexer, page, resources, scope.whole() ? null : only,
                    (t, id) -> numbers.getOrDefault(key(new LocalReference(t, id)), 0L));
        }
        if (scope.whole()) {
            IndexRows.replaceAll(session, entries);
            return;
        }
        Set<Short> numbers = new HashSet<>();
        Set<String> tables = new HashSet<>();
        for (RegisteredParameter p : only) {
            numbers.addAll(p.numbers());
            tables.add(p.place() == Place.CHART_CODE ? "code_index" : p.kind().table());
            tables.add("token_index");
        }
        IndexRows.replace(session, entries, numbers, tables);
    }

    private static List<IndexRows.Entry> entries(ResourceIndexer indexer, List<StoredVersion> page, List<JsonObject> resources,
            List<RegisteredParameter> only, ResourceIndexer.TargetNumbers targets) {
        List<IndexRows.Entry> entries = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            long rid = page.get(i).rid();
            IndexEntry entry = only == null ? indexer.index(resources.get(i), rid, targets) : indexer.index(resources.get(i), rid, targets, only);
            entries.add(new IndexRows.Entry(rid, entry));
        }
        return entries;
    }

    private static ResourceLocks.Key key(LocalReference r) {
        return new ResourceLocks.Key(Definitions.r4().typeNumber(r.type()), r.id());
    }
}
