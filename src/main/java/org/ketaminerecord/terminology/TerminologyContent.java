package org.ketaminerecord.terminology;

import java.util.Collection;
import java.util.List;
import org.ketaminerecord.json.JsonObject;

/** Where definitions come from: what is stored, what a package brings, what a test makes up. They are read and not changed. */
public interface TerminologyContent {

    /** A ValueSet by its canonical, without a version the current one; null when there is none. */
    JsonObject valueSet(Canonical canonical);

    /** A CodeSystem by its canonical, without a version the current one; null when there is none. */
    JsonObject codeSystem(Canonical canonical);

    /** Some URLs of the ValueSets or CodeSystems that are there, for "did you mean". */
    default Collection<String> urls(String type) {
        return List.of();
    }
}
