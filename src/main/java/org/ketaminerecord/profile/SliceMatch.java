package org.ketaminerecord.profile;

import java.util.ArrayList;
import java.util.List;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;

/** Whether an element is one of a slice (R4 profiling.html#discriminator). */
final class SliceMatch {

    private final ProfileWalk walk;

    SliceMatch(ProfileWalk walk) {
        this.walk = walk;
    }

    boolean matches(ElementRule sliced, ElementRule slice, Place place) {
        if (sliced.discriminators.isEmpty()) {
            return byItself(slice, place);
        }
        for (ElementRule.Discriminator d : sliced.discriminators) {
            if (!matches(d, slice, place)) {
                return false;
            }
        }
        return true;
    }

    /** Without a discriminator the slice is known by what it fixes, or else by its type. */
    private boolean byItself(ElementRule slice, Place place) {
        return fixes(slice) ? meets(slice, place) : slice.allows(place.type().name());
    }

    private boolean matches(ElementRule.Discriminator d, ElementRule slice, Place place) {
        if (d.path().equals("url") && slice.types.size() == 1 && slice.types.getFirst().code().equals("Extension")
                && !slice.types.getFirst().profiles().isEmpty()) {
            String url = place.members() == null ? null : place.members().string("url");
            return slice.types.getFirst().profiles().stream().anyMatch(p -> p.replaceFirst("\\|.*", "").equals(url));
        }
        return switch (String.valueOf(d.type())) {
            case "value", "pattern" -> value(steps(d.path()), 0, slice, List.of(place));
            case "exists" -> exists(d.path(), slice, place);
            case "type" -> type(steps(d.path()), slice, place);
            case "profile" -> profile(steps(d.path()), slice, place);
            default -> false;
        };
    }

    // ---- by value -----------------------------------------------------------------------------------

    private boolean value(List<String> steps, int at, ElementRule rule, List<Place> places) {
        if (at == steps.size() || rule.fixed != null || rule.pattern != null) {
            return places.stream().anyMatch(p -> meets(rule, p));
        }
        String step = steps.get(at);
        if (step.startsWith("ofType(") || step.equals("resolve()")) {
            List<Place> next = step.equals("resolve()") ? places.stream().map(walk.surrounding::target).filter(p -> p != null).toList()
                    : places.stream().filter(p -> p.type().name().equals(step.substring(7, step.length() - 1))).toList();
            return value(steps, at + 1, rule, next);
        }
        if (step.startsWith("extension(")) {
            String url = step.substring(10, step.length() - 1).replaceAll("['\"]", "");
            List<Place> next = places.stream().flatMap(p -> p.children("extension").stream()).filter(p -> url.equals(p.members().string("url"))).toList();
            return options(rule, "extension").stream().anyMatch(o -> value(steps, at + 1, o, next));
        }
        List<Place> next = places.stream().flatMap(p -> p.children(step).stream()).toList();
        List<ElementRule> options = options(rule, step);
        boolean fixing = options.stream().anyMatch(SliceMatch::fixes);
        return fixing ? options.stream().anyMatch(o -> fixes(o) && value(steps, at + 1, o, next))
                : options.isEmpty() ? false : options.stream().anyMatch(o -> value(steps, at + 1, o, next));
    }

    /** The rules that can say what is at a step: of the element, its slices, or of the profile of its type. */
    private List<ElementRule> options(ElementRule rule, String step) {
        List<ElementRule> options = new ArrayList<>();
        collect(rule, step, options);
        if (options.isEmpty()) {
            for (ElementRule.Type type : rule.types) {
                for (String url : type.profiles()) {
                    Profile profile = walk.profiles.profile(url);
                    if (profile != null) {
                        collect(profile.root(), step, options);
                    }
                }
            }
        }
        return options;
    }

    private static void collect(ElementRule rule, String step, List<ElementRule> options) {
        ElementRule child = rule.child(step);
        if (child != null) {
            options.add(child);
            options.addAll(child.slices);
        }
    }

    private static boolean fixes(ElementRule rule) {
        if (rule.fixed != null || rule.pattern != null || rule.binding != null && rule.binding.required()) {
            return true;
        }
        for (ElementRule child : rule.inside()) {
            if (child.max > 0 && (fixes(child) || child.slices.stream().anyMatch(s -> s.min > 0 && fixes(s)))) {
                return true;
            }
        }
        return false;
    }

    /** True when an element has what a rule fixes. */
    private boolean meets(ElementRule rule, Place place) {
        JsonValue value = place.content().value();
        if (rule.fixed != null) {
            return Values.fixed(rule.fixed, value);
        }
        if (rule.pattern != null) {
            return Values.pattern(rule.pattern, value);
        }
        boolean fixing = false;
        for (ElementRule child : rule.inside()) {
            List<ElementRule> asked = new ArrayList<>(child.slices.stream().filter(s -> s.min > 0 && fixes(s)).toList());
            if (child.max > 0 && (child.fixed != null || child.pattern != null || fixesInside(child))) {
                asked.add(child);
            }
            for (ElementRule a : asked) {
                fixing = true;
                List<Place> places = place.children(child.name);
                if (places.stream().noneMatch(p -> meets(a, p)) && (a.min > 0 || !places.isEmpty())) {
                    return false;
                }
            }
        }
        if (!fixing && rule.binding != null && rule.binding.required()) {
            return walk.bindings.contains(rule.binding.valueSet(), place) == Codes.Answer.IN;
        }
        return true;
    }

    private static boolean fixesInside(ElementRule rule) {
        return rule.inside().stream().anyMatch(c -> c.max > 0 && (c.fixed != null || c.pattern != null || fixesInside(c)));
    }

    // ---- by existence, type and profile -------------------------------------------------------------

    private static boolean exists(String path, ElementRule slice, Place place) {
        List<Place> places = List.of(place);
        ElementRule rule = slice;
        for (String step : steps(path)) {
            places = places.stream().flatMap(p -> p.children(step).stream()).toList();
            rule = rule == null ? null : rule.child(step);
        }
        return rule == null || (rule.max == 0 ? places.isEmpty() : rule.min == 0 || !places.isEmpty());
    }

    private boolean type(List<String> steps, ElementRule slice, Place place) {
        ElementRule rule = slice;
        List<Place> places = List.of(place);
        for (String step : steps) {
            if (step.equals("resolve()")) {
                ElementRule reference = rule;
                return places.stream().anyMatch(p -> walk.references.mayPointTo(p, reference));
            }
            places = places.stream().flatMap(p -> p.children(step).stream()).toList();
            rule = rule.child(step);
            if (rule == null) {
                return false;
            }
        }
        ElementRule last = rule;
        return places.stream().anyMatch(p -> last.allows(p.type().name()));
    }

    private boolean profile(List<String> steps, ElementRule slice, Place place) {
        ElementRule rule = slice;
        List<Place> places = List.of(place);
        for (String step : steps) {
            if (step.equals("resolve()")) {
                ElementRule reference = rule;
                return places.stream().anyMatch(p -> walk.references.conforms(p, reference));
            }
            places = places.stream().flatMap(p -> p.children(step).stream()).toList();
            rule = rule.child(step);
            if (rule == null) {
                return false;
            }
        }
        ElementRule last = rule;
        return places.stream().anyMatch(p -> {
            ElementRule.Type type = last.type(p.type().name());
            return type == null ? last.types.isEmpty() || last.types.stream().anyMatch(t -> walk.conformsToAny(t.profiles(), p))
                    : type.profiles().isEmpty() || walk.conformsToAny(type.profiles(), p);
        });
    }

    /** The steps of a discriminator's path; none for {@code $this}. Points inside brackets are no ends of steps. */
    static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i <= path.length(); i++) {
            char c = i == path.length() ? '.' : path.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '.' && (depth == 0 || i == path.length())) {
                String step = path.substring(start, i);
                if (!step.equals("$this") && !step.isEmpty()) {
                    steps.add(step.startsWith("as(") ? "ofType(" + step.substring(3) : step);
                }
                start = i + 1;
            }
        }
        return steps;
    }

    static String text(JsonObject o, String name) {
        return o != null && o.get(name) instanceof JsonString s ? s.value() : null;
    }
}
