package org.ketaminerecord.store.row;

/**
 * What a resource says in words, folded and with single spaces.
 *
 * @param hash      of both, never 0: equal texts are kept once
 * @param narrative the words of its narrative, may be empty
 * @param rest      all its other words, may be empty
 */
public record FullText(long hash, String narrative, String rest) {
}
