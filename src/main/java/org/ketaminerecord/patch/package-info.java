/**
 * The three patch formats of R4 (http.html#patch): JSON Patch, XML Patch and FHIRPath Patch, each a pure function from
 * a resource to a new one. Whether the outcome is a valid resource, and of the same type and id, is for the caller.
 *
 * <p>May use: {@code json}, {@code outcome}, {@code definition}, {@code format}, {@code fhirpath}.
 */
package org.ketaminerecord.patch;
