package org.ketaminerecord.indexing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.packages.FhirPackage;
import org.ketaminerecord.packages.PackageFolder;
import org.ketaminerecord.store.Database;

/**
 * The search parameters that packages bring, brought in line with the folder at every start. When anything in the folder
 * cannot be read, nothing is changed: a parameter must not go away because of a broken file.
 */
@ApplicationScoped
public class PackagedParameters {

    private static final Logger LOG = Logger.getLogger(PackagedParameters.class);

    private record Packaged(String source, JsonObject resource) {
    }

    private final Database database;
    private final SearchParameters parameters;
    private final PackageFolder folder;

    PackagedParameters(Database database, SearchParameters parameters, PackageFolder folder) {
        this.database = database.behind();
        this.parameters = parameters;
        this.folder = folder;
    }

    /** Registers what is there and retires what is not there any more. It reports what is wrong and never throws. */
    public void register() {
        try {
            Map<String, Packaged> found = read();
            Map<String, List<String>> left = new LinkedHashMap<>();
            database.write(session -> {
                left.clear();
                Registration registration = new Registration(session, parameters, parameters.registry());
                registration.onlyPackaged(found.keySet());
                found.forEach((url, p) -> {
                    String complaint = registration.packaged(p.source(), p.resource());
                    if (complaint != null) {
                        left.computeIfAbsent(complaint, c -> new ArrayList<>()).add(url);
                    }
                });
                return registration.write();
            });
            int skipped = left.values().stream().mapToInt(List::size).sum();
            if (!found.isEmpty()) {
                LOG.infof("Packages %s have %d search parameters: %d are in use beside R4's", new TreeSet<>(found.values().stream().map(Packaged::source).toList()),
                        found.size(), found.size() - skipped);
            }
            left.forEach((complaint, urls) -> LOG.infof("Not in use: %s (%s)", String.join(", ", urls), complaint));
        } catch (IOException | RuntimeException e) {
            LOG.errorf("The packages in ktr.packages.dir were not read, and search parameters stay as they were: %s", e.getMessage() == null ? e : e.getMessage());
        }
    }

    private Map<String, Packaged> read() throws IOException {
        Map<String, Packaged> found = new LinkedHashMap<>();
        for (FhirPackage p : folder.packages()) {
            p.resources("SearchParameter", resource -> {
                if ("active".equals(resource.string("status")) && resource.string("url") != null) {
                    found.putIfAbsent(resource.string("url"), new Packaged(p.id(), light(resource)));
                }
            });
        }
        return found;
    }

    private static JsonObject light(JsonObject resource) {
        JsonObject light = resource.copy();
        light.remove("text");
        return light;
    }
}
