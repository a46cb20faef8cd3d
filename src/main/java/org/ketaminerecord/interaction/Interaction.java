package org.ketaminerecord.interaction;

import java.time.Instant;
import java.util.List;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.patch.Patch;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.SearchScope;

/** A FHIR interaction as a command (R4 http.html). */
public sealed interface Interaction {

    /** An interaction that stores nothing. */
    sealed interface Reading extends Interaction {
    }

    /** An interaction that stores something. */
    sealed interface Writing extends Interaction {

        /** The resource type. */
        String type();
    }

    /**
     * read and vread.
     *
     * @param version           the version, or null for the current one
     * @param ifNoneMatch       version ids the caller has, or null
     * @param ifModifiedSince   time of what the caller has, or null
     */
    record Read(String type, String id, Integer version, List<Integer> ifNoneMatch, Instant ifModifiedSince) implements Reading {

        /** An unconditional read. */
        public static Read of(String type, String id) {
            return new Read(type, id, null, null, null);
        }
    }

    /** search of a type, of several, or of a compartment. */
    record Search(SearchScope scope, List<QueryParameter> query, boolean lenient) implements Reading {
    }

    /**
     * history of an instance, a type, or all.
     *
     * @param type null for all
     * @param id   null for a type
     */
    record History(String type, String id, List<QueryParameter> query) implements Reading {
    }

    /** capabilities; it asks the database nothing. */
    record Capabilities(List<QueryParameter> query) implements Reading {
    }

    /** create; {@code ifNoneExist} is null or the criteria of a conditional create. */
    record Create(String type, JsonObject resource, List<QueryParameter> ifNoneExist) implements Writing {
    }

    /**
     * update, and conditional update.
     *
     * @param id          null when conditional
     * @param criteria    null when not conditional
     * @param ifMatch     the versions of which one must be current, or {@link Versions#ANY}; null when it does not matter
     * @param ifNoneExists true for {@code If-None-Match: *}: only when there is no such resource
     */
    record Update(String type, String id, JsonObject resource, List<QueryParameter> criteria, List<Integer> ifMatch, boolean ifNoneExists)
            implements Writing {
    }

    /** patch, and conditional patch. */
    record PatchOf(String type, String id, Patch patch, List<QueryParameter> criteria, List<Integer> ifMatch) implements Writing {
    }

    /** delete, and conditional delete. */
    record Delete(String type, String id, List<QueryParameter> criteria, List<Integer> ifMatch) implements Writing {
    }

    /** $meta-add and $meta-delete: a change of meta alone. */
    record MetaChange(String type, String id, JsonObject meta, boolean add) implements Writing {
    }
}
