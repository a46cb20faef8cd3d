package org.ketaminerecord.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;

/**
 * Translates codes by ConceptMaps (R4 conceptmap-operation-translate.html, conceptmap.html). Backwards, targets are looked
 * up and sources answered, and an equivalence is read from the other side.
 */
public final class Translation {

    private static final Set<String> NO_TRANSLATION = Set.of("unmatched", "disjoint");

    /**
     * What is asked.
     *
     * @param targetSystem the system that is wanted, or null for any
     * @param backwards    true to go from targets to sources
     * @param dependencies what is known besides: parts {@code element} and {@code concept}
     */
    public record Asked(String targetSystem, boolean backwards, List<Dependency> dependencies) {
    }

    /** A fact that a mapping may depend on: an element, and a code it has. */
    public record Dependency(String element, String system, String code) {
    }

    /**
     * One translation.
     *
     * @param equivalence how the answer stands to what was asked (R4 concept-map-equivalence)
     * @param concept     the answer, or null where the map says that there is none
     * @param products    what else the map gives: parts of the answer
     * @param map         canonical of the map, or null when it has none
     */
    public record Match(String equivalence, Coded concept, List<JsonObject> products, String map) {

        /** True when it is a translation. */
        public boolean translates() {
            return !NO_TRANSLATION.contains(equivalence);
        }
    }

    private final TerminologyContent content;
    private final Asked asked;
    private final Set<Match> matches = new LinkedHashSet<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private final Set<String> sources = new TreeSet<>();

    /** One question. */
    public Translation(TerminologyContent content, Asked asked) {
        this.content = content;
        this.asked = asked;
    }

    /** Looks a code up in a map and adds what it finds. */
    public void translate(JsonObject map, Coded coded) {
        translate(map, coded, new HashSet<>());
    }

    /** What was found; those that are translations first. */
    public List<Match> matches() {
        List<Match> ordered = new ArrayList<>(matches.stream().filter(Match::translates).toList());
        ordered.addAll(matches.stream().filter(m -> !m.translates()).toList());
        return ordered;
    }

    /** What there is to say of what was not found, in sentences; empty when nothing. */
    public List<String> remarks(Coded coded) {
        List<String> all = new ArrayList<>(remarks);
        if (matches.isEmpty() && remarks.isEmpty() && coded.code() != null) {
            all.add("No mapping " + (asked.backwards() ? "to" : "of") + " '" + coded + "'" + (asked.targetSystem() == null ? "" : " "
                    + (asked.backwards() ? "from" : "to") + " '" + asked.targetSystem() + "'") + " was found."
                    + Nearest.to(coded.code(), sources).map(n -> " Did you mean '" + n + "'?").orElse(""));
        }
        return all;
    }

    private void translate(JsonObject map, Coded coded, Set<String> way) {
        String name = map.string("url") == null ? null : new Canonical(map.string("url"), map.string("version")).toString();
        for (JsonObject group : map.objects("group")) {
            String from = group.string(asked.backwards() ? "target" : "source");
            String to = group.string(asked.backwards() ? "source" : "target");
            String version = group.string(asked.backwards() ? "targetVersion" : "sourceVersion");
            boolean concerns = (from == null || coded.system() == null || from.equals(coded.system()))
                    && (version == null || coded.version() == null || version.equals(coded.version()))
                    && (asked.targetSystem() == null || to == null || asked.targetSystem().equals(to));
            if (!concerns) {
                continue;
            }
            if (asked.backwards()) {
                backwards(group, coded, to, name);
            } else if (!forwards(group, coded, to, name)) {
                unmapped(group, coded, to, name, way);
            }
        }
    }

    private boolean forwards(JsonObject group, Coded coded, String to, String name) {
        boolean mapped = false;
        for (JsonObject element : group.objects("element")) {
            if (element.string("code") != null) {
                sources.add(element.string("code"));
            }
            if (!coded.code().equals(element.string("code"))) {
                continue;
            }
            mapped = true;
            for (JsonObject target : element.objects("target")) {
                if (depends(target, name)) {
                    Coded concept = target.string("code") == null ? null : new Coded(to, group.string("targetVersion"), target.string("code"), target.string("display"));
                    matches.add(new Match(equivalence(target), concept, target.objects("product"), name));
                }
            }
        }
        return mapped;
    }

    private void backwards(JsonObject group, Coded coded, String to, String name) {
        for (JsonObject element : group.objects("element")) {
            for (JsonObject target : element.objects("target")) {
                if (target.string("code") != null) {
                    sources.add(target.string("code"));
                }
                if (coded.code().equals(target.string("code")) && element.string("code") != null && depends(target, name)) {
                    Coded concept = new Coded(to, group.string("sourceVersion"), element.string("code"), element.string("display"));
                    matches.add(new Match(reversed(equivalence(target)), concept, List.of(), name));
                }
            }
        }
    }

    /** R4 ConceptMap.group.unmapped: what to do with a code that the group does not list. */
    private void unmapped(JsonObject group, Coded coded, String to, String name, Set<String> way) {
        JsonObject unmapped = group.object("unmapped");
        if (unmapped == null) {
            return;
        }
        switch (String.valueOf(unmapped.string("mode"))) {
            case "provided" -> matches.add(new Match("equal", new Coded(to, group.string("targetVersion"), coded.code(), coded.display()), List.of(), name));
            case "fixed" -> matches.add(new Match("inexact", new Coded(to, group.string("targetVersion"), unmapped.string("code"), unmapped.string("display")),
                    List.of(), name));
            case "other-map" -> {
                String url = unmapped.string("url");
                JsonObject other = url == null || !way.add(url) ? null : content.conceptMap(Canonical.of(url));
                if (other == null) {
                    remarks.add("'" + coded + "' is for the ConceptMap '" + url + "', which is not here" + (way.contains(url) ? " or leads back to itself" : "") + ".");
                } else {
                    translate(other, coded, way);
                }
            }
            default -> { }
        }
    }

    /** R4 ConceptMap.group.element.target.dependsOn: each must be among what is known. */
    private boolean depends(JsonObject target, String name) {
        for (JsonObject d : target.objects("dependsOn")) {
            boolean met = asked.dependencies().stream().anyMatch(known -> known.element().equals(d.string("property"))
                    && (d.string("system") == null || known.system() == null || d.string("system").equals(known.system()))
                    && known.code().equals(d.string("value")));
            if (!met) {
                remarks.add("A mapping of the ConceptMap '" + name + "' depends on '" + d.string("property") + "' being '" + d.string("value")
                        + "'. If it is, send that as dependency.");
                return false;
            }
        }
        return true;
    }

    private static String equivalence(JsonObject target) {
        return target.string("equivalence") == null ? "relatedto" : target.string("equivalence");
    }

    private static String reversed(String equivalence) {
        return switch (equivalence) {
            case "wider" -> "narrower";
            case "narrower" -> "wider";
            case "subsumes" -> "specializes";
            case "specializes" -> "subsumes";
            default -> equivalence;
        };
    }

    /** The products of a match, as R4 answers them: element and concept. */
    public static JsonArray products(Match match) {
        JsonArray products = new JsonArray();
        for (JsonObject p : match.products()) {
            JsonArray part = new JsonArray();
            part.add(new JsonObject().put("name", "element").put("valueUri", p.string("property")));
            part.add(new JsonObject().put("name", "concept").put("valueCoding", new JsonObject().put("system", p.string("system")).put("code", p.string("value"))
                    .put("display", p.string("display"))));
            products.add(new JsonObject().put("name", "product").put("part", part));
        }
        return products;
    }
}
