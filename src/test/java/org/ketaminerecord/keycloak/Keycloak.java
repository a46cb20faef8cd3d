package org.ketaminerecord.keycloak;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A Keycloak in a process of its own, from its distribution on Maven, in a folder below {@code target}. */
final class Keycloak implements AutoCloseable {

    static final String VERSION = "26.7.3";

    private static final Path REALM = Path.of("deploy", "keycloak", "ketamine-realm.json").toAbsolutePath();
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(8);

    private final Path folder;
    private final int port;
    private Process process;

    Keycloak() throws IOException {
        folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "keycloak");
        try (ServerSocket any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
    }

    /** The distribution: from the local Maven repository, or fetched into it; none when it cannot be had. */
    static Optional<Path> distribution() throws IOException, InterruptedException {
        Path repository = Path.of(System.getProperty("maven.repository", Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
        Path zip = repository.resolve(Path.of("org", "keycloak", "keycloak-quarkus-dist", VERSION, "keycloak-quarkus-dist-" + VERSION + ".zip"));
        if (!Files.exists(zip)) {
            Process fetch = new ProcessBuilder(Path.of(windows() ? "mvnw.cmd" : "mvnw").toAbsolutePath().toString(), "-B", "-ntp", "-N",
                    "-Dmaven.repo.local=" + repository, "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:get", "-Dtransitive=false",
                    "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip").redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "keycloak-fetch.log").toFile()).start();
            if (!fetch.waitFor(10, TimeUnit.MINUTES)) {
                fetch.destroyForcibly();
            }
        }
        return Optional.of(zip).filter(Files::exists);
    }

    /** Unpacks it, gives it the realm, and waits until it answers. */
    void start(Path zip, Map<String, String> environment) throws IOException, InterruptedException {
        unpack(zip);
        Path home = folder.resolve("keycloak-" + VERSION);
        Files.copy(REALM, Files.createDirectories(home.resolve(Path.of("data", "import"))).resolve("ketamine-realm.json"),
                StandardCopyOption.REPLACE_EXISTING);
        ProcessBuilder builder = new ProcessBuilder(home.resolve(Path.of("bin", windows() ? "kc.bat" : "kc.sh")).toString(), "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1", "--http-port=" + port, "--cache=local", "--hostname=http://localhost:" + port);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        builder.environment().putAll(environment);
        process = builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        Instant end = Instant.now().plus(STARTS_WITHIN);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("Keycloak does not start: " + Files.readString(folder.resolve("log")));
            }
            Thread.sleep(500);
        }
    }

    /** The issuer of the realm. */
    String issuer() {
        return "http://localhost:" + port + "/realms/ketamine";
    }

    private boolean answers() throws InterruptedException {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                    .timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void unpack(Path zip) throws IOException {
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) archive.stream().map(ZipEntry.class::cast)::iterator) {
                Path to = folder.resolve(entry.getName()).normalize();
                if (!to.startsWith(folder)) {
                    throw new IOException("an entry outside of the folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    Files.copy(archive.getInputStream(entry), to);
                    if (entry.getName().endsWith(".sh")) {
                        to.toFile().setExecutable(true);
                    }
                }
            }
        }
    }

    private static boolean windows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            // kc.sh may be the parent of Java
            List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
            all.forEach(ProcessHandle::destroy);
            all.forEach(p -> p.onExit().orTimeout(30, TimeUnit.SECONDS).exceptionally(late -> {
                p.destroyForcibly();
                return p;
            }).join());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
