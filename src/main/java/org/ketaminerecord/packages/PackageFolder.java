package org.ketaminerecord.packages;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The folder with the packages that the server works with ({@code ktr.packages.dir}). */
@Singleton
public class PackageFolder {

    private final Optional<Path> folder;

    /** @param folder its path; none for no packages */
    @Inject
    public PackageFolder(@ConfigProperty(name = "ktr.packages.dir") Optional<String> folder) {
        this.folder = folder.map(Path::of);
    }

    /**
     * The packages of R4 there, sorted by file name; none when no folder is configured.
     *
     * @throws IOException when the folder or one of its archives cannot be read
     */
    public List<FhirPackage> packages() throws IOException {
        List<FhirPackage> packages = new ArrayList<>();
        for (Path file : files()) {
            FhirPackage p = FhirPackage.open(file);
            if (p.ofR4()) {
                packages.add(p);
            }
        }
        return packages;
    }

    /**
     * The archives there, sorted by name; none when no folder is configured.
     *
     * @throws IOException when the folder cannot be read
     */
    List<Path> files() throws IOException {
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.filter(f -> f.getFileName().toString().endsWith(".tgz")).sorted().toList();
        }
    }
}
