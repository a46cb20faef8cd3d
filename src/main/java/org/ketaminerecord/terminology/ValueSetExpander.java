package org.ketaminerecord.terminology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;

/**
 * Finds the codes of value sets from their definitions (R4 valueset.html#compositions). One instance serves one question;
 * it reads each definition once. What cannot be decided from the definitions at hand is refused, never answered in part.
 *
 * <p>A system whose CodeSystem is not here, or here as a fragment, is in an expansion as a whole: that needs no list.
 * A filter on it is refused. Supplements add nothing to a system's codes and are not read.
 */
public final class ValueSetExpander {

    /** Most codes of a value set, those on the way to it among them. */
    public static final int MOST_CODES = 100_000;
    private static final int MOST_VALUE_SETS = 200;

    private final TerminologyContent content;
    private final CodeSystems systems;
    private final int most;
    private final Expansion.Code only;
    private final Map<Canonical, Expansion> known = new HashMap<>();
    /** The value sets that import each other, from the one that was asked for to the one at hand. */
    private final Set<String> way = new LinkedHashSet<>();
    private long kept;

    /** @param content where definitions come from */
    public ValueSetExpander(TerminologyContent content) {
        this(content, MOST_CODES, null);
    }

    ValueSetExpander(TerminologyContent content, int most) {
        this(content, most, null);
    }

    private ValueSetExpander(TerminologyContent content, int most, Expansion.Code only) {
        this.content = content;
        this.only = only;
        this.systems = new CodeSystems(content);
        this.most = most;
    }

    /**
     * One that finds the codes of one system only, as far as it must to tell whether a code is among them: what does not
     * bear on that may stay undecided.
     */
    static ValueSetExpander about(TerminologyContent content, String system, String code) {
        return new ValueSetExpander(content, MOST_CODES, new Expansion.Code(system, code));
    }

    /** The code systems that were read on the way, and others. */
    public CodeSystems systems() {
        return systems;
    }

    /**
     * The codes of a value set.
     *
     * @throws Fault (422) when there is no such value set, or its codes cannot be told
     */
    public Expansion expand(Canonical canonical) {
        return orElsewhere(new JsonObject().put("url", canonical.url()).put("version", canonical.version()), () -> expand(canonical, ""));
    }

    /**
     * The codes of a value set that is at hand.
     *
     * @throws Fault (422) when its codes cannot be told
     */
    public Expansion expand(JsonObject valueSet) {
        return orElsewhere(valueSet, () -> defined(valueSet));
    }

    /** The same, without asking another server. */
    Expansion expandHere(JsonObject valueSet) {
        return defined(valueSet);
    }

    private Expansion orElsewhere(JsonObject valueSet, Supplier<Expansion> here) {
        try {
            return here.get();
        } catch (Fault fault) {
            if (only != null) {
                throw fault;        // of one code there is a shorter question, which the caller asks
            }
            way.clear();
            JsonObject known = valueSet.has("resourceType") ? valueSet : content.valueSet(new Canonical(valueSet.string("url"), valueSet.string("version")));
            return new Definition(valueSet, valueSet.string("url")).stored(Elsewhere.expansion(content.server(), known == null ? valueSet : known, fault));
        }
    }

    private Expansion defined(JsonObject valueSet) {
        String url = valueSet.string("url");
        String name = url != null ? new Canonical(url, valueSet.string("version")).toString() : "ValueSet/" + valueSet.string("id");
        if (!way.add(name)) {
            throw Refusal.wrong("ValueSet.compose", "The ValueSet '" + name + "' imports itself: " + String.join(" > ", way) + " > " + name
                    + ". Take one of the imports out.");
        }
        Expansion expansion = new Definition(valueSet, name).expansion();
        way.remove(name);       // not after a refusal: then the whole question has failed
        return expansion;
    }

    private Expansion expand(Canonical canonical, String needed) {
        Expansion before = known.get(canonical);
        if (before != null) {
            return before;
        }
        JsonObject valueSet = content.valueSet(canonical);
        if (valueSet == null) {
            throw Refusal.unknown("ValueSet", canonical, content, needed);
        }
        if (known.size() == MOST_VALUE_SETS) {
            throw Refusal.tooCostly(canonical.toString(), "is one of more than " + MOST_VALUE_SETS + " that import each other");
        }
        Expansion expansion = defined(valueSet);
        kept += expansion.size();
        if (kept > 5L * most) {
            throw Refusal.tooCostly(canonical.toString(), "and those that it is made with have too many codes together");
        }
        known.put(canonical, expansion);
        return expansion;
    }

    /** One value set. */
    private final class Definition {
        private final JsonObject json;
        private final String name;

        Definition(JsonObject json, String name) {
            this.json = json;
            this.name = name;
        }

        Expansion expansion() {
            JsonObject compose = json.object("compose");
            JsonObject stored = json.object("expansion");
            if (compose == null) {
                if (stored == null) {
                    throw Refusal.wrong("ValueSet", "The ValueSet '" + name + "' has neither compose nor expansion, so nothing says which codes "
                            + "are in it. Add one of them.");
                }
                if (!entire(stored)) {
                    throw Refusal.undecided("ValueSet.expansion", "The expansion of the ValueSet '" + name + "' is a part of it only, and it "
                            + "has no compose. Store all of the expansion, or the compose.");
                }
                return stored(stored);
            }
            Set<String> wayHere = new LinkedHashSet<>(way);
            try {
                return compose(compose);
            } catch (Fault fault) {
                if (stored == null || !entire(stored)) {
                    throw fault;
                }
                way.retainAll(wayHere);
                return stored(stored);
            }
        }

        private Expansion compose(JsonObject compose) {
            List<JsonObject> includes = compose.objects("include");
            Expansion all = Expansion.EMPTY;
            Fault undecided = null;
            Set<String> wayHere = new LinkedHashSet<>(way);
            for (int i = 0; i < includes.size(); i++) {
                try {
                    all = few(all.or(part(includes.get(i), "ValueSet.compose.include[" + i + "]")));
                } catch (Fault fault) {
                    if (only == null) {
                        throw fault;
                    }
                    way.retainAll(wayHere);
                    undecided = undecided == null ? fault : undecided;
                }
            }
            if (undecided != null && (only == null || !all.contains(only.system(), only.code()))) {
                throw undecided;
            }
            List<JsonObject> excludes = compose.objects("exclude");
            for (int i = 0; i < excludes.size(); i++) {
                if (only == null || all.contains(only.system(), only.code())) {
                    all = few(all.without(part(excludes.get(i), "ValueSet.compose.exclude[" + i + "]")));
                }
            }
            return compose.get("inactive") == JsonBoolean.FALSE ? active(all) : all;
        }

        /** All that one include or exclude says must hold: its system, its filters, and each of its value sets. */
        private Expansion part(JsonObject part, String expression) {
            String system = part.string("system");
            List<JsonObject> listed = part.objects("concept");
            List<JsonObject> filters = part.objects("filter");
            List<String> imports = texts(part.array("valueSet"));
            if (system == null && (!listed.isEmpty() || !filters.isEmpty() || imports.isEmpty())) {
                throw Refusal.wrong(expression, "A part of the ValueSet '" + name + "' names no system" + (listed.isEmpty() && filters.isEmpty()
                        ? " and no value set" : " for its codes or filters") + ". Correct the ValueSet.");
            }
            if (!listed.isEmpty() && !filters.isEmpty()) {
                throw Refusal.wrong(expression, "A part of the ValueSet '" + name + "' has both codes and filters, which R4 does not allow (vsd-3)."
                        + " Make two includes of it.");
            }
            if (only != null && system != null && !system.equals(only.system())) {
                return Expansion.EMPTY;
            }
            Expansion all = null;
            if (system != null) {
                Canonical canonical = new Canonical(system, part.string("version"));
                all = !listed.isEmpty() ? listed(system, listed) : filters.isEmpty() ? whole(canonical, expression)
                        : filtered(canonical, filters, expression);
                few(all);
            }
            for (String url : imports) {
                // of several, the codes of all: the page says so (valueset.html#compositions), and R5 the element's definition too
                Expansion imported = expand(Canonical.of(url), ", which the ValueSet '" + name + "' imports");
                all = all == null ? imported : all.and(imported);
            }
            return all;
        }

        private Expansion listed(String system, List<JsonObject> concepts) {
            Map<Expansion.Code, Expansion.Member> codes = new LinkedHashMap<>();
            for (JsonObject c : concepts) {
                if (c.string("code") != null) {
                    codes.putIfAbsent(new Expansion.Code(system, c.string("code")), new Expansion.Member(c.string("display"), null, false,
                            c.objects("designation").stream().map(CodeSystem::designation).toList()));
                }
            }
            return new Expansion(codes, Map.of());
        }

        private Expansion whole(Canonical canonical, String expression) {
            CodeSystem system = systems.find(canonical);
            if (system != null && system.content() == CodeSystem.Content.SUPPLEMENT) {
                throw Refusal.wrong(expression, "The ValueSet '" + name + "' includes '" + canonical + "', a supplement, which has no codes of "
                        + "its own. Include the code system that it supplements.");
            }
            if (system != null && system.content() == CodeSystem.Content.COMPLETE) {
                return of(system, c -> true);
            }
            if (canonical.version() != null) {
                // which codes were in that version cannot be told from a Coding
                throw Refusal.unknown("CodeSystem", canonical, content, " with all its codes, of which the ValueSet '" + name + "' includes those of one version");
            }
            return Expansion.whole(canonical.url());
        }

        private Expansion filtered(Canonical canonical, List<JsonObject> filters, String expression) {
            CodeSystem system = systems.find(canonical);
            if (system == null) {
                throw Refusal.unknown("CodeSystem", canonical, content, ", from which the ValueSet '" + name + "' selects by a filter");
            }
            CodeSystems.requireComplete(system, expression, "what the ValueSet '" + name + "' selects from it cannot be told");
            Predicate<Concept> all = c -> true;
            for (int i = 0; i < filters.size(); i++) {
                all = all.and(ConceptFilter.of(system, filters.get(i), expression + ".filter[" + i + "]", name));
            }
            return of(system, all);
        }

        private Expansion of(CodeSystem system, Predicate<Concept> which) {
            Map<Expansion.Code, Expansion.Member> codes = new LinkedHashMap<>();
            system.concepts().values().stream().filter(which).forEach(c -> codes.put(new Expansion.Code(system.canonical().url(), c.code()),
                    new Expansion.Member(c.display(), c.inactive(), c.isAbstract(), c.designations())));
            return new Expansion(codes, Map.of());
        }

        /** {@code compose.inactive = false}: whether a code is active must be known of each. */
        private Expansion active(Expansion all) {
            Map<Expansion.Code, Expansion.Member> codes = new LinkedHashMap<>();
            all.systems().keySet().forEach(this::requireActivity);
            all.codes().forEach((code, member) -> {
                Boolean inactive = member.inactive();
                if (inactive == null) {
                    Concept concept = requireActivity(code.system()).concept(code.code());
                    inactive = concept != null && concept.inactive();
                }
                if (!inactive) {
                    codes.put(code, new Expansion.Member(member.display(), false, member.isAbstract(), member.designations()));
                }
            });
            return new Expansion(codes, Map.of());
        }

        private CodeSystem requireActivity(String url) {
            Canonical canonical = Canonical.of(String.valueOf(url));
            CodeSystem system = systems.find(canonical);
            if (system == null) {
                throw Refusal.unknown("CodeSystem", canonical, content, ", and the ValueSet '" + name + "' wants its active codes only");
            }
            CodeSystems.requireComplete(system, "ValueSet.compose.inactive", "which of its codes are active cannot be told, as the ValueSet '"
                    + name + "' wants");
            return system;
        }

        /** An expansion that was stored: what is in it is in the value set, headings without a code apart. */
        private Expansion stored(JsonObject expansion) {
            Map<Expansion.Code, Expansion.Member> codes = new LinkedHashMap<>();
            for (JsonObject c : entries(expansion)) {
                codes.putIfAbsent(new Expansion.Code(c.string("system"), c.string("code")), new Expansion.Member(c.string("display"),
                        c.get("inactive") == JsonBoolean.TRUE, c.get("abstract") == JsonBoolean.TRUE,
                        c.objects("designation").stream().map(CodeSystem::designation).toList()));
            }
            return few(new Expansion(codes, Map.of()));
        }

        private Expansion few(Expansion expansion) {
            if (expansion.size() > most) {
                throw Refusal.tooCostly(name, "has more than " + most + " codes, more than this server lists");
            }
            return expansion;
        }
    }

    /** What a stored expansion has, in its order, headings without a code apart. */
    static List<JsonObject> entries(JsonObject expansion) {
        List<JsonObject> listed = new ArrayList<>();
        List<JsonObject> open = new ArrayList<>(expansion.objects("contains").reversed());
        while (!open.isEmpty()) {
            JsonObject c = open.removeLast();
            if (c.string("code") != null) {
                listed.add(c);
            }
            open.addAll(c.objects("contains").reversed());
        }
        return listed;
    }

    /** False when a stored expansion is a page, a search result or known to be cut. */
    static boolean entire(JsonObject expansion) {
        boolean page = expansion.get("offset") instanceof JsonNumber n && n.decimal().signum() > 0;
        boolean cut = expansion.get("total") instanceof JsonNumber n && n.decimal().intValue() > count(expansion);
        boolean searched = expansion.objects("parameter").stream().anyMatch(p -> "filter".equals(p.string("name")));
        boolean open = expansion.objects("extension").stream().anyMatch(e -> e.get("valueBoolean") == JsonBoolean.TRUE
                && String.valueOf(e.string("url")).matches(".*/valueset-(unclosed|toocostly)"));
        return !page && !cut && !searched && !open;
    }

    private static int count(JsonObject expansion) {
        int count = 0;
        List<JsonObject> open = new ArrayList<>(expansion.objects("contains"));
        while (!open.isEmpty()) {
            JsonObject c = open.removeLast();
            count++;
            open.addAll(c.objects("contains"));
        }
        return count;
    }

    private static List<String> texts(JsonArray array) {
        List<String> texts = new ArrayList<>();
        if (array != null) {
            for (JsonValue v : array) {
                if (v instanceof JsonString s) {
                    texts.add(s.value());
                }
            }
        }
        return texts;
    }
}
