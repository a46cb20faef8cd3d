package org.ketaminerecord.packages;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;

/**
 * All packages the server works with: our own, which is part of the program, and those of the folder; and below them what R4
 * itself defines. Read at the first question. In memory is where each resource is, not what it says; only the definitions of
 * R4, boiled down, are there as bytes.
 */
@Singleton
public class Packages {

    private static final Logger LOG = Logger.getLogger(Packages.class);
    private static final String OWN = "own/";

    private record Content(List<LoadedPackage> packages, PackagedResources resources) {
    }

    private final PackageFolder folder;
    private volatile Content content;
    private volatile PackagedResources r4;

    /** @param folder where packages are beside our own */
    @Inject
    public Packages(PackageFolder folder) {
        this.folder = folder;
    }

    /** The packages, our own first. */
    public List<LoadedPackage> all() {
        return content().packages();
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

    /** A resource of a package by its id, what R4 itself defines apart; null when there is none. */
    public PackagedResource byId(String type, String id) {
        return content().resources().byId(type, id);
    }

    /** The resources of a type in the packages, what R4 itself defines apart. */
    public Collection<PackagedResource> ofType(String type) {
        return content().resources().ofType(type);
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
                    known = read();
                    content = known;
                }
            }
        }
        return known;
    }

    private Content read() {
        List<LoadedPackage> packages = new ArrayList<>();
        PackagedResources resources = new PackagedResources();
        packages.add(own(resources));
        try {
            List<FhirPackage> found = folder.packages();
            DefinitionLines lines = found.isEmpty() ? null : DefinitionLines.temporary();
            for (FhirPackage p : found) {
                String[] guide = new String[1];
                p.resources((String file, JsonObject resource) -> {
                    PackagedResource added = lines.add(p.id(), resource);
                    resources.add(added);
                    if (added.type().equals("ImplementationGuide")) {
                        guide[0] = added.url();
                    }
                });
                packages.add(new LoadedPackage(p.name(), p.version(), guide[0], p.dependencies()));
            }
        } catch (IOException | RuntimeException e) {
            LOG.errorf("Not all packages in ktr.packages.dir were read: %s", e.getMessage() == null ? e : e.getMessage());
        }
        reportDependencies(packages);
        return new Content(List.copyOf(packages), resources);
    }

    /** Our own package is a folder on the class path, whose index tells what is in it. */
    private static LoadedPackage own(PackagedResources resources) {
        JsonObject manifest = JsonReader.object(file(OWN + "package.json"));
        LoadedPackage own = new LoadedPackage(manifest.string("name"), manifest.string("version"),
                manifest.string("canonical") + "/ImplementationGuide/" + manifest.string("name"), FhirPackage.dependencies(manifest));
        for (JsonObject f : JsonReader.object(file(OWN + ".index.json")).objects("files")) {
            resources.add(new PackagedResource(own.id(), f.string("resourceType"), f.string("id"), f.string("url"), f.string("version"), f.string("type"),
                    () -> file(OWN + f.string("filename"))));
        }
        return own;
    }

    private static byte[] file(String name) {
        try (InputStream in = Packages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The program lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says which packages others build on and are not here. Those of the standard itself are part of the program. */
    private static void reportDependencies(List<LoadedPackage> packages) {
        for (LoadedPackage p : packages) {
            p.dependencies().forEach((name, version) -> {
                boolean here = name.equals("hl7.fhir.r4.core") || packages.stream().anyMatch(o -> o.name().equals(name) && (o.version().equals(version)
                        || version.endsWith(".x") && o.version().startsWith(version.substring(0, version.length() - 1))));
                if (!here) {
                    boolean other = packages.stream().anyMatch(o -> o.name().equals(name));
                    LOG.warnf("The package %s builds on %s#%s, which is not in ktr.packages.dir%s. Rules that need it are not checked; add it there.", p.id(),
                            name, version, other ? " in that version" : "");
                }
            });
        }
    }
}
