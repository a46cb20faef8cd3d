package org.ketaminerecord.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ketaminerecord.fixture.Client;

/** The server as it is shipped, in a process of its own, on a folder and a port of its own. */
public final class PackagedServer implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();

    private final Path folder;
    private final int port;
    /** The database that it is to use, or null for one of its own. */
    private final String database;
    private final Map<String, String> settings;
    private Process process;

    PackagedServer() throws IOException {
        this(null, Map.of("ktr.access", "open"));
    }

    /** One with settings; it is not started yet. */
    public PackagedServer(Map<String, String> settings) throws IOException {
        this(null, settings);
    }

    private PackagedServer(String database, Map<String, String> settings) throws IOException {
        this.database = database;
        this.settings = settings;
        folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "packaged");
        try (ServerSocket any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
    }

    /** Another server over the database of this one, as behind a load balancer; it is not started yet. */
    PackagedServer second() throws IOException {
        String databasePort = Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"), US_ASCII).get(3).strip();
        return new PackagedServer("jdbc:postgresql://127.0.0.1:" + databasePort + "/ktr?user=ktr", settings);
    }

    /** Starts it and waits until it takes requests. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-Dquarkus.http.port=" + port, "-Dquarkus.http.host=localhost", "-Dktr.audit.dir=" + folder.resolve("audit")));
        command.addAll(database != null ? List.of("-Dquarkus.datasource.jdbc.url=" + database)
                : List.of("-Dktr.embedded.dir=" + folder.resolve("postgres"), "-Dktr.embedded.shared-buffers=64MB"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_DATASOURCE_") || name.startsWith("KTR_"));
        process = builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile())).start();
        until(Duration.ofMinutes(4), this::isReady);
    }

    /** Whoever calls it. */
    public Client client() {
        return new Client("http://localhost:" + port + "/fhir");
    }

    boolean isReady() {
        try {
            return new Client("http://localhost:" + port).trySend("GET", "q/health/ready", null).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it in order, its database with it, and starts both again. */
    void restart() throws IOException {
        process.destroy();
        await(process);
        start();
    }

    /** {@code kill -9} for the server alone; its PostgreSQL is left an orphan. */
    void kill() {
        process.destroyForcibly();
        await(process);
    }

    /** {@code kill -9} for PostgreSQL's main process. */
    void killDatabase() throws IOException {
        ProcessHandle.of(databasePid()).orElseThrow().destroyForcibly();
    }

    /** Tells PostgreSQL to end at once and in order, as a restart by its operator does. */
    void stopDatabase() throws IOException {
        await(new ProcessBuilder("kill", "-INT", Long.toString(databasePid())).start());
    }

    long databasePid() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"), US_ASCII).getFirst().strip());
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.destroy();
            await(process);
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Something that becomes true in time. */
    interface Condition {
        boolean met() throws IOException;
    }

    void until(Duration most, Condition condition) throws IOException {
        Instant end = Instant.now().plus(most);
        while (!condition.met()) {
            if (Instant.now().isAfter(end) || !process.isAlive()) {
                throw new IllegalStateException("it did not happen; the server says: " + log());
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
