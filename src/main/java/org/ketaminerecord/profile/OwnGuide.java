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
 * Which resources our own package is about. Its profiles say so themselves: a resource is one of the treatment when what it is about
 * (its code, its medication, its event, its form) is what one of the profiles asks for there; or when it speaks the words of the
 * package (a code, an extension, a form or a plan that the package defines) and there is a profile that it may be meant by.
 */
public final class OwnGuide {

    /** The elements by which resources say what they are about. */
    private static final Set<String> ABOUT = Set.of("code", "medication[x]", "event");

    /**
     * What a profile is for.
     *
     * @param url      canonical of the profile
     * @param element  the element that says so, without [x], or null when the profile asks for no code
     * @param pattern  the concept that it asks for, or null
     * @param codes    the value set that it asks for a code of, or null
     * @param open     true when other codes are as good, or no code is asked for
     * @param general  true for a vital sign, which is measured elsewhere as well: its code alone does not tell
     * @param forms    of a QuestionnaireResponse: the forms whose answers it is for
     */
    private record Purpose(String url, String element, JsonObject pattern, String codes, boolean open, boolean general, Set<String> forms) {

        /** True when a resource that speaks the words of the package may be meant: it does not say that it is about something else. */
        boolean mayBeMeant(JsonObject resource) {
            return forms.isEmpty() && (open || concept(resource) == null);
        }

        JsonObject concept(JsonObject resource) {
            JsonObject concept = element == null ? null : resource.object(element);
            return concept != null || element == null ? concept : resource.object(element + "CodeableConcept");
        }
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
        return its != null && (!matching(resource, its, false).isEmpty()
                || speaks(resource) && (its.stream().anyMatch(p -> p.mayBeMeant(resource)) || !matching(resource, its, true).isEmpty()));
    }

    /** True when a resource claims a profile of our package that is for its type. */
    public boolean isClaimedBy(JsonObject resource) {
        List<Purpose> its = purposes().getOrDefault(String.valueOf(resource.string("resourceType")), List.of());
        return Validator.claims(resource).stream().anyMatch(c -> its.stream().anyMatch(p -> p.url().equals(Canonical.of(c).url())));
    }

    /** The profiles that may be meant: those that ask for what the resource is about, else all of its type. */
    public Collection<String> candidates(JsonObject resource) {
        List<Purpose> its = purposes().getOrDefault(String.valueOf(resource.string("resourceType")), List.of());
        Set<String> named = matching(resource, its, true);
        return !named.isEmpty() ? named : its.stream().filter(p -> p.mayBeMeant(resource)).map(Purpose::url).toList();
    }

    private Set<String> matching(JsonObject resource, List<Purpose> its, boolean general) {
        Set<String> matching = new LinkedHashSet<>();
        for (Purpose purpose : its) {
            if (purpose.general() && !general) {
                continue;
            }
            JsonObject concept = purpose.concept(resource);
            if (concept != null && (purpose.pattern() != null ? Values.pattern(purpose.pattern(), concept)
                    : isIn(purpose.codes(), concept)) || isAnswerTo(purpose.forms(), resource)) {
                matching.add(purpose.url());
            }
        }
        return matching;
    }

    private static boolean isAnswerTo(Set<String> forms, JsonObject resource) {
        return !forms.isEmpty() && resource.string("questionnaire") != null && forms.contains(Canonical.of(resource.string("questionnaire")).url());
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

    private Purpose purpose(JsonObject definition) {
        String url = definition.string("url");
        String root = definition.string("type") + ".";
        List<JsonObject> elements = definition.object("snapshot").objects("element");
        for (JsonObject e : elements) {
            String id = String.valueOf(e.string("id"));
            if (!id.startsWith(root) || !ABOUT.contains(id.substring(root.length()))) {
                continue;
            }
            String element = id.substring(root.length()).replace("[x]", "");
            JsonObject binding = e.object("binding");
            JsonObject pattern = e.object("patternCodeableConcept");
            JsonObject fixed = fixed(elements, id);
            if (pattern != null || fixed != null) {
                return new Purpose(url, element, pattern != null ? pattern : fixed, null, false, pattern == null, Set.of());
            }
            if (binding != null && !"example".equals(binding.string("strength")) && binding.string("valueSet") != null
                    && binding.string("valueSet").startsWith(url.substring(0, url.indexOf("/StructureDefinition/") + 1))) {
                return new Purpose(url, element, null, binding.string("valueSet"), "preferred".equals(binding.string("strength")), false, Set.of());
            }
        }
        return new Purpose(url, null, null, null, true, false, forms(elements.getFirst()));
    }

    /** R4's vital signs fix their codes in slices of coding, of which each has to be there. */
    private static JsonObject fixed(List<JsonObject> elements, String element) {
        List<JsonObject> codings = new ArrayList<>();
        for (JsonObject e : elements) {
            String id = String.valueOf(e.string("id"));
            if (id.startsWith(element + ".coding:") && id.endsWith(".code") && e.string("fixedCode") != null) {
                codings.add(new JsonObject().put("code", e.string("fixedCode")));
            }
        }
        return codings.isEmpty() ? null : new JsonObject().put("coding", JsonArray.of(codings));
    }

    /** The forms of the package that the rules of a profile of QuestionnaireResponse name. */
    private Set<String> forms(JsonObject root) {
        Set<String> forms = new LinkedHashSet<>();
        if ("QuestionnaireResponse".equals(root.string("path"))) {
            for (PackagedResource form : own("Questionnaire")) {
                if (root.objects("constraint").stream().anyMatch(c -> String.valueOf(c.string("expression")).contains("'" + form.url() + "'"))) {
                    forms.add(form.url());
                }
            }
        }
        return forms;
    }

    private List<PackagedResource> own(String type) {
        String own = name();
        return packages.ofType(type).stream().filter(r -> own.equals(r.origin()) && r.url() != null).toList();
    }
}
