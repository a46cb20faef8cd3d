package org.ketaminerecord.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked.
 *
 * @param home the folder that holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path home) {

    /** A program's file. */
    Path program(String name) {
        return home.resolve("bin").resolve(Platform.CURRENT.program(name));
    }

    /**
     * Unpacks the programs unless that was done before, into the first of: the configured folder, the user's cache,
     * the folder of the database. The name of the unpacked folder follows from the archive's content.
     */
    static Binaries unpacked(EmbeddedSettings settings) {
        Platform platform = Platform.CURRENT;
        URL archive = Binaries.class.getClassLoader().getResource(platform.archive());
        if (archive == null) {
            throw new EmbeddedFailure("There is no PostgreSQL for " + platform.system() + " " + platform.architecture()
                    + " in this build. Build on this kind of machine, or set quarkus.datasource.jdbc.url to a"
                    + " PostgreSQL of your own.");
        }
        List<Path> places = new ArrayList<>();
        settings.binaries().ifPresentOrElse(places::add, () -> {
            userCache().ifPresent(places::add);
            places.add(settings.folder().resolve("binaries"));
        });
        IOException last = null;
        for (Path place : places) {
            try {
                return new Binaries(unpack(archive, place.toAbsolutePath().normalize()));
            } catch (IOException e) {
                last = e;
            }
        }
        throw new EmbeddedFailure("PostgreSQL's programs cannot be unpacked into " + places.getLast() + " (" + last
                + "). Set ktr.embedded.binaries to a folder that can be written.", last);
    }

    private static Path unpack(URL archive, Path place) throws IOException {
        URLConnection connection = archive.openConnection();
        String name = Platform.CURRENT.archive().replace(".txz", "-" + fingerprint(connection));
        Path home = place.resolve(name);
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(place);
        Path draft = Files.createTempDirectory(place, name + ".");
        try {
            try (InputStream in = archive.openStream();
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
                unpack(tar, draft);
            }
            openToAll(draft);
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteAll(draft);
            if (!Files.isDirectory(home)) {   // another process was faster: its copy is as good
                throw e;
            }
        }
        return home;
    }

    private static void unpack(TarArchiveInputStream tar, Path target) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path path = target.resolve(entry.getName()).normalize();
            if (!path.startsWith(target)) {
                throw new IOException("entry outside the archive: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
                continue;
            }
            Files.createDirectories(path.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                Files.copy(target.resolve(entry.getLinkName()), path);
            } else {
                Files.copy(tar, path);
            }
        }
    }

    /** The account that runs PostgreSQL is not always the one that unpacked it. */
    private static void openToAll(Path root) throws IOException {
        if (Platform.CURRENT.windows()) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                if (!Files.isSymbolicLink(path)) {
                    boolean program = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                            || path.getParent().endsWith("bin");
                    Permissions.set(path, program ? "rwxr-xr-x" : "rw-r--r--");
                }
            }
        }
    }

    /** Tells one build of the archive from another without reading it: the jar has its checksum already. */
    private static String fingerprint(URLConnection connection) throws IOException {
        if (connection instanceof JarURLConnection jar && jar.getJarEntry() != null) {
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        return Long.toHexString(connection.getContentLengthLong());
    }

    /** {@code /var/cache} for root, whose home no other account may enter; else where the platform keeps caches. */
    private static Optional<Path> userCache() {
        if (Account.isRoot()) {
            return Optional.of(Path.of("/var/cache/ktr"));
        }
        Path home = Path.of(System.getProperty("user.home"));
        String base = switch (Platform.CURRENT.system()) {
            case "windows" -> System.getenv("LOCALAPPDATA");
            case "darwin" -> home.resolve("Library/Caches").toString();
            default -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse(home.resolve(".cache").toString());
        };
        return Optional.ofNullable(base).map(Path::of).filter(Path::isAbsolute).map(p -> p.resolve("ktr"));
    }

    static void deleteAll(Path root) {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
