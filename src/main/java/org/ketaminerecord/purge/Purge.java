package org.ketaminerecord.purge;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.indexing.SearchParameters;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.PurgeJobTable;
import org.ketaminerecord.store.PurgeJobTable.Job;
import org.ketaminerecord.store.ResourceLocks;
import org.ketaminerecord.store.ResourceLocks.Key;
import org.ketaminerecord.store.StoredVersion;

/** Removes charts, and tells how far the jobs are that look for traces. */
@ApplicationScoped
public class Purge {

    private final Database database;
    private final SearchParameters parameters;
    private final Object news = new Object();

    Purge(Database database, SearchParameters parameters) {
        this.database = database;
        this.parameters = parameters;
    }

    /**
     * Removes a chart, in one transaction, and has a job look for traces of it. When the last job of the patient found some, it looks again.
     *
     * @param base the URL under which the server was called
     * @throws Fault when there is no such patient, or with a list when others share the chart or refer into it
     */
    public Job start(String patientId, String base) {
        Key key = new Key(Definitions.r4().typeNumber("Patient"), patientId);
        Job job = database.write(session -> {
            StoredVersion patient = ResourceLocks.forWrite(session, List.of(key), true).get(key);
            if (patient == null) {
                Job known = PurgeJobTable.ofPatient(session, patientId);
                if (known == null) {
                    throw Fault.of(Reason.NOT_FOUND, IssueType.NOT_FOUND, FaultCode.RESOURCE_NOT_FOUND, "There is no Patient with the id '"
                            + patientId
                            + "', and nothing of one to purge.");
                }
                PurgeJobTable.again(session, known.id());
                return PurgeJobTable.find(session, known.id());
            }
            long id = PurgeJobTable.add(session, patient.rid(), patientId, base);
            Chart.remove(session, parameters.registry(), PurgeJobTable.find(session, id));
            return PurgeJobTable.find(session, id);
        });
        synchronized (news) {
            news.notifyAll();
        }
        return job;
    }

    /** A job, or null. */
    public Job find(long id) {
        return database.read(session -> PurgeJobTable.find(session, id));
    }

    /** The newest job of a patient that is not over without a trace, or null. */
    public Job ofPatient(String id) {
        return database.read(session -> PurgeJobTable.ofPatient(session, id));
    }

    /** The newest jobs, the newest first. */
    public List<Job> jobs() {
        return database.read(PurgeJobTable::all);
    }

    /** Waits for a call on this node, or for some time. */
    void await(long millis) throws InterruptedException {
        synchronized (news) {
            news.wait(millis);
        }
    }
}
