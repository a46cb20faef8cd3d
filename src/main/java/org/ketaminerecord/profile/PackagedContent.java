package org.ketaminerecord.profile;

import java.util.Collection;
import java.util.Objects;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.packages.PackagedResource;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.terminology.Canonical;

/** The definitions of the packages, and of R4. */
public final class PackagedContent implements ProfileContent {

    private final Packages packages;

    /** @param packages the packages */
    public PackagedContent(Packages packages) {
        this.packages = packages;
    }

    @Override
    public JsonObject structureDefinition(Canonical canonical) {
        return find("StructureDefinition", canonical);
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
    public Collection<String> packagedDefinitions() {
        return packages.ofType("StructureDefinition").stream().map(PackagedResource::url).filter(Objects::nonNull).distinct().toList();
    }

    private JsonObject find(String type, Canonical canonical) {
        PackagedResource found = packages.byUrl(type, canonical.url(), canonical.version());
        if (found == null && canonical.version() != null && canonical.url().startsWith("http://hl7.org/fhir/")) {
            found = packages.byUrl(type, canonical.url(), "4.0.1");        // |4.0.0 and |4.0 are R4 as well
        }
        return found == null ? null : found.read();
    }
}
