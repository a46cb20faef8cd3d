package org.ketaminerecord.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * A SMART scope on resources (SMART 2.2 scopes-and-launch-context.html#scopes-for-requesting-fhir-resources):
 * {@code level/type.cruds?query}. Scopes are an "or": each one allows what it says, whatever the others say.
 *
 * @param level       whose records
 * @param type        a resource type of R4, or {@link #ANY_TYPE}
 * @param permissions what may be done; at least one
 * @param query       criteria that a resource must meet, as they were sent and still encoded; null for none. Conditions that are joined by
 *                    {@code &} must all be met. Whether the type has these parameters is not checked here: a scope whose criteria are not
 *                    understood must grant nothing.
 */
public record Scope(Level level, String type, Set<Permission> permissions, String query) {

    /** The type of a scope that is about all types. */
    public static final String ANY_TYPE = "*";

    /** Whose records. */
    public enum Level {
        /** Those of the patient in context. */
        PATIENT,
        /** Those that the user may see. */
        USER,
        /** Those that the client itself may see, without a user. */
        SYSTEM;

        /** As it stands in a scope. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What may be done, in the order in which a scope names it. */
    public enum Permission {
        CREATE('c'),
        /** read, vread, and the history of an instance. */
        READ('r'),
        UPDATE('u'),
        DELETE('d'),
        /** search, and the histories of a type and of the system. */
        SEARCH('s');

        private final char letter;

        Permission(char letter) {
            this.letter = letter;
        }

        /** As it stands in a scope. */
        public char letter() {
            return letter;
        }
    }

    public Scope {
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("a scope without permissions");
        }
        permissions = Collections.unmodifiableSet(EnumSet.copyOf(permissions));
    }

    /** Whether it is about this type and allows this; whether a resource meets the criteria is another question. */
    public boolean covers(String resourceType, Permission permission) {
        return permissions.contains(permission) && (type.equals(ANY_TYPE) || type.equals(resourceType));
    }

    /** As SMART 2.2 writes it; reading this again gives an equal scope. */
    public String text() {
        StringBuilder text = new StringBuilder(level.code()).append('/').append(type).append('.');
        permissions.forEach(p -> text.append(p.letter()));
        return query == null ? text.toString() : text.append('?').append(query).toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
