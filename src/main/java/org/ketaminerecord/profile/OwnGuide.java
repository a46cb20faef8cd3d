package org.ketaminerecord.profile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.packages.PackagedResource;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.terminology.Canonical;

/**
 * Which resources our own package is about. Its profiles say so themselves: a resource of a type that it profiles is one of the
 * treatment when it speaks the words of the package (a code, an extension, a form or a plan that the package defines), or when
 * what it is about (its code, its medication, its event) is what one of the profiles asks for there.
 */
public final class OwnGuide {

    /** The elements by which resources say what they are about. */
    private static final Set<String> ABOUT = Set.of("code", "medication[x]", "event");

    /**
     * What a profile is for.
     *
     * @param url     canonical of the profile
     * @param element the element that says so, without [x], or null when the profile asks for no code
     * @param pattern the concept that it asks for, or null
     * @param codes   the value set that it asks for a code of, or null
     */
    private record Purpose(String url, String element, JsonObject pattern, String codes) {
    }

    private final Packages packages;
    private final Profiles profiles;
    private volatile Map<String, List<Purpose>> purposes;
    private volatile Set<String> words;

    /**
     * @param packages the packages, our own first
     * @param profiles who knows value sets
     */
    public OwnGuide(Packages packages, Profiles profiles) {
        this.packages = packages;
        this.profiles = profiles;
    }

    /** Name and version of our package. */
    public String name() {
        return packages.all().getFirst().id();
    }

    /** True when a resource is one of the treatment. */
    public boolean isAbout(JsonObject resource) {
        List<Purpose> its = purposes().get(String.valueOf(resource.string("resourceType")));
        return its != null && (!matching(resource, its).isEmpty() || speaks(resource));
    }

    /** True when a resource claims a profile of our package that is for its type. */
    public boolean isClaimedBy(JsonObject resource) {
        List<Purpose> its = purposes().getOrDefault(String.valueOf(resource.string("resourceType")), List.of());
        return Validator.claims(resource).stream().anyMatch(c -> its.stream().anyMatch(p -> p.url().equals(Canonical.of(c).url())));
    }

    /** The profiles that may be meant: those that ask for what the resource is about, else all of its type. */
    public Collection<String> candidates(JsonObject resource) {
        List<Purpose> its = purposes().getOrDefault(String.valueOf(resource.string("resourceType")), List.of());
        Set<String> named = matching(resource, its);
        return !named.isEmpty() ? named : its.stream().map(Purpose::url).toList();
    }

    private Set<String> matching(JsonObject resource, List<Purpose> its) {
        Set<String> matching = new LinkedHashSet<>();
        for (Purpose purpose : its) {
            JsonObject concept = purpose.element() == null ? null : resource.object(purpose.element());
            if (concept == null && purpose.element() != null) {
                concept = resource.object(purpose.element() + "CodeableConcept");
            }
            if (concept != null && (purpose.pattern() != null ? Values.pattern(purpose.pattern(), concept) : isIn(purpose.codes(), concept))) {
                matching.add(purpose.url());
            }
        }
        return matching;
    }

    private boolean isIn(String valueSet, JsonObject concept) {
        Codes codes = profiles.codes(valueSet);
        return concept.objects("coding").stream().anyMatch(c -> c.string("system") != null && c.string("code") != null
                && codes.contains(c.string("system"), c.string("code")) == Codes.Answer.IN);
    }

    // ---- words --------------------------------------------------------------------------------------

    /** Meta apart, which is what a resource claims, and resources inside it apart, which are others. */
    private boolean speaks(JsonObject resource) {
        Set<String> known = words();
        for (int i = 0; i < resource.size(); i++) {
            String name = resource.name(i);
            if (!name.equals("meta") && !name.equals("contained") && !name.equals("text") && speaks(resource.value(i), known)) {
                return true;
            }
        }
        return false;
    }

    private static boolean speaks(JsonValue value, Set<String> known) {
        return switch (value) {
            case JsonString s -> known.contains(Canonical.of(s.value()).url());
            case JsonArray a -> a.stream().anyMatch(v -> speaks(v, known));
            case JsonObject o -> {
                boolean found = false;
                for (int i = 0; i < o.size() && !found; i++) {
                    found = !o.name(i).equals("resource") && speaks(o.value(i), known);
                }
                yield found;
            }
            default -> false;
        };
    }

    private Set<String> words() {
        Set<String> known = words;
        if (known == null) {
            known = new LinkedHashSet<>();
            for (String type : List.of("CodeSystem", "StructureDefinition", "Questionnaire", "PlanDefinition", "ActivityDefinition")) {
                for (PackagedResource r : own(type)) {
                    known.add(r.url());
                }
            }
            words = known;
        }
        return known;
    }

    // ---- purposes -----------------------------------------------------------------------------------

    private Map<String, List<Purpose>> purposes() {
        Map<String, List<Purpose>> known = purposes;
        if (known == null) {
            known = new TreeMap<>();
            for (PackagedResource r : own("StructureDefinition")) {
                if (!"Extension".equals(r.about())) {
                    JsonObject definition = r.read();
                    known.computeIfAbsent(definition.string("type"), t -> new ArrayList<>()).add(purpose(definition));
                }
            }
            purposes = known;
        }
        return known;
    }

    private static Purpose purpose(JsonObject definition) {
        String url = definition.string("url");
        String root = definition.string("type") + ".";
        for (JsonObject e : definition.object("snapshot").objects("element")) {
            String id = e.string("id");
            if (id == null || !id.startsWith(root) || !ABOUT.contains(id.substring(root.length()))) {
                continue;
            }
            String element = id.substring(root.length()).replace("[x]", "");
            JsonObject pattern = e.object("patternCodeableConcept");
            JsonObject binding = e.object("binding");
            if (pattern != null) {
                return new Purpose(url, element, pattern, null);
            }
            if (binding != null && !"example".equals(binding.string("strength")) && binding.string("valueSet") != null
                    && binding.string("valueSet").startsWith(url.substring(0, url.indexOf("/StructureDefinition/") + 1))) {
                return new Purpose(url, element, null, binding.string("valueSet"));
            }
        }
        return new Purpose(url, null, null, null);
    }

    private List<PackagedResource> own(String type) {
        String own = name();
        return packages.ofType(type).stream().filter(r -> own.equals(r.origin()) && r.url() != null).toList();
    }
}
