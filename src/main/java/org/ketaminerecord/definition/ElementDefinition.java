package org.ketaminerecord.definition;

import java.util.List;

/**
 * One element as it stands in JSON. An element with a choice of types ({@code value[x]}) is one definition for each
 * type ({@code valueQuantity}, {@code valueString}, ...) that share a {@link #base}.
 *
 * @param name     the JSON name
 * @param base     the name in FHIRPath: {@code value} for {@code valueQuantity}, else the same as the name
 * @param type     name of its type: a datatype, a resource type, or the path of a backbone element
 * @param choice   true when it is one of a choice of types
 * @param min      least number of occurrences (for a choice: of all its types together)
 * @param many     true when it is an array in JSON
 * @param summary  true when it is part of {@code _summary=true}
 * @param modifier true when it changes the meaning of the rest
 * @param required canonical of the value set whose codes alone are allowed and can be listed, or null
 * @param targets  resource types a Reference or canonical may point to; empty for any
 */
public record ElementDefinition(String name, String base, String type, boolean choice, int min, boolean many,
        boolean summary, boolean modifier, String required, List<String> targets) {
}
