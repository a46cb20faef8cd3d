package org.ketaminerecord.outcome;

import java.util.UUID;
import org.jboss.logging.Logger;

/** What nobody foresaw: the log has it under an id, the caller gets the id. */
public final class Unforeseen {

    private static final Logger LOG = Logger.getLogger(Unforeseen.class);

    private Unforeseen() {
    }

    /** Logs it and returns what to tell the caller. */
    public static Fault fault(Throwable e) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(Wordless.of(e), "internal error %s", id);
        return Fault.of(Reason.INTERNAL, IssueType.EXCEPTION, FaultCode.INTERNAL_ERROR, "The server failed. Nothing was stored. Tell its operator "
                + "the id " + id + ", which is in the log.");
    }
}
