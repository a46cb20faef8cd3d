/**
 * Rows: sessions with the database, reading and writing of versions and of their index, history. Knows nothing of FHIR
 * beyond types, ids and versions, and nothing of HTTP.
 *
 * <p>May use: {@code store.row}, {@code outcome}.
 */
package org.ketaminerecord.store;
