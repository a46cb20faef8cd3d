package org.ketaminerecord.packages;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.terminology.Canonical;
import org.ketaminerecord.terminology.TerminologyContent;

/**
 * The ValueSets, CodeSystems and ConceptMaps of packages: our own, which is part of the program, and those in the folder. They
 * are read at the first question into a temporary file, since an archive can be read from its beginning only; in memory is
 * where each of them is. The file goes away with the process.
 */
@Singleton
public class PackagedTerminology implements TerminologyContent {

    private static final Logger LOG = Logger.getLogger(PackagedTerminology.class);
    private static final Set<String> TYPES = Set.of("ValueSet", "CodeSystem", "ConceptMap");
    private static final String OWN = "own/";

    /** Where a resource is, and of a ConceptMap what it maps. */
    private record Place(String url, String version, long at, int length, Set<String> from, Set<String> to) {
    }

    private record Content(FileChannel file, Map<String, Map<String, List<Place>>> places) {
    }

    private final PackageFolder folder;
    private volatile Content content;

    /** @param folder where packages are beside our own */
    public PackagedTerminology(PackageFolder folder) {
        this.folder = folder;
    }

    @Override
    public JsonObject valueSet(Canonical canonical) {
        return find("ValueSet", canonical);
    }

    @Override
    public JsonObject codeSystem(Canonical canonical) {
        return find("CodeSystem", canonical);
    }

    @Override
    public JsonObject conceptMap(Canonical canonical) {
        return find("ConceptMap", canonical);
    }

    @Override
    public List<JsonObject> conceptMaps(String system, boolean to) {
        return content().places().get("ConceptMap").values().stream().map(List::getFirst)
                .filter(p -> (to ? p.to() : p.from()).contains(system)).sorted(Comparator.comparing(Place::url)).map(this::read).toList();
    }

    @Override
    public Collection<String> urls(String type) {
        return content().places().getOrDefault(type, Map.of()).keySet();
    }

    private JsonObject find(String type, Canonical canonical) {
        return content().places().get(type).getOrDefault(canonical.url(), List.of()).stream()
                .filter(p -> canonical.version() == null || canonical.version().equals(p.version())).findFirst().map(this::read).orElse(null);
    }

    private JsonObject read(Place place) {
        ByteBuffer buffer = ByteBuffer.allocate(place.length());
        try {
            while (buffer.hasRemaining()) {
                if (content().file().read(buffer, place.at() + buffer.position()) < 0) {
                    throw new IOException("The temporary file of packages is shorter than it was");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JsonReader.object(buffer.array());
    }

    private Content content() {
        Content known = content;
        if (known == null) {
            synchronized (this) {
                known = content;
                if (known == null) {
                    known = load();
                    content = known;
                }
            }
        }
        return known;
    }

    private Content load() {
        Map<String, Map<String, List<Place>>> places = new HashMap<>();
        TYPES.forEach(type -> places.put(type, new HashMap<>()));
        try {
            Path path = Files.createTempFile("ktr-terminology-", ".json");
            FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            Content loaded = new Content(file, places);
            own(loaded);
            try {
                for (FhirPackage p : folder.packages()) {
                    for (String type : TYPES) {
                        p.resources(type, r -> add(loaded, r));
                    }
                }
            } catch (IOException | RuntimeException e) {
                LOG.errorf("Not all packages in ktr.packages.dir were read for their value sets: %s", e.getMessage() == null ? e : e.getMessage());
            }
            places.values().forEach(byUrl -> byUrl.values().forEach(all -> all.sort(Comparator.comparing(p -> String.valueOf(p.version()), Canonical::later))));
            return loaded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Our own package is a folder on the class path, whose index tells what is in it. */
    private static void own(Content loaded) throws IOException {
        for (JsonObject f : JsonReader.object(resource(OWN + ".index.json")).objects("files")) {
            if (TYPES.contains(f.string("resourceType"))) {
                add(loaded, JsonReader.object(resource(OWN + f.string("filename"))));
            }
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = PackagedTerminology.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The program lacks " + name);
            }
            return in.readAllBytes();
        }
    }

    private static void add(Content content, JsonObject resource) {
        if (resource.string("url") == null) {
            return;
        }
        resource.remove("text");
        byte[] json = JsonWriter.bytes(resource);
        try {
            long at = content.file().size();
            ByteBuffer buffer = ByteBuffer.wrap(json);
            while (buffer.hasRemaining()) {
                content.file().write(buffer, at + buffer.position());
            }
            content.places().get(resource.string("resourceType")).computeIfAbsent(resource.string("url"), k -> new ArrayList<>(1))
                    .add(new Place(resource.string("url"), resource.string("version"), at, json.length, systems(resource, "source"), systems(resource, "target")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> systems(JsonObject map, String side) {
        Set<String> systems = new HashSet<>();
        map.objects("group").stream().map(g -> g.string(side)).filter(java.util.Objects::nonNull).forEach(systems::add);
        return Set.copyOf(systems);
    }
}
