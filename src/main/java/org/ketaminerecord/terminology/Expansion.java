package org.ketaminerecord.terminology;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The codes of a value set: those that are listed, and all codes of systems that nobody can list here, less some. A code
 * is in it when it is listed or when its system is there as a whole without excluding it.
 *
 * @param codes   the listed codes, in order
 * @param systems by system: the codes that are not in it, though all others of the system are
 */
public record Expansion(Map<Code, Member> codes, Map<String, Set<String>> systems) {

    /** Nothing. */
    static final Expansion EMPTY = new Expansion(Map.of(), Map.of());

    /** A code of a system; a stored expansion may leave the system out (null). */
    public record Code(String system, String code) {
    }

    /**
     * What is known of a listed code.
     *
     * @param display      its text, or null
     * @param inactive     whether it is inactive; null where that was not asked of its CodeSystem
     * @param isAbstract   true when it may not be chosen
     * @param designations its other texts
     */
    public record Member(String display, Boolean inactive, boolean isAbstract, List<Concept.Designation> designations) {

        /** Of which nothing but the code is known. */
        static final Member BARE = new Member(null, null, false, List.of());
    }

    /** Maps are kept as they are and must not be changed any more. */
    public Expansion {
        codes = Collections.unmodifiableMap(codes);
        systems = Collections.unmodifiableMap(systems);
    }

    /** All codes of a system. */
    static Expansion whole(String system) {
        return new Expansion(Map.of(), Map.of(system, Set.of()));
    }

    /** True when a code is in it. */
    public boolean contains(String system, String code) {
        return contains(new Code(system, code));
    }

    private boolean contains(Code code) {
        if (codes.containsKey(code)) {
            return true;
        }
        Set<String> excluded = systems.get(code.system());
        return excluded != null && !excluded.contains(code.code());
    }

    /** How many codes it names, be it to include or to exclude them. */
    int size() {
        return codes.size() + systems.values().stream().mapToInt(Collection::size).sum();
    }

    /** The codes of either. */
    Expansion or(Expansion other) {
        Map<Code, Member> listed = new LinkedHashMap<>(codes);
        other.codes.forEach(listed::putIfAbsent);
        Map<String, Set<String>> whole = new LinkedHashMap<>(systems);
        other.systems.forEach((system, excluded) -> whole.merge(system, excluded, Expansion::common));
        return new Expansion(listed, whole);
    }

    /** The codes of both. */
    Expansion and(Expansion other) {
        Map<Code, Member> listed = new LinkedHashMap<>();
        codes.forEach((code, member) -> {
            if (other.contains(code)) {
                listed.put(code, member);
            }
        });
        other.codes.forEach((code, member) -> {
            if (contains(code)) {
                listed.putIfAbsent(code, member);
            }
        });
        Map<String, Set<String>> whole = new LinkedHashMap<>();
        systems.forEach((system, excluded) -> {
            if (other.systems.containsKey(system)) {
                Set<String> neither = new HashSet<>(excluded);
                neither.addAll(other.systems.get(system));
                whole.put(system, neither);
            }
        });
        return new Expansion(listed, whole);
    }

    /** The codes of this that are not of the other. */
    Expansion without(Expansion other) {
        Map<Code, Member> listed = new LinkedHashMap<>();
        codes.forEach((code, member) -> {
            if (!other.contains(code)) {
                listed.put(code, member);
            }
        });
        Map<String, Set<String>> named = new HashMap<>();
        other.codes.keySet().forEach(c -> named.computeIfAbsent(c.system(), k -> new HashSet<>()).add(c.code()));
        Map<String, Set<String>> whole = new LinkedHashMap<>();
        systems.forEach((system, excluded) -> {
            Set<String> gone = named.getOrDefault(system, Set.of());
            Set<String> spared = other.systems.get(system);
            if (spared == null) {
                Set<String> all = new HashSet<>(excluded);
                all.addAll(gone);
                whole.put(system, all);
                return;
            }
            spared.stream().filter(c -> !excluded.contains(c) && !gone.contains(c)).sorted()
                    .forEach(c -> listed.putIfAbsent(new Code(system, c), Member.BARE));
        });
        return new Expansion(listed, whole);
    }

    private static Set<String> common(Set<String> a, Set<String> b) {
        Set<String> both = new HashSet<>(a);
        both.retainAll(b);
        return both;
    }
}
