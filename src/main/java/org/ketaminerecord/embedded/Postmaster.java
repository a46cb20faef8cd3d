package org.ketaminerecord.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * PostgreSQL's main process on one data folder: made, started, found again and stopped by PostgreSQL's own programs.
 * Knows the process, not who wants it.
 */
final class Postmaster {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LOG = "server.log";
    /** How Java writes the names of files for the operating system. */
    private static final Charset PATH_NAMES = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private final EmbeddedSettings settings;
    private final Binaries binaries;
    private final Account account;
    private final Path data;

    Postmaster(EmbeddedSettings settings, Binaries binaries, Account account, Path data) {
        this.settings = settings;
        this.binaries = binaries;
        this.account = account;
        this.data = data;
    }

    /**
     * Fills a new data folder, with a database and a user {@code ktr}. Text sorts by code point and folds case by
     * Unicode on every platform alike, so an index made on one is right on another.
     */
    void initialise() throws IOException {
        List<String> line = new ArrayList<>(List.of("-D", data.toString(), "-U", EmbeddedPostgres.NAME, "-A", "trust",
                "-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                "--no-instructions"));
        if (!settings.durable()) {
            line.add("--no-sync");
        }
        mustSucceed("initdb", run("initdb", "", line));
        Path configuration = data.resolve("postgresql.conf");
        Files.writeString(configuration, Files.readString(configuration) + "\ninclude_if_exists = 'ktr.conf'\n");
        mustSucceed("createdb", run("postgres", "CREATE DATABASE " + EmbeddedPostgres.NAME + "\n",
                List.of("--single", "-F", "-D", data.toString(), "postgres")));
    }

    /** Starts PostgreSQL and waits until it takes connections. Answers the port. */
    int start() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int port = settings.port() != 0 ? settings.port() : lastPort().filter(Postmaster::isFree).orElse(0);
        while (true) {
            if (port == 0) {
                port = anyFreePort();
            }
            Path configuration = data.resolve("ktr.conf");
            Files.writeString(configuration, settings.configuration(port));
            Permissions.set(configuration, "rw-r--r--");
            Path log = data.resolve(LOG);
            if (Files.exists(log)) {
                Files.move(log, data.resolve(LOG + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Command.Result result = run("pg_ctl", "",
                    List.of("start", "-w", "-s", "-t", "600", "-D", data.toString(), "-l", log.toString()));
            if (result.succeeded()) {
                return port;
            }
            String said = Files.exists(log) ? Files.readString(log) : result.output();
            boolean portTaken = said.contains("could not create any TCP/IP sockets");
            // The helpers of a killed postmaster take a moment to notice and to let go of the shared memory.
            boolean stillDying = said.contains("shared memory block") || said.contains("lock file");
            if (System.nanoTime() > end || !(stillDying || portTaken && settings.port() == 0)) {
                throw new EmbeddedFailure("PostgreSQL did not start on " + data + " and port " + port + ": "
                        + lastLines(said));
            }
            if (portTaken) {
                port = 0;
            }
            pause();
        }
    }

    /**
     * Ends a PostgreSQL that a killed server left behind, if there is one.
     *
     * <p>A file that names a process which is certainly another program is removed: numbers come again after a
     * restart of the machine, and PostgreSQL would not start. In any doubt it stays, for it is what keeps a second
     * PostgreSQL away from the data; PostgreSQL itself knows what to do when there is no such process.
     *
     * @return whether one was running
     */
    boolean stopOrphan() throws IOException {
        Optional<ProcessHandle> named = named();
        if (named.isEmpty()) {
            return false;
        }
        if (!mayBeOurs(named.get())) {
            Files.deleteIfExists(pidFile());
            return false;
        }
        stop();
        return true;
    }

    /** Stops PostgreSQL. Open transactions are rolled back. */
    void stop() {
        Command.Result result = run("pg_ctl", "",
                List.of("stop", "-w", "-s", "-t", "60", "-m", "fast", "-D", data.toString()));
        if (!result.succeeded() && process().isPresent()) {
            throw new EmbeddedFailure("PostgreSQL on " + data + " could not be stopped: " + result.output());
        }
    }

    /** The running process, if there is one and it is PostgreSQL on this data. */
    Optional<ProcessHandle> process() {
        return named().filter(this::mayBeOurs);
    }

    /** The living process that the data folder names, whatever it is. */
    private Optional<ProcessHandle> named() {
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        } catch (IOException | NoSuchElementException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Its command line names the data. One that cannot be seen may be ours; the empty one of a zombie is not. */
    private boolean mayBeOurs(ProcessHandle process) {
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return new String(Files.readAllBytes(commandLine), PATH_NAMES).contains(data.toString());
        } catch (IOException e) {
            return process.info().commandLine().map(line -> line.contains(data.toString()))
                    .or(() -> process.info().command().map(command -> command.contains("postgres")))
                    .orElse(true);
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private Optional<Integer> lastPort() {
        try {
            return Files.readAllLines(data.resolve("ktr.conf")).stream()
                    .filter(line -> line.startsWith("port = "))
                    .map(line -> Integer.valueOf(line.substring("port = ".length()).strip()))
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFreePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private Command.Result run(String program, String input, List<String> arguments) {
        List<String> line = new ArrayList<>(account.command());
        line.add(binaries.program(program).toString());
        line.addAll(arguments);
        return Command.run(line, input);
    }

    private static void mustSucceed(String what, Command.Result result) {
        if (!result.succeeded()) {
            throw new EmbeddedFailure(what + " failed: " + lastLines(result.output()));
        }
    }

    private static String lastLines(String text) {
        List<String> lines = text.strip().lines().toList();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedFailure("Interrupted while PostgreSQL was starting", e);
        }
    }
}
