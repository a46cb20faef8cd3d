package org.ketaminerecord.capability;

/**
 * An operation that can be called.
 *
 * @param name          without the dollar sign
 * @param definition    canonical of its OperationDefinition
 * @param documentation what it does and its limits
 */
public record ServedOperation(String name, String definition, String documentation) {
}
