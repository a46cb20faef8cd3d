package org.ketaminerecord.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNull;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * Where a page ended, signed: the sort values and the number of its last match. It fits the one query that it was made
 * for, on every node, for as long as the installation lives; anything else is refused.
 */
public final class Cursor {

    private static final int SIGNATURE = 16;

    private Cursor() {
    }

    /** Signs values; a value may be null. */
    public static String write(byte[] key, String query, List<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(v -> array.add(v == null ? JsonNull.NULL : new JsonString(v)));
        byte[] payload = JsonWriter.bytes(array);
        byte[] signature = sign(key, query, payload);
        byte[] both = ByteBuffer.allocate(SIGNATURE + payload.length).put(signature, 0, SIGNATURE).put(payload).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    /**
     * The values of a cursor.
     *
     * @throws Fault when it was not made for this query by this installation
     */
    public static List<String> read(byte[] key, String query, String cursor) {
        try {
            byte[] both = Base64.getUrlDecoder().decode(cursor);
            byte[] payload = Arrays.copyOfRange(both, SIGNATURE, both.length);
            if (MessageDigest.isEqual(Arrays.copyOf(both, SIGNATURE), Arrays.copyOf(sign(key, query, payload), SIGNATURE))) {
                List<String> values = new ArrayList<>();
                for (JsonValue v : (JsonArray) JsonReader.value(payload)) {
                    values.add(v instanceof JsonString s ? s.value() : null);
                }
                return values;
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notBase64) {
            // said below
        }
        throw Fault.of(Reason.BAD_REQUEST, IssueType.INVALID, FaultCode.INVALID_CURSOR, "The _cursor is not one that this server gave "
                + "for this search. Follow the 'next' link as it is, or start again without _cursor.");
    }

    private static byte[] sign(byte[] key, String query, byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(query.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
