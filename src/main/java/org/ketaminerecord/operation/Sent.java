package org.ketaminerecord.operation;

/**
 * A body as it was sent.
 *
 * @param bytes its bytes
 * @param xml   true when it is XML, false when it is JSON
 */
public record Sent(byte[] bytes, boolean xml) {
}
