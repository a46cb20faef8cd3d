package org.ketaminerecord.operation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.access.Scope.Permission;
import org.ketaminerecord.interaction.Outcome;

/** An operation (R4 operations.html). Every implementation that is a CDI bean is served. */
public interface Operation {

    /** Where an operation can be called. */
    enum Level { SYSTEM, TYPE, INSTANCE, VERSION }

    /** The name behind the dollar sign. */
    String name();

    /** A name that no other operation has, where two types have one of the same name. */
    default String key() {
        return name();
    }

    /** Canonical of its OperationDefinition. */
    String definition();

    /** Where it can be called. */
    Set<Level> levels();

    /** The resource types it is for; empty for all. */
    Set<String> types();

    /** What can be asked in the URL, apart from the parameters of every request. */
    default List<OperationParameter> parameters() {
        return List.of();
    }

    /** True when it changes something, so that it can be called by POST only. */
    boolean affectsState();

    /** True when this call of it changes something: an operation may do so only when it is asked to. */
    default boolean affectsState(OperationRequest request) {
        return affectsState();
    }

    /** True when it cannot be called at a level without a body. */
    default boolean needsBody(Level level) {
        return false;
    }

    /** True when GET tells how far calls of it are, though it changes something. */
    default boolean tellsStatus() {
        return false;
    }

    /** A scope that it needs beside, or instead of, scopes on resources, such as {@code ktr/operator}; null for none. */
    default String ownScope() {
        return null;
    }

    /**
     * What a scope must allow with resources of the type, one of these, for a call to be tried. What the call then reads and
     * writes is within the caller's reach. Not asked where it has a scope of its own.
     */
    default Set<Permission> permissions() {
        return affectsState() ? EnumSet.of(Permission.CREATE, Permission.UPDATE, Permission.DELETE) : EnumSet.of(Permission.READ, Permission.SEARCH);
    }

    /** How far calls of it are; asked only where {@link #tellsStatus}. */
    default Outcome status(OperationRequest request) {
        throw new UnsupportedOperationException(name());
    }

    /** One sentence on what it does and on its limits. */
    String documentation();

    /**
     * Runs it.
     *
     * @throws org.ketaminerecord.outcome.Fault when it is refused
     */
    Outcome call(OperationRequest request);
}
