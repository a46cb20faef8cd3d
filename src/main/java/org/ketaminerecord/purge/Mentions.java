package org.ketaminerecord.purge;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.ketaminerecord.definition.Definitions;

/**
 * Finds where a body names resources of this server: {@code Patient/1} in a reference, a URL, a link of a narrative or the criteria of a
 * subscription. It reads bytes, not elements, so that no place is forgotten; it may find a name in a sentence, too.
 */
final class Mentions {

    /** The longest name of a type and the longest id. */
    private static final int LONGEST_TYPE = 40;
    private static final int LONGEST_ID = 64;

    private final byte[] base;

    /** @param base the server's own URL, whose absolute URLs count; those of other servers do not */
    Mentions(String base) {
        this.base = (base + "/").getBytes(StandardCharsets.UTF_8);
    }

    /** Tells each {@code Type/id} that the body names. */
    void each(byte[] body, Consumer<String> found) {
        for (int slash = 1; slash < body.length - 1; slash++) {
            if (body[slash] != '/' || !idCharacter(body[slash + 1]) || !letter(body[slash - 1])) {
                continue;
            }
            int start = slash;
            while (start > 0 && slash - start < LONGEST_TYPE && letter(body[start - 1])) {
                start--;
            }
            if (body[start] < 'A' || body[start] > 'Z' || !here(body, start)) {
                continue;
            }
            int end = slash + 1;
            while (end < body.length && end - slash <= LONGEST_ID && idCharacter(body[end])) {
                end++;
            }
            String type = new String(body, start, slash - start, StandardCharsets.US_ASCII);
            if (Definitions.r4().isResourceType(type)) {
                String id = new String(body, slash + 1, end - slash - 1, StandardCharsets.US_ASCII);
                found.accept(type + "/" + id);
                if (id.endsWith(".")) {              // the end of a sentence
                    found.accept(type + "/" + id.substring(0, id.length() - 1));
                }
            }
        }
    }

    /** False behind another server's URL, or in the middle of a word. */
    private boolean here(byte[] body, int start) {
        if (start == 0) {
            return true;
        }
        byte before = body[start - 1];
        if (before == '/') {
            return start >= base.length && Arrays.equals(base, 0, base.length, body, start - base.length, start);
        }
        return !idCharacter(before) && before != '_' && before != '%';
    }

    private static boolean letter(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
    }

    private static boolean idCharacter(byte b) {
        return letter(b) || b >= '0' && b <= '9' || b == '-' || b == '.';
    }
}
