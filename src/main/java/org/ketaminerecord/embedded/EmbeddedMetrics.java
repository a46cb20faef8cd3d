package org.ketaminerecord.embedded;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Gauges of the embedded PostgreSQL; there are none when the database is not embedded. */
@Singleton
class EmbeddedMetrics implements MeterBinder {

    /** Counting the files of a large database takes a while; its size need not be known to the second. */
    private static final Duration SIZE_KEEPS = Duration.ofMinutes(1);

    @Override
    public void bindTo(MeterRegistry registry) {
        EmbeddedPostgres.running().ifPresent(postgres -> {
            DiskSize size = new DiskSize(postgres.data());
            Gauge.builder("ktr.embedded.up", postgres, p -> p.isUp() ? 1 : 0)
                    .description("1 while the embedded PostgreSQL runs").register(registry);
            Gauge.builder("ktr.embedded.port", postgres, EmbeddedPostgres::port)
                    .description("Port of the embedded PostgreSQL on the loopback address").register(registry);
            Gauge.builder("ktr.embedded.size", size, DiskSize::bytes).strongReference(true)
                    .description("What the embedded PostgreSQL takes on disk").baseUnit(BaseUnits.BYTES)
                    .register(registry);
        });
    }

    private static final class DiskSize extends SimpleFileVisitor<Path> {

        private final Path folder;
        private final AtomicLong counted = new AtomicLong();
        private long known;
        private long knownSince;

        DiskSize(Path folder) {
            this.folder = folder;
        }

        synchronized double bytes() {
            long now = System.nanoTime();
            if (knownSince == 0 || now - knownSince > SIZE_KEEPS.toNanos()) {
                counted.set(0);
                try {
                    Files.walkFileTree(folder, this);
                } catch (IOException e) {
                    return Double.NaN;
                }
                known = counted.get();
                knownSince = now;
            }
            return known;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            counted.addAndGet(attributes.size());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;   // PostgreSQL removed it in the meantime
        }

        @Override
        public FileVisitResult postVisitDirectory(Path dir, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
