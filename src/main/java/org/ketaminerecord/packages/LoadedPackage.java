package org.ketaminerecord.packages;

import java.util.Map;

/**
 * A package that is loaded.
 *
 * @param name         its name
 * @param version      its version
 * @param guide        canonical of its ImplementationGuide, or null
 * @param dependencies versions of the packages that it builds on, by name
 */
public record LoadedPackage(String name, String version, String guide, Map<String, String> dependencies) {

    /** Name and version, as packages are referred to. */
    public String id() {
        return name + "#" + version;
    }
}
