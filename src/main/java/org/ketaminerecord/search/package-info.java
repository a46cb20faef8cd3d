/**
 * The way of a question: query string, sealed request model, SQL, page of stored bytes, includes, cursor.
 *
 * <p>May use: {@code access}, {@code search.parameter}, {@code store}, {@code terminology}, {@code definition}, {@code json}, {@code outcome}.
 */
package org.ketaminerecord.search;
