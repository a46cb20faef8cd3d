/**
 * The PostgreSQL that the server brings along for a first run and for tests: where its programs and its data are, who
 * runs it, how it is started, watched and stopped. Not used when a JDBC URL is configured.
 *
 * <p>The programs are zonky's; their starter class is not used, because it switches fsync off, knows one way only of
 * not being root, and takes the server of a killed process for a stranger.
 *
 * <p>May use: nothing of this project.
 */
package org.ketaminerecord.embedded;
