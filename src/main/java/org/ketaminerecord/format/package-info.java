/**
 * The representations of a resource other than its stored JSON: FHIR XML in both directions, and the subsets that
 * {@code _summary} and {@code _elements} ask for.
 *
 * <p>May use: {@code json}, {@code outcome}, {@code definition}.
 */
package org.ketaminerecord.format;
