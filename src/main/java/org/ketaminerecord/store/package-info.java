/**
 * Rows: sessions with the database, the tables as Hibernate entities, reading and writing of versions, history. Knows
 * nothing of FHIR beyond types, ids and versions, and nothing of HTTP.
 *
 * <p>May use: {@code store.row}, {@code outcome}.
 */
package org.ketaminerecord.store;
