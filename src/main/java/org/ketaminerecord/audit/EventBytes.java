package org.ketaminerecord.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An event as bytes of a spool. */
final class EventBytes {

    private static final int FORM = 1;
    private static final long NONE = 0;

    private EventBytes() {
    }

    static byte[] write(Event e) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            uuid(out, e.id());
            uuid(out, e.origin().within());
            out.writeByte(e.kind().ordinal());
            out.writeShort(e.status());
            out.writeInt(e.version());
            out.writeInt(e.older());
            for (String text : new String[] {e.operation(), e.type(), e.resource(), e.said(), e.who().issuer(), e.who().subject(), e.who().client(),
                    e.who().user(),
                e.who().purposes(), e.origin().address(), e.origin().requestId(), e.origin().method(), e.origin().request()}) {
                text(out, text);
            }
            out.writeInt(e.shown().length);
            for (long rid : e.shown()) {
                out.writeLong(rid);
            }
            out.writeInt(e.named().size());
            for (String name : e.named()) {
                text(out, name);
            }
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when these are not the bytes of an event */
    static Event read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readByte() != FORM) {
            throw new IOException("a record of a form that this version does not know");
        }
        UUID id = uuid(in);
        UUID within = uuid(in);
        Kind kind = Kind.values()[in.readByte()];
        int status = in.readShort();
        int version = in.readInt();
        int older = in.readInt();
        String operation = text(in);
        String type = text(in);
        String resource = text(in);
        String said = text(in);
        Event.Who who = new Event.Who(text(in), text(in), text(in), text(in), text(in));
        Origin origin = new Origin(text(in), text(in), text(in), text(in), within);
        long[] shown = new long[in.readInt()];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = in.readLong();
        }
        int count = in.readInt();
        List<String> named = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            named.add(text(in));
        }
        return new Event(id, kind, operation, status, who, origin, type, resource, version, said, shown, older, named);
    }

    private static void uuid(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id == null ? NONE : id.getMostSignificantBits());
        out.writeLong(id == null ? NONE : id.getLeastSignificantBits());
    }

    private static UUID uuid(DataInputStream in) throws IOException {
        UUID id = new UUID(in.readLong(), in.readLong());
        return id.getMostSignificantBits() == NONE ? null : id;
    }

    /** PostgreSQL's texts have no NUL. */
    private static void text(DataOutputStream out, String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = (text.indexOf('\0') < 0 ? text : text.replace('\0', '?')).getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
