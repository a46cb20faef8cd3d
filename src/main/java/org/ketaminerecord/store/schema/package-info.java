/**
 * The tables as Hibernate entities, so that the schema which Flyway made is validated at every start. The server's own
 * statements are SQL: the hot tables are written by arrays and read by range, which no object mapper does.
 *
 * <p>May use: nothing of this project.
 */
package org.ketaminerecord.store.schema;
