package org.ketaminerecord.profile;

import java.util.Collection;
import java.util.List;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.terminology.Canonical;
import org.ketaminerecord.terminology.TerminologyContent;

/** Where definitions for validation come from. They are read and not changed. */
public interface ProfileContent extends TerminologyContent {

    /** A StructureDefinition by its canonical, without a version the current one; null when there is none. */
    JsonObject structureDefinition(Canonical canonical);

    /** Canonical URLs of the StructureDefinitions of packages, R4 apart, to name the nearest to one that is not here. */
    default Collection<String> packagedDefinitions() {
        return List.of();
    }
}
