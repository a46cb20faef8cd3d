/**
 * The rows of the search index as plain records, made by {@code search.parameter} and kept by {@code store}.
 *
 * <p>May use: nothing of this project.
 */
package org.ketaminerecord.store.row;
