package org.ketaminerecord.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs as whoever runs the build, root included. */
@Timeout(120)
class EmbeddedPostgresTest {

    @TempDir
    Path temporary;

    @Test
    void data_is_there_after_a_restart() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            execute(postgres, "create table kept (n int)");
            execute(postgres, "insert into kept values (42)");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertEquals("42", ask(postgres, "select n from kept"));
        }
    }

    @Test
    void the_port_stays_the_same_while_it_is_free() {
        int port;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            port = postgres.port();
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertEquals(port, postgres.port());
        }
    }

    @Test
    void another_port_is_taken_when_the_last_one_is_in_use() throws IOException {
        int port;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            port = postgres.port();
        }
        try (var other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
                EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertNotEquals(other.getLocalPort(), postgres.port());
        }
    }

    @Test
    void a_configured_port_that_is_in_use_is_an_error_that_names_it() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            EmbeddedSettings fixed = lasting(temporary, other.getLocalPort());
            EmbeddedFailure failure = assertThrows(EmbeddedFailure.class, () -> EmbeddedPostgres.start(fixed));
            assertTrue(failure.getMessage().contains(String.valueOf(other.getLocalPort())), failure.getMessage());
        }
    }

    @Test
    void what_a_killed_server_left_running_is_ended_and_its_commits_are_kept() throws Exception {
        Process killed = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
                "-cp", System.getProperty("java.class.path"), Abandoned.class.getName(), temporary.toString())
                .redirectErrorStream(true).redirectOutput(temporary.resolve("abandoned.log").toFile()).start();
        Path ready = temporary.resolve("ready");
        while (!Files.exists(ready)) {
            assertTrue(killed.isAlive(), () -> read(temporary.resolve("abandoned.log")));
            Thread.sleep(20);
        }
        killed.destroyForcibly().waitFor();
        ProcessHandle orphan = ProcessHandle.of(Long.parseLong(Files.readString(ready))).orElseThrow();
        assertTrue(orphan.isAlive());

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertNotEquals(orphan.pid(), pid(postgres));
            assertEquals("7", ask(postgres, "select n from kept"));
        }
    }

    /** A server that is killed: starts a database, writes to it and waits for its end. */
    static final class Abandoned {

        public static void main(String... args) throws Exception {
            Path folder = Path.of(args[0]);
            EmbeddedPostgres postgres = EmbeddedPostgres.start(lasting(folder, 0));
            execute(postgres, "create table kept as select 7 as n");
            Path draft = folder.resolve("ready.new");
            Files.writeString(draft, String.valueOf(pid(postgres)));
            Files.move(draft, folder.resolve("ready"));
            Thread.sleep(TimeUnit.MINUTES.toMillis(5));
        }
    }

    @Test
    void a_pid_file_that_names_a_process_of_somebody_else_is_not_in_the_way() throws IOException {
        Path data;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            data = postgres.data();
        }
        // as after a container's restart, where process numbers come again
        Files.writeString(data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n0\n1\n\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertTrue(postgres.isUp());
        }
    }

    @Test
    void it_is_started_again_on_the_same_port_when_it_dies() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            execute(postgres, "create table kept as select 1 as n");
            int port = postgres.port();
            long died = pid(postgres);
            ProcessHandle.of(died).orElseThrow().destroyForcibly();
            while (!postgres.isUp() || pid(postgres) == died || !answers(postgres)) {
                Thread.sleep(50);
            }
            assertEquals(port, postgres.port());
            assertEquals("1", ask(postgres, "select n from kept"));
        }
    }

    @Test
    void two_at_a_time_on_one_folder_are_refused() throws Exception {
        try (var first = FolderLock.of(temporary)) {
            Process second = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
                    "-cp", System.getProperty("java.class.path"), Abandoned.class.getName(), temporary.toString())
                    .redirectErrorStream(true).redirectOutput(temporary.resolve("second.log").toFile()).start();
            assertNotEquals(0, second.waitFor());
            String said = read(temporary.resolve("second.log"));
            assertTrue(said.contains("process " + ProcessHandle.current().pid()), said);
            assertFalse(Files.exists(temporary.resolve("data")), () -> "made under " + first);
        }
    }

    @Test
    void a_start_that_was_killed_half_way_is_begun_anew() throws IOException {
        Files.createDirectories(temporary.resolve("data.new/base"));
        Files.writeString(temporary.resolve("data.new/PG_VERSION"), "18\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertTrue(postgres.isUp());
        }
    }

    @Test
    void data_of_another_major_version_is_left_alone() throws IOException {
        Path data;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            data = postgres.data();
        }
        Files.writeString(data.resolve("PG_VERSION"), "17\n", StandardOpenOption.TRUNCATE_EXISTING);
        EmbeddedFailure failure = assertThrows(EmbeddedFailure.class, () -> EmbeddedPostgres.start(settings()));
        assertTrue(failure.getMessage().contains("written by PostgreSQL 17"), failure.getMessage());
    }

    @Test
    void data_that_must_last_waits_for_the_disk_and_errors_quote_no_rows() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings())) {
            assertEquals("on", ask(postgres, "show fsync"));
            assertEquals("on", ask(postgres, "show synchronous_commit"));
            assertEquals("on", ask(postgres, "show data_checksums"));
            assertEquals("32MB", ask(postgres, "show shared_buffers"));
            assertEquals("127.0.0.1", ask(postgres, "show listen_addresses"));
            execute(postgres, "create table person (name text primary key)");
            execute(postgres, "insert into person values ('Secret Patient')");
            assertThrows(SQLException.class, () -> execute(postgres, "insert into person values ('Secret Patient')"));
            assertThrows(SQLException.class, () -> ask(postgres, "select 'Secret Patient'::int"));
            String log = read(postgres.data().resolve("server.log"));
            assertTrue(log.contains("duplicate key"), log);
            assertFalse(log.contains("insert into"), log);
        }
    }

    private EmbeddedSettings settings() {
        return lasting(temporary, 0);
    }

    private static EmbeddedSettings lasting(Path folder, int port) {
        return new EmbeddedSettings(folder, Optional.empty(), port, "32MB", 20, true);
    }

    private static long pid(EmbeddedPostgres postgres) throws IOException {
        return Long.parseLong(Files.readAllLines(postgres.data().resolve("postmaster.pid")).getFirst().strip());
    }

    private static boolean answers(EmbeddedPostgres postgres) {
        try {
            return ask(postgres, "select 1").equals("1");
        } catch (SQLException e) {
            return false;
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
