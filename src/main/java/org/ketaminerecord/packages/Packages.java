package org.ketaminerecord.packages;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ketaminerecord.packages.PackageReader.Content;

/**
 * All packages the server works with: our own, which is part of the program, and those of the folder; and below them what R4
 * itself defines. Read at the first question. In memory is where each resource is, not what it says; only the definitions of
 * R4, boiled down, are there as bytes.
 */
@Singleton
public class Packages {

    private static final LoadedPackage R4 = new LoadedPackage("hl7.fhir.r4.core", "4.0.1", "http://hl7.org/fhir", "http://hl7.org/fhir", Map.of());

    private final PackageFolder folder;
    private volatile Content content;
    private volatile PackagedResources r4;
    private volatile Map<String, PackagedDefinition> definitions;

    /** @param folder where packages are beside our own */
    @Inject
    public Packages(PackageFolder folder) {
        this.folder = folder;
    }

    /** The packages, our own first. */
    public List<LoadedPackage> all() {
        return content().packages();
    }

    /** What is wrong with packages, a sentence each: those that cannot be read, and those that lack others. */
    public List<String> remarks() {
        return content().remarks();
    }

    /** False when something in the folder could not be read, so that what seems to be gone may be there. */
    public boolean complete() {
        return content().complete();
    }

    /** True when the packages have been read, so that no question has to wait for that. */
    public boolean read() {
        return content != null;
    }

    /** A hash of all that there is to read. */
    public String fingerprint() throws IOException {
        return PackageReader.fingerprint(folder);
    }

    /** The package that a resource is of; of what R4 itself defines, one made up for it. */
    public LoadedPackage packageOf(PackagedResource resource) {
        return all().stream().filter(p -> p.id().equals(resource.origin())).findFirst().orElse(R4);
    }

    /** True for what R4 itself defines. */
    public static boolean ofR4(PackagedResource resource) {
        return resource.origin().startsWith("hl7.fhir.r4.core#");
    }

    /** All definitions, those of R4 too, each with the id that it has on this server. */
    public Collection<PackagedDefinition> definitions() {
        return byServedId().values();
    }

    /** The definition with an id on this server; null when there is none. */
    public PackagedDefinition definition(String type, String id) {
        return byServedId().get(type + "/" + id);
    }

    /** The definition that has an id in a package; null when there is none. */
    public PackagedDefinition definition(String origin, String type, String id) {
        PackagedDefinition plain = definition(type, id);
        return plain != null && origin.equals(plain.resource().origin()) ? plain : definitions().stream().filter(d -> id.equals(d.resource().id()) && type.equals(d.type()) && origin.equals(d.resource().origin()))
                .findFirst().orElse(null);
    }

    /** True for an extract: what R4 defines comes without its words, unless R4's own package is loaded. */
    public boolean abridged(PackagedResource resource) {
        return packageOf(resource) == R4;
    }

    /** A resource of a package by its canonical, the latest where no version (null) is named; null when there is none. */
    public PackagedResource byUrl(String type, String url, String version) {
        PackagedResource found = addedByUrl(type, url, version);
        return found != null ? found : r4().byUrl(type, url, version);
    }

    /** The same, what R4 itself defines apart. */
    PackagedResource addedByUrl(String type, String url, String version) {
        return content().resources().byUrl(type, url, version);
    }

    /** The canonical URLs of a type in the packages, each once, what R4 itself defines apart. */
    Collection<String> urls(String type) {
        return ofType(type).stream().map(PackagedResource::url).filter(Objects::nonNull).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Every version of a resource of a package, what R4 itself defines apart. */
    public List<PackagedResource> allByUrl(String type, String url) {
        return content().resources().allByUrl(type, url);
    }

    /** A resource of a package by the id that it has there, what R4 itself defines apart; null when there is none. */
    public PackagedResource byId(String type, String id) {
        return content().resources().byId(type, id);
    }

    /** The resources of a type in the packages, what R4 itself defines apart. */
    public Collection<PackagedResource> ofType(String type) {
        return content().resources().ofType(type);
    }

    private Map<String, PackagedDefinition> byServedId() {
        Map<String, PackagedDefinition> known = definitions;
        if (known == null) {
            // whoever adds R4's own package has it in full, and needs no extract beside it
            boolean inFull = all().stream().anyMatch(p -> p.name().equals(R4.name()));
            known = PackagedIds.of(content().resources().all(), inFull ? List.of() : r4().all());
            definitions = known;              // computed twice at worst, with the same result
        }
        return known;
    }

    private PackagedResources r4() {
        PackagedResources known = r4;
        if (known == null) {
            synchronized (this) {
                known = r4;
                if (known == null) {
                    known = new PackagedResources();
                    DefinitionLines.ofR4(known::add);
                    r4 = known;
                }
            }
        }
        return known;
    }

    private Content content() {
        Content known = content;
        if (known == null) {
            synchronized (this) {
                known = content;
                if (known == null) {
                    known = PackageReader.read(folder);
                    content = known;
                }
            }
        }
        return known;
    }
}
