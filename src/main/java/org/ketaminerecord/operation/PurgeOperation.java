package org.ketaminerecord.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ketaminerecord.format.OperationOutcome;
import org.ketaminerecord.interaction.Outcome;
import org.ketaminerecord.interaction.Witness;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;
import org.ketaminerecord.purge.Purge;
import org.ketaminerecord.store.PurgeJobTable.Job;

/**
 * {@code Patient/[id]/$purge} (R5 patient-operation-purge.html): the chart is gone when this answers; a job then looks for traces of it, and GET
 * tells what it found.
 */
@ApplicationScoped
public class PurgeOperation implements Operation {

    private final Purge purge;
    private final Witness witness;

    PurgeOperation(Purge purge, Witness witness) {
        this.purge = purge;
        this.witness = witness;
    }

    @Override
    public String name() {
        return "purge";
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/Patient-purge";
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.TYPE, Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of("Patient");
    }

    @Override
    public List<OperationParameter> parameters() {
        return List.of(new OperationParameter("job", false, "Of GET: the number of a job, as the answer to POST names it"));
    }

    @Override
    public boolean affectsState() {
        return true;
    }

    @Override
    public boolean tellsStatus() {
        return true;
    }

    @Override
    public String ownScope() {
        return "ktr/purge";
    }

    @Override
    public String documentation() {
        return "POST to a patient removes the patient and its compartment, all versions and all rows, audit events apart; nothing is left that "
                + "says there was one. "
                + "Refused, with a list, while others share the chart or refer into it. GET Patient/$purge?job=[number] tells what the search for "
                        + "traces found.";
    }

    @Override
    public Outcome call(OperationRequest request) {
        request.requireOnly();
        if (request.id() == null) {
            throw Fault.of(Reason.BAD_REQUEST, IssueType.REQUIRED, FaultCode.INVALID_PARAMETER, "$purge takes one patient at a time: POST to "
                    + "Patient/[id]/$purge.");
        }
        witness.settle();       // afterwards nobody can tell whose chart it was that somebody read
        Job job = purge.start(request.id(), request.base().url());
        return new Outcome.Accepted(bytes(Stream.of(job)), request.base().url() + "/Patient/$purge?job=" + job.id());
    }

    @Override
    public Outcome status(OperationRequest request) {
        request.requireOnly("job");
        if (request.id() != null) {
            return one(purge.ofPatient(request.id()), request);
        }
        String number = request.value("job");
        return number == null ? new Outcome.Body(bytes(purge.jobs().stream())) : one(find(number), request);
    }

    private Job find(String number) {
        try {
            return purge.find(Long.parseLong(number));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** 202 while it works (R4 async.html#3.1.6.4.2). */
    private static Outcome one(Job job, OperationRequest request) {
        if (job == null) {
            throw Fault.of(Reason.NOT_FOUND, IssueType.NOT_FOUND, FaultCode.RESOURCE_NOT_FOUND,
                    "There is no such purge. The number stands in the Content-Location "
                    + "of the answer to POST Patient/[id]/$purge; GET Patient/$purge tells of all.");
        }
        return job.open() ? new Outcome.Accepted(bytes(Stream.of(job)), request.base().url() + "/Patient/$purge?job=" + job.id())
                : new Outcome.Body(bytes(Stream.of(job)));
    }

    private static byte[] bytes(Stream<Job> jobs) {
        List<Issue> issues = jobs.map(PurgeOperation::issue).toList();
        return JsonWriter.bytes(OperationOutcome.of(issues.isEmpty() ? List.of(Issue.information(IssueType.INFORMATIONAL, FaultCode.PURGED,
                "Nothing was purged yet."))
                : issues));
    }

    private static Issue issue(Job job) {
        String removed = "Purge " + job.id() + ": " + job.resources() + " resources with " + job.versions() + " versions, and " + job.mentions()
                + " earlier versions of others that name them, were removed. ";
        return switch (job.state()) {
            case "complete" -> Issue.information(IssueType.INFORMATIONAL, FaultCode.PURGED, removed + "The scan of all tables and of " + job.scanned()
                    + " versions found no trace.");
            case "incomplete" -> Issue.warning(IssueType.INCOMPLETE, FaultCode.PURGE_TRACES, removed + "The scan still found them named here: "
                    + job.said().replace("\n", ", ") + ". Change those resources, then POST $purge again.");
            case "failed" -> Issue.warning(IssueType.EXCEPTION, FaultCode.INTERNAL_ERROR, removed + "The search for traces failed (" + job.said()
                    + "); the log says more. POST $purge again.");
            default -> Issue.information(IssueType.INCOMPLETE, FaultCode.PURGED, removed + "Traces are being looked for (" + job.phase().name()
                    .toLowerCase(java.util.Locale.ROOT) + "); " + job.scanned() + " versions were read.");
        };
    }
}
