package org.ketaminerecord.profile;

import org.ketaminerecord.fhirpath.CompiledPath;

/**
 * An invariant of an element.
 *
 * @param key     its key
 * @param warning true when it only warns
 * @param human   its sentence
 * @param path    its expression, ready to be evaluated
 */
record Constraint(String key, boolean warning, String human, CompiledPath path) {
}
