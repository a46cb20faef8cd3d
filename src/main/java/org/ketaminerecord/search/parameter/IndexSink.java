package org.ketaminerecord.search.parameter;

import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.store.row.IndexRow;

/** Takes the index rows of one resource while its values are extracted. */
interface IndexSink {

    /** The resource as a whole. */
    JsonObject resource();

    /** Adds a row. */
    void add(IndexRow row);

    /** Adds a token to the table where the parameter's tokens are. */
    void token(RegisteredParameter parameter, String code, long system, String text);

    /**
     * The target of a reference or canonical: the number of a local resource or of a contained one, a negative hash for
     * anything else, or 0 for what is no target (empty, or contained and not there).
     */
    long target(String reference);
}
