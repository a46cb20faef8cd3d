package org.ketaminerecord.interaction;

import java.util.List;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.store.StoredVersion;

/** What came of an interaction. */
public sealed interface Outcome {

    /**
     * A version was read or written.
     *
     * @param status  HTTP's and the bundle's: 200 or 201
     * @param type    resource type
     * @param version the version that is current now, or that was read
     * @param issues  remarks
     */
    record Version(int status, String type, StoredVersion version, List<Issue> issues) implements Outcome {
    }

    /** The caller has it already (304). */
    record NotModified(StoredVersion version) implements Outcome {
    }

    /** Something was deleted, or was not there to be. */
    record Deleted(StoredVersion version, List<Issue> issues) implements Outcome {
    }

    /**
     * Work goes on behind the answer (202, R4 async.html).
     *
     * @param json     what to say of it
     * @param location where to ask how far it is
     */
    record Accepted(byte[] json, String location) implements Outcome {
    }

    /**
     * A searchset, history or response bundle, or another resource that is made for the answer.
     *
     * @param json  its bytes
     * @param shown numbers of the stored resources that are in it, for the audit trail
     */
    record Body(byte[] json, long[] shown) implements Outcome {

        private static final long[] NONE = {};

        /** A body that shows no stored resources. */
        public Body(byte[] json) {
            this(json, NONE);
        }
    }
}
