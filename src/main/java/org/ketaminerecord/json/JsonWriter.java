package org.ketaminerecord.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes JSON as UTF-8 bytes, without white space unless asked for. */
public final class JsonWriter {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final boolean pretty;
    private byte[] out;
    private int length;

    private JsonWriter(int capacity, boolean pretty) {
        this.out = new byte[capacity];
        this.pretty = pretty;
    }

    /** The shortest form. */
    public static byte[] bytes(JsonValue value) {
        JsonWriter w = new JsonWriter(1024, false);
        w.value(value, 0);
        return Arrays.copyOf(w.out, w.length);
    }

    /** Indented by two spaces a level, for people. */
    public static byte[] prettyBytes(JsonValue value) {
        JsonWriter w = new JsonWriter(4096, true);
        w.value(value, 0);
        w.put('\n');
        return Arrays.copyOf(w.out, w.length);
    }

    /** The shortest form as text. */
    public static String text(JsonValue value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /** Appends a string with its quotes to a stream of UTF-8 bytes. */
    public static void string(String text, ByteArrayOutputStream to) {
        JsonWriter w = new JsonWriter(text.length() + 16, false);
        w.string(text);
        to.write(w.out, 0, w.length);
    }

    private void value(JsonValue value, int depth) {
        switch (value) {
            case JsonObject o -> object(o, depth);
            case JsonArray a -> array(a, depth);
            case JsonString s -> string(s.value());
            case JsonNumber n -> ascii(n.text());
            case JsonBoolean b -> raw(b.value() ? TRUE : FALSE);
            case JsonNull ignored -> raw(NULL);
        }
    }

    private void object(JsonObject o, int depth) {
        put('{');
        for (int i = 0; i < o.size(); i++) {
            if (i > 0) {
                put(',');
            }
            line(depth + 1);
            string(o.name(i));
            put(':');
            if (pretty) {
                put(' ');
            }
            value(o.value(i), depth + 1);
        }
        if (o.size() > 0) {
            line(depth);
        }
        put('}');
    }

    private void array(JsonArray a, int depth) {
        put('[');
        for (int i = 0; i < a.size(); i++) {
            if (i > 0) {
                put(',');
            }
            line(depth + 1);
            value(a.get(i), depth + 1);
        }
        if (!a.isEmpty()) {
            line(depth);
        }
        put(']');
    }

    private void line(int depth) {
        if (pretty) {
            put('\n');
            for (int i = 0; i < depth; i++) {
                put(' ');
                put(' ');
            }
        }
    }

    private void string(String s) {
        int n = s.length();
        room(n * 3 + 2);
        out[length++] = '"';
        for (int i = 0; i < n; i++) {
            char c = s.charAt(i);
            if (c < 0x80) {
                if (c >= 0x20 && c != '"' && c != '\\') {
                    out[length++] = (byte) c;
                } else {
                    escape(c, n - i);
                }
            } else if (c < 0x800) {
                out[length++] = (byte) (0xC0 | c >> 6);
                out[length++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c) && i + 1 < n && Character.isLowSurrogate(s.charAt(i + 1))) {
                int p = Character.toCodePoint(c, s.charAt(++i));
                room((n - i) * 3 + 6);
                out[length++] = (byte) (0xF0 | p >> 18);
                out[length++] = (byte) (0x80 | p >> 12 & 0x3F);
                out[length++] = (byte) (0x80 | p >> 6 & 0x3F);
                out[length++] = (byte) (0x80 | p & 0x3F);
            } else if (Character.isSurrogate(c)) {
                escape(c, n - i);              // half a pair has no UTF-8 form
            } else {
                out[length++] = (byte) (0xE0 | c >> 12);
                out[length++] = (byte) (0x80 | c >> 6 & 0x3F);
                out[length++] = (byte) (0x80 | c & 0x3F);
            }
        }
        put('"');
    }

    private void escape(char c, int rest) {
        room(rest * 3 + 8);
        out[length++] = '\\';
        switch (c) {
            case '"', '\\' -> out[length++] = (byte) c;
            case '\n' -> out[length++] = 'n';
            case '\r' -> out[length++] = 'r';
            case '\t' -> out[length++] = 't';
            case '\b' -> out[length++] = 'b';
            case '\f' -> out[length++] = 'f';
            default -> {
                out[length++] = 'u';
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out[length++] = HEX[c >> shift & 0xF];
                }
            }
        }
    }

    private void ascii(String s) {
        room(s.length());
        for (int i = 0; i < s.length(); i++) {
            out[length++] = (byte) s.charAt(i);
        }
    }

    private void raw(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, out, length, bytes.length);
        length += bytes.length;
    }

    private void put(char c) {
        room(1);
        out[length++] = (byte) c;
    }

    private void room(int more) {
        if (length + more > out.length) {
            out = Arrays.copyOf(out, Math.max(length + more, out.length * 2));
        }
    }
}
