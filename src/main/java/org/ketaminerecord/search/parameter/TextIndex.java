package org.ketaminerecord.search.parameter;

import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** Whose words are indexed for {@code _text} and {@code _content}, and whether those of all resources are by now. */
public final class TextIndex {

    /** The positions of the switch {@code ktr.search.text}. */
    public enum Extent {
        /** No words. */
        OFF,
        /** Those of narratives. */
        NARRATIVE,
        /** All. */
        ALL;

        /** True when it serves this parameter. */
        boolean has(String code) {
            return code.equals(NARRATIVE_CODE) && this != OFF || code.equals(CONTENT_CODE) && this == ALL;
        }
    }

    static final String NARRATIVE_CODE = "_text";
    static final String CONTENT_CODE = "_content";

    private final Extent extent;
    private volatile boolean complete = true;

    /** @param extent what the switch says */
    public TextIndex(Extent extent) {
        this.extent = extent;
    }

    /** True for the names of the two parameters. */
    public static boolean isText(String code) {
        return code.equals(NARRATIVE_CODE) || code.equals(CONTENT_CODE);
    }

    /** What the switch says. */
    public Extent extent() {
        return extent;
    }

    /** False while resources that were stored before the switch was turned are still being indexed. */
    public boolean complete() {
        return complete;
    }

    /** Says whether all resources are indexed. */
    public void complete(boolean all) {
        complete = all;
    }

    /**
     * Does nothing when a parameter can be searched by.
     *
     * @throws Fault when the switch is off for it, or resources are still missing: part of an answer would look like all of it
     */
    public void require(String code) {
        if (!extent.has(code)) {
            throw unsupported("This server does not search by '" + code + "': its setting ktr.search.text is "
                    + (extent == Extent.OFF ? "off" : "narrative") + ". Leave it out, or ask who runs the server to set ktr.search.text to "
                    + (code.equals(CONTENT_CODE) ? "all." : "narrative or all."));
        }
        if (!complete) {
            throw unsupported("This server does not search by '" + code + "' yet: ktr.search.text was switched on, and resources that were "
                    + "stored before are still being indexed. Try again later; the server's log says how far it is.");
        }
    }

    private static Fault unsupported(String diagnostics) {
        return Fault.of(Reason.BAD_REQUEST, IssueType.NOT_SUPPORTED, FaultCode.UNSUPPORTED_PARAMETER, diagnostics);
    }
}
