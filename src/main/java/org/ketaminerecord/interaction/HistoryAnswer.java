package org.ketaminerecord.interaction;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ketaminerecord.access.Scope;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.packages.PackagedTypes;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.ReachedReader;
import org.ketaminerecord.search.parameter.DateRange;
import org.ketaminerecord.search.parameter.Reach;
import org.ketaminerecord.store.HistoryReader;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** history of an instance, a type, or all, newest first unless {@code _sort=_lastUpdated} (R4 http.html#history). */
final class HistoryAnswer {

    private static final int PAGE = 50;
    private static final int LARGEST = 1000;
    private static final Set<Short> PACKAGED = PackagedTypes.ALL.stream().map(Definitions.r4()::typeNumber).collect(Collectors.toUnmodifiableSet());

    private final Engine engine;
    private final Caller caller;

    HistoryAnswer(Engine engine, Caller caller) {
        this.engine = engine;
        this.caller = caller;
    }

    /** What the query asks for. */
    private static final class Query {
        private int count = PAGE;
        private Instant since;
        private DateRange at;
        private boolean oldest;
        private HistoryReader.Place after;
        private final List<QueryParameter> understood = new ArrayList<>();

        void read(QueryParameter q) {
            switch (q.name()) {
                case "_count" -> count = count(q.value());
                case "_since" -> since = date(q).low();
                case "_at" -> at = date(q);
                case "_sort" -> {
                    oldest = switch (q.value()) {
                        case "_lastUpdated" -> true;
                        case "-_lastUpdated" -> false;
                        default -> throw refuse("_sort of a history is -_lastUpdated (newest first) or _lastUpdated (oldest first).");
                    };
                }
                case "_cursor" -> after = place(q.value());
                case "_format", "_pretty", "_summary", "_elements" -> { }
                default -> throw Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.UNKNOWN_PARAMETER, "A history has no parameter '"
                        + q.name() + "'. It has _count, _since, _at and _sort.");
            }
            if (!q.name().equals("_cursor")) {
                understood.add(q);
            }
        }

        private static int count(String value) {
            try {
                int n = Integer.parseInt(value);
                if (n >= 1) {
                    return Math.min(n, LARGEST);
                }
            } catch (NumberFormatException notOne) {
                // said below
            }
            throw refuse("_count takes a whole number from 1 on.");
        }

        private static DateRange date(QueryParameter q) {
            DateRange range = DateRange.of(q.value());
            if (range == null) {
                throw refuse(q.name() + " takes a date or an instant such as 2026-11-21T09:30:00Z (a + in a time zone is written %2B).");
            }
            return range;
        }

        private static HistoryReader.Place place(String cursor) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ");
                return new HistoryReader.Place(Instant.parse(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
            } catch (RuntimeException e) {
                throw Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_CURSOR, "The _cursor is not one that this server "
                        + "gave. Follow the 'next' link as it is, or start again without _cursor.");
            }
        }

        private static Fault refuse(String diagnostics) {
            return Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_PARAMETER, diagnostics);
        }
    }

    Outcome answer(Session session, Interaction.History h) throws SQLException {
        Query query = new Query();
        h.query().forEach(query::read);
        Long rid = null;
        Long total = null;
        short[] types;
        Reach reach = engine.reach(caller).of(h.id() == null ? Scope.Permission.SEARCH : Scope.Permission.READ);
        if (h.id() != null) {
            StoredVersion current = ReachedReader.current(session, reach, h.type(), h.id());
            if (current == null) {
                throw Absence.of(h.type(), h.id(), null);
            }
            rid = current.rid();
            types = new short[] {current.type()};
            total = query.since == null && query.at == null && reach.all(h.type()) ? (long) current.version() : null;
        } else {
            types = h.type() == null ? HistoryReader.types(session, t -> !reach.none(List.of(Definitions.r4().typeOf(t))))
                    : new short[] {Definitions.r4().typeNumber(h.type())};
        }
        List<StoredVersion> versions = types.length == 0 ? List.of()
                : HistoryReader.read(session, new HistoryReader.Request(rid, types, ReachedReader.within(reach), query.since, query.at == null ? null : query.at.low(),
                        query.at == null ? null : query.at.high(), query.after, query.oldest, query.count + 1, PACKAGED));
        return bundle(h, query, versions, total);
    }

    private Outcome bundle(Interaction.History h, Query query, List<StoredVersion> versions, Long total) {
        String path = (h.type() == null ? "" : h.type() + "/") + (h.id() == null ? "" : h.id() + "/") + "_history";
        boolean more = versions.size() > query.count;
        List<StoredVersion> page = more ? versions.subList(0, query.count) : versions;
        BundleWriter bundle = new BundleWriter(caller.base(), "history").total(total)
                .link("self", Links.of(caller.base(), path, query.understood, query.after == null ? null : cursor(query.after)));
        if (more) {
            StoredVersion last = page.getLast();
            bundle.link("next", Links.of(caller.base(), path, query.understood,
                    cursor(new HistoryReader.Place(last.updated(), last.rid(), last.version()))));
        }
        page.forEach(bundle::version);
        return bundle.body();
    }

    private static String cursor(HistoryReader.Place p) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((p.updated() + " " + p.rid() + " " + p.version())
                .getBytes(StandardCharsets.UTF_8));
    }
}
