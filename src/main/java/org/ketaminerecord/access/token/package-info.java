/**
 * From a bearer token to a grant: which issuers are trusted, their keys and what they publish of themselves, and how a token is checked.
 * Signatures are jose4j's. No other room knows what a token looks like.
 *
 * <p>May use: {@code access}, {@code json}, {@code outcome}.
 */
package org.ketaminerecord.access.token;
