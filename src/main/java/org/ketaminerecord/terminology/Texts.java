package org.ketaminerecord.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The texts of a code: its display, and its designations.
 *
 * @param display      the display, or null
 * @param language     the language of the display, or null when nobody says it
 * @param designations its other texts
 * @param systems      the display that its system gives it, where the value set has another; or null
 */
public record Texts(String display, String language, List<Concept.Designation> designations, String systems) {

    /** Of what a value set says of a code and what its system does; either may be null. The value set's own display goes before. */
    public static Texts of(Expansion.Member member, CodeSystem system, Concept concept) {
        List<Concept.Designation> all = new ArrayList<>();
        if (member != null) {
            all.addAll(member.designations());
        }
        if (concept != null) {
            concept.designations().stream().filter(d -> all.stream().noneMatch(a -> a.json().equals(d.json()))).forEach(all::add);
        }
        boolean own = member != null && member.display() != null && (concept == null || !member.display().equals(concept.display()));
        String display = own ? member.display() : concept == null ? null : concept.display();
        return new Texts(display, own || system == null ? null : system.json().string("language"), all,
                own && concept != null ? concept.display() : null);
    }

    /**
     * The text in a language (a BCP 47 tag): exactly that one, else the same language of another region, else the display
     * (R4 valueset-operation-expand.html, displayLanguage). Null when there is no text at all.
     */
    public String in(String wanted) {
        if (wanted == null || wanted.equalsIgnoreCase(language)) {
            return display;
        }
        String exact = designation(wanted, false);
        if (exact != null) {
            return exact;
        }
        if (language != null && primary(language).equals(primary(wanted))) {
            return display;
        }
        String near = designation(wanted, true);
        return near == null ? display : near;
    }

    private String designation(String wanted, boolean near) {
        return designations.stream().filter(d -> d.language() != null && d.value() != null
                && (near ? primary(d.language()).equals(primary(wanted)) : d.language().equalsIgnoreCase(wanted)))
                .map(Concept.Designation::value).findFirst().orElse(null);
    }

    private static String primary(String tag) {
        return tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** All of them. */
    public Set<String> all() {
        Set<String> all = new TreeSet<>();
        if (display != null) {
            all.add(display);
        }
        if (systems != null) {
            all.add(systems);
        }
        designations.stream().map(Concept.Designation::value).filter(Objects::nonNull).forEach(all::add);
        return all;
    }

    /** True when a text is one of them; case and runs of white space do not count. */
    public boolean has(String text) {
        return all().stream().anyMatch(t -> plain(t).equals(plain(text)));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
