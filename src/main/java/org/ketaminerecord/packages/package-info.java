/**
 * FHIR packages as files: read from their archives when something of them is wanted, never held in memory.
 *
 * <p>May use: {@code terminology}, {@code json}, {@code outcome}.
 */
package org.ketaminerecord.packages;
