package org.ketaminerecord.packages;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.outcome.Fault;

/**
 * A FHIR package (NPM style): an archive with {@code package/package.json} and a file for each resource. Only what
 * describes it is kept; resources are read from the file whenever they are wanted.
 *
 * @param file         the archive
 * @param name         its name, for example {@code hl7.fhir.us.core}, without the scope of an NPM registry
 * @param version      its version
 * @param canonical    the base of its canonical URLs, or null
 * @param fhirVersions the versions of FHIR that it says it is for; empty when it says nothing
 * @param dependencies versions of the packages that it builds on, by name
 * @param types        resource types by file name, as far as its index tells
 */
public record FhirPackage(Path file, String name, String version, String canonical, List<String> fhirVersions,
        Map<String, String> dependencies, Map<String, String> types) {

    private static final String FOLDER = "package/";
    /** Larger than any published resource; an archive can unpack to anything. */
    private static final long LARGEST = 64 << 20;

    /** Reads one file of an archive; false ends the reading. */
    @FunctionalInterface
    private interface Reader {
        boolean read(String name, byte[] content) throws IOException;
    }

    /** Which files are wanted, before they are unpacked. */
    @FunctionalInterface
    private interface Wanted {
        boolean test(String name);
    }

    /**
     * Opens a package.
     *
     * @throws IOException when it is no package or cannot be read
     */
    public static FhirPackage open(Path file) throws IOException {
        JsonObject[] manifest = new JsonObject[1];
        Map<String, String> types = new HashMap<>();
        read(file, name -> name.equals("package.json") || name.equals(".index.json"), (name, content) -> {
            if (name.equals("package.json")) {
                manifest[0] = json(file, name, content);
            } else {
                for (JsonObject f : json(file, name, content).objects("files")) {
                    if (f.string("filename") != null && f.string("resourceType") != null) {
                        types.put(f.string("filename"), f.string("resourceType"));
                    }
                }
            }
            return manifest[0] == null || types.isEmpty();
        });
        if (manifest[0] == null || manifest[0].string("name") == null || manifest[0].string("version") == null) {
            throw new IOException(file.getFileName() + " has no package/package.json with a name and a version");
        }
        return new FhirPackage(file, manifest[0].string("name").replaceFirst("^@[^/]*/", ""), manifest[0].string("version"), manifest[0].string("canonical"),
                fhirVersions(manifest[0]), dependencies(manifest[0]), Map.copyOf(types));
    }

    private static List<String> fhirVersions(JsonObject manifest) {
        JsonArray versions = manifest.array(manifest.has("fhirVersions") ? "fhirVersions" : "fhir-version-list");
        return versions == null ? List.of() : versions.stream().map(v -> v instanceof JsonString s ? s.value() : v.toString()).toList();
    }

    /** Whether its definitions are R4's: another version's may have elements that R4 does not know. */
    public boolean ofR4() {
        return fhirVersions.isEmpty() || fhirVersions.stream().anyMatch(v -> v.startsWith("4.0"));
    }

    /** The versions of the packages that a package.json names, by name. */
    static Map<String, String> dependencies(JsonObject manifest) {
        Map<String, String> dependencies = new HashMap<>();
        if (manifest.object("dependencies") != null) {
            manifest.object("dependencies").forEach((name, value) -> {
                if (value instanceof JsonString s) {
                    dependencies.put(name, s.value());
                }
            });
        }
        return Map.copyOf(dependencies);
    }

    /** Name and version, as packages are referred to. */
    public String id() {
        return name + "#" + version;
    }

    /** Takes a resource with the name of its file. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes one. */
        void visit(String file, JsonObject resource) throws IOException;
    }

    /**
     * Reads all resources, one after the other; none is kept. Examples, which are in folders of their own, are not read.
     *
     * @throws IOException when the archive is broken
     */
    public void resources(Visitor visitor) throws IOException {
        read(file, FhirPackage::mayBeResource, (name, content) -> {
            JsonObject resource = json(file, name, content);
            if (resource.string("resourceType") != null) {
                visitor.visit(name, resource);
            }
            return true;
        });
    }

    /**
     * Reads all resources of a type, one after the other; none is kept.
     *
     * @throws IOException when the archive is broken
     */
    public void resources(String type, Consumer<JsonObject> consumer) throws IOException {
        read(file, name -> mayBeResource(name) && types.getOrDefault(name, type).equals(type), (name, content) -> {
            JsonObject resource = json(file, name, content);
            if (type.equals(resource.string("resourceType"))) {
                consumer.accept(resource);
            }
            return true;
        });
    }

    private static boolean mayBeResource(String name) {
        return name.endsWith(".json") && !name.contains("/") && !name.equals("package.json") && !name.startsWith(".");
    }

    private static void read(Path file, Wanted wanted, Reader reader) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
                if (entry.isDirectory() || !name.startsWith(FOLDER) || !wanted.test(name.substring(FOLDER.length()))) {
                    continue;
                }
                byte[] content = tar.readNBytes((int) LARGEST);
                if (content.length == LARGEST) {
                    throw new IOException(file.getFileName() + " has a file of more than " + LARGEST + " bytes: " + name);
                }
                if (!reader.read(name.substring(FOLDER.length()), content)) {
                    return;
                }
            }
        }
    }

    private static JsonObject json(Path file, String name, byte[] content) throws IOException {
        try {
            return JsonReader.object(content);
        } catch (Fault malformed) {
            throw new IOException(file.getFileName() + " has a file that is no JSON: " + name, malformed);
        }
    }
}
