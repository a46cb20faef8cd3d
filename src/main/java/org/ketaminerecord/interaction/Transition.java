package org.ketaminerecord.interaction;

import java.util.List;
import java.util.stream.Collectors;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** From the current version to the next: preconditions, the new content, and whether there is a change at all. */
final class Transition {

    private final Change change;
    private final ReferenceResolver references;
    private final WriteValidation validation;

    Transition(Change change, ReferenceResolver references, WriteValidation validation) {
        this.change = change;
        this.validation = validation;
        this.references = references;
    }

    /** Sets what the change is to write, or its outcome when nothing is. */
    void apply() {
        switch (change.command) {
            case Interaction.Create c -> { }
            case Interaction.Update u -> update(u);
            case Interaction.PatchOf p -> {
                requireLive();
                requireMatch(p.ifMatch());
                change.after = p.patch().apply(change.before);
                references.resolve(change.after, change.fullUrl);
                validation.patched(change);
                if (!change.id.equals(change.after.string("id"))) {
                    throw Fault.at(Reason.UNPROCESSABLE, IssueType.VALUE, FaultCode.ID_MISMATCH, change.type() + ".id",
                            "A patch may not change the id. Take that operation out.");
                }
                settleIfSame();
            }
            case Interaction.Delete d -> delete(d);
            case Interaction.MetaChange m -> {
                requireLive();
                change.after = change.before.copy();
                if (m.add()) {
                    Meta.add(m.meta(), change.after);
                } else {
                    Meta.remove(m.meta(), change.after);
                }
                settleIfSame();
            }
        }
    }

    private void update(Interaction.Update u) {
        requireMatch(u.ifMatch());
        if (u.ifNoneExists() && change.before != null) {
            throw Fault.of(Reason.PRECONDITION_FAILED, IssueType.DUPLICATE, FaultCode.VERSION_CONFLICT, change.type() + "/" + change.id
                    + " exists, and If-None-Match: * asks to write only when it does not.");
        }
        if (change.before != null) {
            if (change.packaged == null) {
                Meta.carryOver(change.before, change.after);
            }
            settleIfSame();
        }
    }

    private void delete(Interaction.Delete d) {
        requireMatch(d.ifMatch());
        if (change.before == null) {
            change.outcome = new Outcome.Deleted(change.current, List.of(Issue.information(IssueType.DELETED, FaultCode.DELETED,
                    change.type() + "/" + change.id + " is not there; nothing was deleted.")));
        }
    }

    private void requireLive() {
        if (change.before == null) {
            throw Absence.of(change.type(), change.id, change.current);
        }
    }

    /** R4 http.html#concurrency: the version that the caller saw, or one of those (RFC 9110 13.1.1), must still be the current one. */
    private void requireMatch(List<Integer> ifMatch) {
        if (ifMatch == null) {
            return;
        }
        int version = change.current == null ? 0 : change.current.version();
        if (!ifMatch.contains(version) && !(ifMatch.contains(Versions.ANY) && change.before != null)) {
            throw Fault.of(Reason.PRECONDITION_FAILED, IssueType.CONFLICT, FaultCode.VERSION_CONFLICT, change.type() + "/" + change.id
                    + (version == 0 ? " does not exist" : change.before == null ? " was deleted" : " has version " + version)
                    + ", and If-Match asks for " + (ifMatch.contains(Versions.ANY) ? "one that is there" : "version "
                            + ifMatch.stream().limit(10).map(String::valueOf).collect(Collectors.joining(" or ")))
                    + ". Read it again and apply your change to what you get.");
        }
    }

    private void settleIfSame() {
        JsonObject after = change.after;
        if (Meta.sameContent(change.before, after)) {
            change.outcome = new Outcome.Version(200, change.type(), change.current, List.of(Issue.information(IssueType.INFORMATIONAL,
                    FaultCode.UNCHANGED, "The content is the same as that of the current version; no version was made.")));
        }
    }
}
