/**
 * Who may do what: SMART scopes as they are read from a token, and the grant that they make. Data only; how a grant
 * becomes part of a query is said where queries are made, how a token becomes a grant where HTTP is spoken.
 *
 * <p>May use: {@code definition}, {@code json}, {@code outcome}.
 */
package org.ketaminerecord.access;
