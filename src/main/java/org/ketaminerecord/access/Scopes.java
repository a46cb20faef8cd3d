package org.ketaminerecord.access;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The scopes of a token, sorted by what they are.
 *
 * @param resources  scopes on resources, without repetitions, in the order of the token
 * @param others     all other scopes: {@code openid}, {@code launch/patient}, {@code ktr/audit} ...
 * @param unreadable what began like a scope on resources and is none, or has characters that no scope has, as it was sent: grants nothing
 */
public record Scopes(List<Scope> resources, Set<String> others, List<String> unreadable) {

    public Scopes {
        resources = resources.stream().distinct().toList();
        others = Collections.unmodifiableSet(new LinkedHashSet<>(others));
        unreadable = List.copyOf(unreadable);
    }
}
