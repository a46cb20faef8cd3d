package org.ketaminerecord.purge;

import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.ValueHash;
import org.ketaminerecord.store.ChartRemoval;
import org.ketaminerecord.store.ChartRemoval.Named;
import org.ketaminerecord.store.PurgeJobTable;
import org.ketaminerecord.store.Session;
import org.ketaminerecord.store.StoredVersion;

/** Removes what belongs to a patient, or refuses to. */
final class Chart {

    static final ChartRemoval.Types TYPES = new ChartRemoval.Types(number("AuditEvent"), number("Provenance"), number("Binary"), number("Patient"));
    private static final int SHOWN = 20;

    private Chart() {
    }

    private static short number(String type) {
        return Definitions.r4().typeNumber(type);
    }

    /**
     * Removes the chart in the transaction of the session; notes in the job how much it was, and which Binaries it named.
     *
     * @throws Fault with a list when others share the chart or refer into it
     */
    static void remove(Session session, ParameterRegistry registry, PurgeJobTable.Job job) throws SQLException {
        ChartRemoval chart = ChartRemoval.begin(session, job.id(), job.patient(), TYPES);
        chart.collect(registry.standard("Provenance", "target").id());
        List<Named> shared = chart.shared(SHOWN + 1);
        if (!shared.isEmpty()) {
            throw refusal("These are in the chart of another patient too: " + list(shared)
                    + ". Take this patient out of each, then call $purge again; their "
                    + "earlier versions, which name the patient, go with it.");
        }
        List<Named> referrers = chart.referrers(SHOWN + 1);
        if (!referrers.isEmpty()) {
            throw refusal("These are not in the patient's chart and refer into it: " + list(referrers)
                    + ". Delete them or take the references out, then call "
                    + "$purge again; their earlier versions, which hold the references, go with the chart.");
        }
        TreeSet<String> binaries = new TreeSet<>();
        Mentions mentions = new Mentions(job.base());
        chart.eachBody(body -> mentions.each(body, name -> {
            if (name.startsWith("Binary/")) {
                binaries.add(name.substring("Binary/".length()));
            }
        }));
        remove(session, chart, job.id());
        if (!binaries.isEmpty()) {
            chart.candidates(List.copyOf(binaries));
        }
    }

    /** Removes the Binaries that were found to be named by nobody else. */
    static void removeCandidates(Session session, PurgeJobTable.Job job) throws SQLException {
        ChartRemoval chart = ChartRemoval.begin(session, job.id(), job.patient(), TYPES);
        chart.settle();
        remove(session, chart, job.id());
    }

    private static void remove(Session session, ChartRemoval chart, long job) throws SQLException {
        List<StoredVersion> targets = ChartRemoval.targets(session, job, false);
        long[] removed = chart.remove(targets.stream().mapToLong(StoredVersion::rid).toArray(),
                targets.stream().mapToLong(t -> ValueHash.external(name(t.type(), t.id()))).toArray());
        PurgeJobTable.removed(session, job, removed[0], removed[1], 0);
    }

    static String name(short type, String id) {
        return Definitions.r4().typeOf(type) + "/" + id;
    }

    private static String list(List<Named> found) {
        return found.stream().limit(SHOWN).map(n -> name(n.type(), n.id())).sorted().collect(Collectors.joining(", ")) + (found.size() > SHOWN
                ? " and more" : "");
    }

    private static Fault refusal(String diagnostics) {
        return Fault.of(Reason.CONFLICT, IssueType.CONFLICT, FaultCode.REFERRED_TO, "Nothing was purged. " + diagnostics);
    }
}
