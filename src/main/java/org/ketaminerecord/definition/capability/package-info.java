/**
 * The CapabilityStatement, written from plain records of what registered itself; it knows none of those who do.
 *
 * <p>May use: {@code definition}, {@code json}.
 */
package org.ketaminerecord.definition.capability;
