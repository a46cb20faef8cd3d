/**
 * FHIR's interactions as commands, and what each does. A single request, a bundle entry and an operation's own write
 * are the same command, so they cannot differ. Knows FHIR and nothing of HTTP.
 *
 * <p>May use: {@code access}, {@code audit}, {@code store}, {@code store.row}, {@code indexing}, {@code search}, {@code search.parameter},
 * {@code definition},
 * {@code validation}, {@code profile}, {@code packages}, {@code terminology}, {@code patch}, {@code format}, {@code json},
 * {@code outcome}.
 */
package org.ketaminerecord.interaction;
