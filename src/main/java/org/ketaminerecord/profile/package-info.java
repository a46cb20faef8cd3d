/**
 * Validation against profiles: a StructureDefinition is compiled once to a tree of rules, and a resource is walked along it.
 * Base structure (elements, JSON types, formats) is the structural check's; here is what profiles, bindings, extensions and
 * invariants ask.
 *
 * <p>May use: {@code validation}, {@code fhirpath}, {@code terminology}, {@code packages}, {@code definition}, {@code json},
 * {@code outcome}.
 */
package org.ketaminerecord.profile;
