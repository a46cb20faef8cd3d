package org.ketaminerecord.fault;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the packaged server says when it cannot start: not the password of the database, wherever that was written. */
class SecretsAtStartIT {

    private static final String SECRET = "s3cret-of-the-database";

    private static String start(String... settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-Dquarkus.http.port=0",
                "-Dktr.access=open", "-Dquarkus.flyway.connect-retries=0", "-Dquarkus.datasource.jdbc.acquisition-timeout=2S"));
        command.addAll(List.of(settings));
        command.addAll(List.of("-jar", Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath().toString()));
        Path log = Files.createTempFile(Path.of("target"), "start", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_DATASOURCE_") || name.startsWith("KTR_"));
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it does not give up");
            return Files.readString(log);
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }

    @Test
    void a_database_that_does_not_answer_is_told_of_without_the_password() throws Exception {
        for (String[] settings : new String[][] {
                {"-Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:1/ktr?user=ktr&password=" + SECRET},
                {"-Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:1/ktr", "-Dquarkus.datasource.username=ktr",
                    "-Dquarkus.datasource.password=" + SECRET}}) {
            String said = start(settings);
            assertTrue(said.contains("127.0.0.1:1") || said.contains("refused"), said);
            assertFalse(said.contains(SECRET), said);
        }
    }
}
