package org.ketaminerecord.store;

/** How a body is kept in the database. */
final class BodyCodec {

    private BodyCodec() {
    }

    static byte[] encode(byte[] json) {
        return json;
    }

    static byte[] decode(byte[] stored) {
        return stored;
    }
}
