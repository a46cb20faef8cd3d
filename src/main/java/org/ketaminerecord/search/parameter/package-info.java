/**
 * One class per search parameter type: how a value is extracted from a resource, indexed, read from a request, and
 * matched in SQL, side by side; and the small FHIRPath that search parameters are written in.
 *
 * <p>May use: {@code definition}, {@code store.row}, {@code json}, {@code outcome}.
 */
package org.ketaminerecord.search.parameter;
