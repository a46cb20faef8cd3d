package org.ketaminerecord.search.parameter;

import java.util.function.Function;

/** What one question had to do with parameters of one's own. For one thread. */
public final class Watch {

    private final Function<OwnParameter, String> progress;
    private boolean own;
    private boolean missed;

    /** @param progress says how far a parameter is indexed, for example "12 of 340 resources" */
    public Watch(Function<OwnParameter, String> progress) {
        this.progress = progress;
    }

    void sawOwn() {
        own = true;
    }

    void missed() {
        missed = true;
    }

    String progress(OwnParameter p) {
        missed = true;
        return progress.apply(p);
    }

    /** True when the answer uses parameters of one's own. */
    public boolean usedOwn() {
        return own;
    }

    /** True when a parameter was asked for that there is not, or not yet. */
    public boolean missedOne() {
        return missed;
    }
}
