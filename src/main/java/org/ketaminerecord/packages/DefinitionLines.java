package org.ketaminerecord.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonWriter;

/**
 * Definitions as lines of JSON. Those of packages that are added are in a temporary file, since an archive can be read from
 * its beginning only; it goes away with the process.
 */
final class DefinitionLines {

    private static final Pattern HEAD = Pattern.compile("\\{\"resourceType\":\"([A-Za-z]+)\",\"id\":\"([^\"]*)\",\"url\":\"([^\"]*)\"(?:,\"version\":\"([^\"]*)\")?");

    /** What R4 itself defines, as if it were a package. */
    static final String R4 = "hl7.fhir.r4.core#4.0.1";

    private final Path file;
    private final FileChannel channel;
    private long end;

    private DefinitionLines(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Lines in a new temporary file. */
    static DefinitionLines temporary() throws IOException {
        Path file = Files.createTempFile("ktr-packages-", ".jsonl");
        return new DefinitionLines(file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    /** Adds a resource of a package. */
    PackagedResource add(String origin, JsonObject resource) throws IOException {
        byte[] json = JsonWriter.text(resource).getBytes(StandardCharsets.UTF_8);
        long at = end;
        ByteBuffer buffer = ByteBuffer.wrap(json);
        while (buffer.hasRemaining()) {
            end += channel.write(buffer, end);
        }
        return new PackagedResource(origin, resource.string("resourceType"), resource.string("id"), resource.string("url"), resource.string("version"),
                resource.string("type"), resource.string("kind"), () -> read(at, json.length));
    }

    private byte[] read(long at, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, at + buffer.position()) < 0) {
                    throw new IOException(file + " is shorter than it was");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.array();
    }

    /** The lines that came with the program. */
    static byte[] ofR4() {
        try (InputStream in = DefinitionLines.class.getResourceAsStream("r4.jsonl")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that came with the program; what they are is in the first members of each line. */
    static void ofR4(Consumer<PackagedResource> consumer) {
        byte[] all = ofR4();
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                int from = start;
                int to = i;
                Matcher head = HEAD.matcher(new String(all, from, Math.min(600, to - from), StandardCharsets.UTF_8));
                if (head.lookingAt()) {
                    consumer.accept(new PackagedResource(R4, head.group(1), head.group(2), head.group(3), head.group(4), null, null,
                            () -> Arrays.copyOfRange(all, from, to)));
                }
                start = i + 1;
            }
        }
    }
}
