package org.ketaminerecord.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * One server at a time on one folder. The operating system gives the lock back when a server is killed, so whoever
 * holds it may take a PostgreSQL that still runs there for an orphan.
 */
final class FolderLock implements AutoCloseable {

    /** In development a reloaded server may come before the old one has gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock of(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                boolean mineAlready = false;
                try {
                    FileLock lock = channel.tryLock();
                    if (lock != null) {
                        channel.truncate(0);
                        channel.write(ByteBuffer.wrap(
                                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
                        return new FolderLock(channel);
                    }
                } catch (OverlappingFileLockException e) {
                    mineAlready = true;
                }
                if (!mineAlready || System.nanoTime() > end) {
                    throw new EmbeddedFailure("Another server (process " + Files.readString(file)
                            + ") uses the database in " + folder
                            + ". Stop it, or set ktr.embedded.dir to another folder.");
                }
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new EmbeddedFailure("Interrupted while waiting for " + file, e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
