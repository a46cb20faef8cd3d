package org.ketaminerecord.operation;

/**
 * A parameter of an operation that can stand in the URL.
 *
 * @param name          its name
 * @param required      true when the operation is refused without it
 * @param documentation what it does
 */
public record OperationParameter(String name, boolean required, String documentation) {
}
