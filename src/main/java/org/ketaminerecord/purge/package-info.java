/**
 * {@code $purge}: jobs that remove a patient's chart with all its versions and rows, and look for traces of it in all that is left.
 *
 * <p>May use: {@code indexing}, {@code search.parameter}, {@code store}, {@code definition}, {@code outcome}.
 */
package org.ketaminerecord.purge;
