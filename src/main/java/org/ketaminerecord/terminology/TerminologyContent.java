package org.ketaminerecord.terminology;

import java.util.Collection;
import java.util.List;
import org.ketaminerecord.json.JsonObject;

/** Where definitions come from: what is stored, what a package brings, what a test makes up. They are read and not changed. */
public interface TerminologyContent {

    /** There are no definitions. */
    TerminologyContent NONE = new TerminologyContent() {
        @Override
        public JsonObject valueSet(Canonical canonical) {
            return null;
        }

        @Override
        public JsonObject codeSystem(Canonical canonical) {
            return null;
        }
    };

    /** A ValueSet by its canonical, without a version the current one; null when there is none. */
    JsonObject valueSet(Canonical canonical);

    /** A CodeSystem by its canonical, without a version the current one; null when there is none. */
    JsonObject codeSystem(Canonical canonical);

    /** A ConceptMap by its canonical, without a version the current one; null when there is none. */
    default JsonObject conceptMap(Canonical canonical) {
        return null;
    }

    /**
     * The ConceptMaps that map from a code system, or to it; of several with one url the current one.
     *
     * @param to true for maps to the system
     */
    default List<JsonObject> conceptMaps(String system, boolean to) {
        return List.of();
    }

    /** Some URLs of the ValueSets, CodeSystems or ConceptMaps that are there, for "did you mean". */
    default Collection<String> urls(String type) {
        return List.of();
    }

    /** Who is asked where these definitions cannot decide. */
    default TerminologyServer server() {
        return TerminologyServer.NONE;
    }
}
