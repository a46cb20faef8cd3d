package org.ketaminerecord.search.parameter;

/**
 * The numbers of contained resources: negative, made of the container's number and the place in {@code contained}. A
 * reference to a URL elsewhere is indexed as a negative hash of 63 bits; that one of those is also the number of a
 * contained resource has, for each such URL, the probability of all contained resources in 2^63.
 */
public final class ContainedNumber {

    /** Bits for the place: a body of 32 MB has no room for more. */
    public static final int PLACE_BITS = 20;

    /** SQL of the container's number, from a number that may be a contained resource's or a resource's own. */
    public static String containerSql(String number) {
        return "CASE WHEN " + number + " < 0 THEN (-" + number + ") >> " + PLACE_BITS + " ELSE " + number + " END";
    }

    private ContainedNumber() {
    }

    /** The number of the resource at a place, from 0, in a container. */
    public static long of(long container, int place) {
        return -(container << PLACE_BITS | place);
    }

    /** The place that a number was made of. */
    public static int place(long number) {
        return (int) (-number & (1 << PLACE_BITS) - 1);
    }
}
