/**
 * The CapabilityStatement: collected from what endpoints, operations and search parameters declare, and written as the
 * FHIR resource. There is no other list of what the server can do.
 *
 * <p>May use: {@code access.token}, {@code audit}, {@code interaction}, {@code operation}, {@code search.parameter}, {@code packages}, {@code patch},
 * {@code definition}, {@code json}.
 */
package org.ketaminerecord.capability;
