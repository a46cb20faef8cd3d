package org.ketaminerecord.packages;

import java.util.Map;

/**
 * A package that is loaded.
 *
 * @param name         its name
 * @param version      its version
 * @param canonical    the base of its canonical URLs
 * @param guide        canonical of its ImplementationGuide; where it has none, one made of its canonical and name
 * @param dependencies versions of the packages that it builds on, by name
 */
public record LoadedPackage(String name, String version, String canonical, String guide, Map<String, String> dependencies) {

    /** Name and version, as packages are referred to. */
    public String id() {
        return name + "#" + version;
    }

    /** Its guide as the CapabilityStatement names it, and {@code meta.source} of its resources: with its version. */
    public String source() {
        return guide + "|" + version;
    }
}
