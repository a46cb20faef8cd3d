package org.ketaminerecord.patch;

import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;

/** A change to a resource, read from a request and known to be well-formed. It can be applied any number of times. */
public sealed interface Patch permits JsonPatch, XmlPatch, FhirPathPatch {

    /** A patch with more operations than this is refused: it is an import in disguise, or an attack. */
    int MOST_OPERATIONS = 1_000;

    /**
     * The resource as it is after the patch. The argument is not changed, also when the patch fails half-way: R4
     * http.html#patch wants all of it or nothing.
     *
     * @throws Fault with reason {@code UNPROCESSABLE}, naming the operation, when the patch does not fit the resource
     */
    JsonObject apply(JsonObject resource);
}
