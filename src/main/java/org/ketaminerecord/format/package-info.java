/**
 * The representations of a resource other than its stored JSON: FHIR XML in both directions, the subsets that
 * {@code _summary} and {@code _elements} ask for, and issues as an OperationOutcome.
 *
 * <p>May use: {@code json}, {@code outcome}, {@code definition}.
 */
package org.ketaminerecord.format;
