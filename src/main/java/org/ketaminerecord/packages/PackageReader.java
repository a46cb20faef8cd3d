package org.ketaminerecord.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jboss.logging.Logger;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;

/** Reads our own package, which is a folder on the class path, and those of the folder. What cannot be read is reported and left out. */
final class PackageReader {

    /**
     * What was read.
     *
     * @param packages  the packages, our own first
     * @param resources what is in them
     * @param remarks   what is wrong with them, a sentence each
     * @param complete  false when an archive or the folder could not be read
     */
    record Content(List<LoadedPackage> packages, PackagedResources resources, List<String> remarks, boolean complete) {
    }

    private static final Logger LOG = Logger.getLogger(PackageReader.class);
    private static final String OWN = "own/";

    private final PackageFolder folder;
    private final List<LoadedPackage> packages = new ArrayList<>();
    private final PackagedResources resources = new PackagedResources();
    private final List<String> remarks = new ArrayList<>();
    private DefinitionLines lines;
    private boolean complete = true;

    private PackageReader(PackageFolder folder) {
        this.folder = folder;
    }

    /** Reads all. It never fails for what is in the folder. */
    static Content read(PackageFolder folder) {
        return new PackageReader(folder).read();
    }

    private Content read() {
        packages.add(own());
        for (Path file : files()) {
            try {
                FhirPackage p = FhirPackage.open(file);
                if (p.ofR4()) {
                    packages.add(added(p));
                } else {
                    remarks.add("The package " + p.id() + " is for FHIR " + String.join(", ", p.fhirVersions()) + " and is left out. Put the one for 4.0.1 into "
                            + "ktr.packages.dir; many guides have an .r4 package.");
                }
            } catch (IOException | RuntimeException e) {
                complete = false;
                remarks.add("The package file " + file.getFileName() + " could not be read and is left out: " + (e.getMessage() == null ? e : e.getMessage()) + ".");
            }
        }
        remarks.addAll(Dependencies.missing(packages));
        remarks.forEach(LOG::warn);
        return new Content(List.copyOf(packages), resources, List.copyOf(remarks), complete);
    }

    private List<Path> files() {
        try {
            return folder.files();
        } catch (IOException e) {
            complete = false;
            remarks.add("The folder of ktr.packages.dir could not be read: " + e + ".");
            return List.of();
        }
    }

    private LoadedPackage added(FhirPackage p) throws IOException {
        if (lines == null) {
            lines = DefinitionLines.temporary();
        }
        List<PackagedResource> found = new ArrayList<>();
        p.resources((file, resource) -> found.add(lines.add(p.id(), resource)));
        found.forEach(resources::add);               // all of them or none, when the archive breaks off
        return loaded(p.name(), p.version(), p.canonical(), p.dependencies(), found);
    }

    private LoadedPackage own() {
        JsonObject manifest = JsonReader.object(file("package.json"));
        String id = manifest.string("name") + "#" + manifest.string("version");
        List<PackagedResource> found = new ArrayList<>();
        for (JsonObject f : JsonReader.object(file(".index.json")).objects("files")) {
            found.add(new PackagedResource(id, f.string("resourceType"), f.string("id"), f.string("url"), f.string("version"), f.string("type"), f.string("kind"),
                    () -> file(f.string("filename"))));
        }
        found.forEach(resources::add);
        return loaded(manifest.string("name"), manifest.string("version"), manifest.string("canonical"), FhirPackage.dependencies(manifest), found);
    }

    private static LoadedPackage loaded(String name, String version, String canonical, java.util.Map<String, String> dependencies, List<PackagedResource> found) {
        String base = canonical == null ? "urn:" + name : canonical;
        String guide = found.stream().filter(r -> r.type().equals("ImplementationGuide") && r.url() != null).map(PackagedResource::url).findFirst()
                .orElse(base + "/ImplementationGuide/" + name);
        return new LoadedPackage(name, version, base, guide, dependencies);
    }

    private static byte[] file(String name) {
        try (InputStream in = PackageReader.class.getResourceAsStream(OWN + name)) {
            if (in == null) {
                throw new IOException("The program lacks " + OWN + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A hash of everything that there is to read; another one means that something is to be read anew. */
    static String fingerprint(PackageFolder folder) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] index = file(".index.json");
            digest.update(index);
            for (JsonObject f : JsonReader.object(index).objects("files")) {
                digest.update(file(f.string("filename")));
            }
            digest.update(DefinitionLines.ofR4());
            for (Path file : folder.files()) {
                digest.update(file.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
