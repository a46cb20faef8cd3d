package org.ketaminerecord.profile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.profile.BundleEntries.Entry;

/** What a document has: all that its Composition refers to, and nothing that it has nothing to do with (R4 documents.html#content). */
final class DocumentRules {

    private static final String CONTENT = "documents.html#content";
    private static final Pattern LINK = Pattern.compile("(?:href|src)\\s*=\\s*[\"']([^\"'#]+)");

    private final Findings found;
    private final BundleEntries entries;
    private final Place bundle;

    DocumentRules(Findings found, BundleEntries entries, Place bundle) {
        this.found = found;
        this.entries = entries;
        this.bundle = bundle;
    }

    void check(Entry composition) {
        Place resource = composition.resource();
        for (String name : List.of("subject", "encounter", "author", "custodian")) {
            resource.children(name).forEach(r -> inside(r, composition));
        }
        resource.children("attester").forEach(a -> a.children("party").forEach(r -> inside(r, composition)));
        resource.children("event").forEach(e -> e.children("detail").forEach(r -> inside(r, composition)));
        sections(resource, composition);
        reached(composition);
    }

    private void sections(Place place, Entry composition) {
        for (Place section : place.children("section")) {
            for (String name : List.of("author", "focus", "entry")) {
                section.children(name).forEach(r -> inside(r, composition));
            }
            sections(section, composition);
        }
    }

    private void inside(Place reference, Entry composition) {
        BundleRules.inside(found, reference, composition, entries, CONTENT, "A document has all that its Composition refers to");
    }

    // ---- what the Composition has to do with --------------------------------------------------------

    /** A resource is looked for by all that may be meant as a link to it, so that only what is surely strange is told. */
    private void reached(Entry composition) {
        Map<Entry, Set<Entry>> links = new IdentityHashMap<>();
        Map<String, List<Entry>> names = new HashMap<>();
        for (Entry e : entries.all()) {
            for (String name : names(e)) {
                names.computeIfAbsent(name, k -> new ArrayList<>(1)).add(e);
            }
        }
        for (Entry e : entries.all()) {
            Set<Entry> to = identitySet();
            texts(e.resource().members(), text -> to.addAll(names.getOrDefault(text, List.of())));
            links.put(e, to);
        }
        Set<Entry> forward = walk(composition, links);
        texts(bundle.members().get("link"), text -> forward.addAll(names.getOrDefault(text, List.of())));
        Map<Entry, Set<Entry>> both = new IdentityHashMap<>();
        links.forEach((from, to) -> to.forEach(t -> {
            both.computeIfAbsent(from, k -> identitySet()).add(t);
            both.computeIfAbsent(t, k -> identitySet()).add(from);
        }));
        Set<Entry> any = walk(composition, both);
        for (Entry e : entries.all()) {
            if (!forward.contains(e) && !any.contains(e)) {
                found.error(e.place(), "", IssueType.BUSINESS_RULE, FaultCode.INVALID_BUNDLE, CONTENT, null, "A document has only what its Composition leads to by "
                        + "references, and Provenance of that. Nothing links this " + e.resource().type().name() + " to it. Refer to it, or leave it out.");
            } else if (!forward.contains(e) && !e.resource().type().name().equals("Provenance")) {
                found.warning(e.place(), "", IssueType.BUSINESS_RULE, FaultCode.INVALID_BUNDLE, CONTENT, null, "A document has only what its Composition leads to by "
                        + "references, and Provenance of that. This " + e.resource().type().name() + " refers to such resources, but none refers to it. Refer to it, "
                        + "or leave it out.");
            }
        }
    }

    private static Set<Entry> walk(Entry start, Map<Entry, Set<Entry>> links) {
        Set<Entry> reached = identitySet();
        Deque<Entry> next = new ArrayDeque<>();
        reached.add(start);
        next.add(start);
        while (!next.isEmpty()) {
            for (Entry e : links.getOrDefault(next.pop(), Set.of())) {
                if (reached.add(e)) {
                    next.add(e);
                }
            }
        }
        return reached;
    }

    private static Set<Entry> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static Set<String> names(Entry e) {
        Set<String> names = new HashSet<>();
        String type = e.resource().type().name();
        if (e.fullUrl() != null) {
            names.add(e.fullUrl());
        }
        if (e.rest() != null) {
            names.add(e.rest().type() + "/" + e.rest().id());
        }
        if (e.id() != null) {
            names.add(type + "/" + e.id());
        }
        return names;
    }

    /** All texts that can be a link: those of references and URIs, and what narratives link to. */
    private static void texts(JsonValue value, Consumer<String> to) {
        switch (value) {
            case JsonString s when s.value().startsWith("<") -> {
                Matcher link = LINK.matcher(s.value());
                while (link.find()) {
                    to.accept(link.group(1));
                }
            }
            case JsonString s -> {
                int history = s.value().indexOf("/_history/");
                to.accept(history < 0 ? s.value() : s.value().substring(0, history));
            }
            case JsonArray a -> a.forEach(v -> texts(v, to));
            case JsonObject o -> {
                for (int i = 0; i < o.size(); i++) {
                    texts(o.value(i), to);
                }
            }
            case null, default -> { }
        }
    }
}
