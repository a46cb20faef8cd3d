package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All search parameters of one's own at one time, those that are being indexed among them. Immutable. */
public final class OwnParameters {

    /** None, before anything was asked of a database. */
    public static final OwnParameters NONE = new OwnParameters(0, List.of());

    private record Entry(OwnParameter own, RegisteredParameter registered) {
    }

    /** Made ready once: every write asks for the first list, every search for the second. */
    private record OfType(List<Entry> entries, List<RegisteredParameter> indexed, List<RegisteredParameter> complete) {

        static final OfType NONE = of(List.of());

        static OfType of(List<Entry> entries) {
            return new OfType(entries, entries.stream().map(Entry::registered).toList(),
                    entries.stream().filter(e -> e.own().complete()).map(Entry::registered).toList());
        }
    }

    private final long generation;
    private final List<OwnParameter> all;
    private final Map<String, OfType> byType = new HashMap<>();

    /**
     * @param generation the count of changes in the database that these are the state after
     * @param all        those that are not retired
     */
    public OwnParameters(long generation, List<OwnParameter> all) {
        this.generation = generation;
        this.all = List.copyOf(all);
        Map<String, List<Entry>> entries = new HashMap<>();
        for (OwnParameter p : all) {
            p.numbers().forEach((type, number) -> entries.computeIfAbsent(type, t -> new ArrayList<>())
                    .add(new Entry(p, new RegisteredParameter(number, type, p.definition(), ParameterKind.of(p.definition().type()),
                            ValuePath.compile(p.definition().expression(), type)))));
        }
        entries.forEach((type, ofType) -> byType.put(type, OfType.of(ofType)));
    }

    /** The count of changes that these are the state after. */
    public long generation() {
        return generation;
    }

    /** All. */
    public List<OwnParameter> all() {
        return all;
    }

    /** Those of a type whose values are to be indexed: complete or not. */
    public List<RegisteredParameter> indexed(String type) {
        return ofType(type).indexed();
    }

    /** Those of a type that are among these. */
    public List<RegisteredParameter> indexed(String type, Collection<Long> ids) {
        return ofType(type).entries().stream().filter(e -> ids.contains(e.own().id())).map(Entry::registered).toList();
    }

    /** Those that a type can be searched by. */
    Collection<RegisteredParameter> complete(String type) {
        return ofType(type).complete();
    }

    /** The one of a type that is being indexed under a code, or null. */
    OwnParameter indexing(String type, String code) {
        return ofType(type).entries().stream().map(Entry::own).filter(p -> !p.complete() && p.definition().code().equals(code)).findFirst().orElse(null);
    }

    private OfType ofType(String type) {
        return byType.getOrDefault(type, OfType.NONE);
    }
}
