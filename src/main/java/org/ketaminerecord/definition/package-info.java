/**
 * What R4 defines, read from a file that a generator boils down from the official definitions: types and their
 * elements, required codes, search parameters, compartments. Immutable and the same for every request.
 *
 * <p>May use: {@code json}, {@code outcome}.
 */
package org.ketaminerecord.definition;
