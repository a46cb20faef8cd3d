package org.ketaminerecord.capability;

import java.util.List;
import java.util.Set;

/**
 * A resource type that is served.
 *
 * @param type         its name
 * @param interactions codes of R4 type-restful-interaction
 * @param parameters   what it can be searched by, sorted by code
 * @param profiles     canonicals of the profiles on it that packages have
 * @param operations   of the type and of its instances, sorted by name
 */
public record ServedResource(String type, Set<String> interactions, List<ServedParameter> parameters, List<String> profiles,
        List<ServedOperation> operations) {
}
