package org.ketaminerecord.json;

/**
 * Where something stands in a text.
 *
 * @param line   from 1
 * @param column from 1
 */
public record Position(int line, int column) {
}
