package org.ketaminerecord.search;

/** A name and a value of a query string or form, decoded. */
public record QueryParameter(String name, String value) {
}
