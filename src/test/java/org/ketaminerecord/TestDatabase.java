package org.ketaminerecord;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ketaminerecord.embedded.EmbeddedPostgres;
import org.ketaminerecord.embedded.EmbeddedSettings;

/**
 * The PostgreSQL of all {@code @QuarkusTest} classes: one for the whole run, empty at its start and gone after it.
 * With {@code QUARKUS_DATASOURCE_JDBC_URL} (or {@code -Dquarkus.datasource.jdbc.url}) set, the tests use that database
 * instead and leave in it what they wrote.
 */
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.GLOBAL)
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private static final String URL = "quarkus.datasource.jdbc.url";

    private Path folder;
    private EmbeddedPostgres postgres;
    private Thread atExit;

    @Override
    public Map<String, String> start() {
        if (Optional.ofNullable(System.getProperty(URL))
                .or(() -> Optional.ofNullable(System.getenv("QUARKUS_DATASOURCE_JDBC_URL"))).isPresent()) {
            return Map.of();
        }
        try {
            folder = Files.createTempDirectory(Files.createDirectories(Path.of("target").toAbsolutePath()), "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres = EmbeddedPostgres.start(EmbeddedSettings.temporary(folder));
        atExit = new Thread(this::remove);
        Runtime.getRuntime().addShutdownHook(atExit);
        return Map.of(URL, postgres.jdbcUrl());
    }

    @Override
    public void stop() {
        if (postgres != null) {
            remove();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private synchronized void remove() {
        postgres.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("The test database in " + folder + " was not removed: " + e);
        }
    }
}
