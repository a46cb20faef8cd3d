package org.ketaminerecord.audit;

import java.io.DataInputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Records on their way to the database, in files that are only added to. What was added survives the end of the process, however it comes: the bytes
 * are the operating system's then. It is not forced to the disk, so that the last records may be lost with the machine.
 *
 * <p>A folder belongs to one process at a time. A record is its length, a checksum, and its bytes; one that was cut off ends its file. A file goes
 * when
 * all of its records are in the database.
 *
 * <p>Not safe for several threads: {@link Trail} holds a lock.
 */
final class Spool {

    private static final int HEAD = 8;
    private static final int MOST = 1 << 24;
    private static final long FULL = 4 << 20;
    /** A file of this length whose records are all in the database gives way to a new one. */
    private static final long WORN = 64 << 10;
    private static final String SUFFIX = ".spool";

    /** A file of the spool. */
    static final class Segment {
        private final Path path;
        private long size;
        private int open;

        private Segment(Path path) {
            this.path = path;
        }
    }

    private final Path folder;
    private final FileChannel lockFile;
    private final List<Segment> segments = new ArrayList<>();
    private Segment current;
    private FileOutputStream out;
    private long size;
    private long next;

    private Spool(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** Takes a folder; null when another process has it. */
    static Spool open(Path folder) throws IOException {
        Files.createDirectories(folder);
        // who read whose record is nobody else's business
        File file = folder.toFile();
        file.setReadable(false, false);
        file.setReadable(true, true);
        file.setExecutable(false, false);
        file.setExecutable(true, true);
        FileChannel lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            lock = null;
        }
        if (lock == null) {
            lockFile.close();
            return null;
        }
        return new Spool(folder, lockFile);
    }

    /** The records that were there when the folder was taken, file by file; to be called before any is added. */
    List<List<byte[]>> left(List<Segment> of) throws IOException {
        List<List<byte[]>> all = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> in = Files.list(folder)) {
            files = in.filter(p -> p.toString().endsWith(SUFFIX)).sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            next = Math.max(next, Long.parseLong(name.substring(0, name.length() - SUFFIX.length()), 16) + 1);
            List<byte[]> records = read(file);
            if (records.isEmpty()) {
                Files.delete(file);
                continue;
            }
            Segment segment = new Segment(file);
            segment.size = Files.size(file);
            segment.open = records.size();
            size += segment.size;
            segments.add(segment);
            of.add(segment);
            all.add(records);
        }
        return all;
    }

    private static List<byte[]> read(Path file) throws IOException {
        List<byte[]> records = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file); DataInputStream in = new DataInputStream(bytes)) {
            while (true) {
                byte[] head = in.readNBytes(HEAD);
                if (head.length < HEAD) {
                    return records;
                }
                int length = ByteBuffer.wrap(head).getInt();
                if (length <= 0 || length > MOST) {
                    return records;
                }
                byte[] record = in.readNBytes(length);
                if (record.length < length || checksum(record) != ByteBuffer.wrap(head).getInt(4)) {
                    return records;
                }
                records.add(record);
            }
        }
    }

    /** Adds a record; the file that it is in. */
    Segment add(byte[] record) throws IOException {
        if (out == null || current.size > FULL) {
            begin();
        }
        // one write, by a stream: a channel would be closed by the interruption of a thread
        byte[] all = ByteBuffer.allocate(HEAD + record.length).putInt(record.length).putInt(checksum(record)).put(record).array();
        out.write(all);
        current.size += all.length;
        current.open++;
        size += all.length;
        return current;
    }

    /** One record of a file is in the database. */
    void done(Segment segment) throws IOException {
        segment.open--;
        if (segment.open == 0 && (segment != current || segment.size > WORN)) {
            if (segment == current) {
                end();
            }
            remove(segment);
        }
    }

    /** Bytes in all files. */
    long size() {
        return size;
    }

    private void begin() throws IOException {
        end();
        Path path = folder.resolve("%016x%s".formatted(next++, SUFFIX));
        out = new FileOutputStream(path.toFile());
        current = new Segment(path);
        segments.add(current);
    }

    private void end() throws IOException {
        if (out != null) {
            out.close();
            out = null;
            Segment ended = current;
            current = null;
            if (ended.open == 0) {
                remove(ended);
            }
        }
    }

    private void remove(Segment segment) throws IOException {
        if (segments.remove(segment)) {
            size -= segment.size;
            Files.deleteIfExists(segment.path);
        }
    }

    /** Throws away what was left here: it is elsewhere now. */
    void discard() throws IOException {
        for (Segment segment : List.copyOf(segments)) {
            remove(segment);
        }
    }

    /** Gives the folder back; what is not in the database stays for who takes it next. */
    void close() throws IOException {
        end();
        lockFile.close();
    }

    private static int checksum(byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(record);
        return (int) crc.getValue();
    }
}
