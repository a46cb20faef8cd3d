package org.ketaminerecord.store;

/**
 * What a transaction was prepared with does not hold any more. {@link Database#write} rolls it back, catches up and runs
 * it again.
 */
public final class Outdated extends RuntimeException {

    private final transient Runnable catchUp;

    /** @param catchUp what to do before the next try; it runs outside of the transaction */
    public Outdated(Runnable catchUp) {
        super(null, null, false, false);
        this.catchUp = catchUp;
    }

    Runnable catchUp() {
        return catchUp;
    }
}
