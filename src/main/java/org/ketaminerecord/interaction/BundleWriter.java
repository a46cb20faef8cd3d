package org.ketaminerecord.interaction;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.format.OperationOutcome;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.search.parameter.LocalReference;
import org.ketaminerecord.search.parameter.RequestBase;
import org.ketaminerecord.store.Method;
import org.ketaminerecord.store.StoredVersion;

/** Writes a Bundle around stored bytes, without reading them. */
public final class BundleWriter {

    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(16 * 1024);
        }

        Bytes ascii(String text) {
            writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        Bytes string(String text) {
            JsonWriter.string(text, this);
            return this;
        }
    }

    private final Bytes out = new Bytes();
    private final RequestBase base;
    private boolean links;
    private boolean entries;
    private long[] shown = new long[16];
    private int showing;

    /** A bundle of a type, for example {@code searchset}. */
    public BundleWriter(RequestBase base, String type) {
        this.base = base;
        out.ascii("{\"resourceType\":\"Bundle\",\"type\":\"").ascii(type).ascii("\"");
    }

    /** Bundle.total. To be called before links and entries. */
    public BundleWriter total(Long total) {
        if (total != null) {
            out.ascii(",\"total\":").ascii(total.toString());
        }
        return this;
    }

    /** A link. To be called before entries. */
    public BundleWriter link(String relation, String url) {
        out.ascii(links ? ",{" : ",\"link\":[{").ascii("\"relation\":\"").ascii(relation).ascii("\",\"url\":").string(url).ascii("}");
        links = true;
        return this;
    }

    /** An entry of a searchset: {@code match} or {@code include}. */
    public BundleWriter found(StoredVersion v, String mode) {
        return found(v, null, mode);
    }

    /**
     * An entry of a searchset, perhaps a contained resource, whose fullUrl is its container's with # and its id (R4 search.html#contained).
     *
     * @param in the container, or null when the resource stands for itself
     */
    public BundleWriter found(StoredVersion v, LocalReference in, String mode) {
        show(v);
        return found(in == null ? url(Definitions.r4().typeOf(v.type()), v.id()) : url(in.type(), in.id()) + "#" + v.id(), v.body(), mode);
    }

    /** A match that is stored in another way, with the path of its URL. */
    public BundleWriter made(String path, byte[] resource) {
        return found(base.url() + "/" + path, resource, "match");
    }

    private BundleWriter found(String fullUrl, byte[] resource, String mode) {
        open().ascii("\"fullUrl\":").string(fullUrl).ascii(",\"resource\":").writeBytes(resource);
        out.ascii(",\"search\":{\"mode\":\"").ascii(mode).ascii("\"}}");
        return this;
    }

    /** Remarks, as an entry of mode outcome. */
    public BundleWriter issues(List<Issue> issues) {
        if (!issues.isEmpty()) {
            open().ascii("\"resource\":").writeBytes(JsonWriter.bytes(OperationOutcome.of(issues)));
            out.ascii(",\"search\":{\"mode\":\"outcome\"}}");
        }
        return this;
    }

    /** An entry of a history. */
    public BundleWriter version(StoredVersion v) {
        show(v);
        open().ascii("\"fullUrl\":");
        fullUrl(v);
        if (v.body() != null) {
            out.ascii(",\"resource\":").writeBytes(v.body());
        }
        String type = Definitions.r4().typeOf(v.type());
        out.ascii(",\"request\":{\"method\":\"").ascii(v.method().name()).ascii("\",\"url\":")
                .string(v.method() == Method.POST ? type : type + "/" + v.id()).ascii("},\"response\":{\"status\":\"")
                .ascii(v.deleted() ? "204" : v.version() == 1 ? "201" : "200").ascii("\",\"etag\":\"W/\\\"")
                .ascii(Integer.toString(v.version())).ascii("\\\"\",\"lastModified\":\"").ascii(Meta.instant(v.updated())).ascii("\"}}");
        return this;
    }

    /** An entry written by somebody else: the inside of an object, as JSON. */
    public BundleWriter entry(byte[] object) {
        if (!entries) {
            endLinks();
            out.ascii(",\"entry\":[");
        } else {
            out.ascii(",");
        }
        entries = true;
        out.writeBytes(object);
        return this;
    }

    /** The whole bundle. */
    public byte[] bytes() {
        endLinks();
        out.ascii(entries ? "]}" : "}");
        return out.toByteArray();
    }

    /** The whole bundle, as what came of an interaction. */
    public Outcome.Body body() {
        return new Outcome.Body(bytes(), Arrays.copyOf(shown, showing));
    }

    private void show(StoredVersion v) {
        if (showing == shown.length) {
            shown = Arrays.copyOf(shown, 4 * showing);
        }
        shown[showing++] = v.rid();
    }

    private Bytes open() {
        if (!entries) {
            endLinks();
            out.ascii(",\"entry\":[{");
        } else {
            out.ascii(",{");
        }
        entries = true;
        return out;
    }

    private void endLinks() {
        if (links) {
            out.ascii("]");
            links = false;
        }
    }

    private Bytes fullUrl(StoredVersion v) {
        return out.string(url(Definitions.r4().typeOf(v.type()), v.id()));
    }

    private String url(String type, String id) {
        return base.url() + "/" + type + "/" + id;
    }
}
