package org.ketaminerecord.embedded;

import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * How the embedded PostgreSQL is to run.
 *
 * @param folder        where it lives; the tables are in {@code data} below it
 * @param binaries      where its programs are unpacked; by default a cache of the user, shared by all checkouts
 * @param port          the port, or 0 for any free one (which is then kept from start to start while it stays free)
 * @param sharedBuffers PostgreSQL's own cache, in its notation
 * @param connections   the most connections at once
 * @param durable       whether a commit waits for the disk; only a throw-away database may do without
 */
public record EmbeddedSettings(
        Path folder, Optional<Path> binaries, int port, String sharedBuffers, int connections, boolean durable) {

    /** What {@code ktr.embedded.*} says. */
    public static EmbeddedSettings from(Config config) {
        return new EmbeddedSettings(
                config.getOptionalValue("ktr.embedded.dir", Path.class).orElse(Path.of(".ktr-data", "postgres")),
                config.getOptionalValue("ktr.embedded.binaries", Path.class),
                config.getOptionalValue("ktr.embedded.port", Integer.class).orElse(0),
                config.getOptionalValue("ktr.embedded.shared-buffers", String.class).orElse("256MB"),
                config.getOptionalValue("ktr.embedded.max-connections", Integer.class).orElse(100),
                true);
    }

    /** A throw-away database for tests: fast, and lost with the machine. */
    public static EmbeddedSettings temporary(Path folder) {
        return new EmbeddedSettings(folder, Optional.empty(), 0, "128MB", 100, false);
    }

    /**
     * What is written into PostgreSQL's configuration. Values set with {@code ALTER SYSTEM} win over these.
     *
     * <p>PostgreSQL must not log what a statement held: the details of an error quote rows, and rows are patients.
     * lz4 is not among what zonky's programs are built with; pglz is.
     */
    String configuration(int chosenPort) {
        String always = """
                # Written by the server at each start; to change a value for good use ALTER SYSTEM.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = %d
                shared_buffers = %s
                maintenance_work_mem = 128MB
                max_wal_size = 2GB
                checkpoint_timeout = 15min
                wal_compression = pglz
                random_page_cost = 1.1
                jit = off
                client_connection_check_interval = 10s
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_checkpoints = off
                log_error_verbosity = terse
                log_min_error_statement = panic
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                """.formatted(chosenPort, connections, sharedBuffers);
        return always + (durable
                ? """
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                """
                : """
                fsync = off
                synchronous_commit = off
                full_page_writes = off
                """);
    }
}
