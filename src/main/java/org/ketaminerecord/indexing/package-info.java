/**
 * Search parameters of one's own: which there are, how they come and go, and the jobs that index them behind the back of
 * a server that is serving (docs/decisions/0006-own-search-parameters.md).
 *
 * <p>May use: {@code search.parameter}, {@code store}, {@code store.row}, {@code definition}, {@code packages},
 * {@code json}, {@code outcome}.
 */
package org.ketaminerecord.indexing;
