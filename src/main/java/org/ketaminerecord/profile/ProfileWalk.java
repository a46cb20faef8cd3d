package org.ketaminerecord.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.definition.TypeDefinition.Kind;
import org.ketaminerecord.fhirpath.CompiledPath.Truth;
import org.ketaminerecord.fhirpath.PathEngine;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Severity;
import org.ketaminerecord.terminology.TerminologyServer;

/** One walk over a resource, and those inside it, along the rules of profiles. */
final class ProfileWalk {

    final Profiles profiles;
    final Findings found;
    final Surrounding surrounding;
    final Bindings bindings;
    final References references;

    private final Place root;
    private final TerminologyServer server;
    private final PathEngine engine;
    private final BundleRules bundles;
    private final ValueRules values;
    private final Extensions extensions = new Extensions(this);
    private final SliceMatch slices = new SliceMatch(this);
    private final Map<String, Profile> types = new HashMap<>();
    /** The profiles that each resource was checked against so far. */
    private final Map<JsonValue, Set<String>> done = new IdentityHashMap<>();
    /** What is being asked of whom in trials, so that resources that refer to each other end. */
    private final Set<String> trials;

    ProfileWalk(Profiles profiles, Place root, TerminologyServer server) {
        this(profiles, root, server, new Surrounding(root), new HashSet<>(), null);
    }

    private ProfileWalk(Profiles profiles, Place root, TerminologyServer server, Surrounding surrounding, Set<String> trials, PathEngine engine) {
        this.profiles = profiles;
        this.server = server;
        this.root = root;
        this.surrounding = surrounding;
        this.trials = trials;
        this.engine = engine == null ? PathEngine.ofRules(surrounding) : engine;
        this.found = new Findings();
        this.bindings = new Bindings(profiles, found, server);
        this.references = new References(this);
        this.bundles = new BundleRules(found);
        this.values = new ValueRules(profiles, found);
    }

    // ---- resources ----------------------------------------------------------------------------------

    /** Checks a resource against what it claims, and against what is asked of it. */
    void resource(Place place, List<String> asked) {
        if (!(place.content().value() instanceof JsonObject json)) {
            return;
        }
        boolean first = !done.containsKey(json);
        Set<String> before = done.computeIfAbsent(json, k -> new HashSet<>(4));
        List<Profile> all = new ArrayList<>(2);
        for (String url : asked) {
            if (before.add(url)) {
                add(url, place, all, "asked for");
            }
        }
        if (first) {
            for (String url : claims(json)) {
                if (before.add(url)) {
                    add(url, place, all, "claimed");
                }
            }
        }
        if (first && all.isEmpty()) {
            Profile own = type(place.type().name());
            if (own != null) {
                all.add(own);
            }
        }
        if (first) {
            ofType(place);
        }
        for (Profile profile : all) {
            element(profile.root(), place, profile, place);
            rules(profile.root().inside(), place, profile, place);
        }
    }

    /** What R4's pages ask of a resource beside its definition. */
    private void ofType(Place place) {
        values.id(place);
        switch (place.type().name()) {
            case "Bundle" -> bundles.check(place);
            case "Questionnaire" -> new QuestionnaireRules(found).check(place);
            case "CapabilityStatement" -> new DefinitionRules(found).capabilityStatement(place);
            case "SearchParameter" -> new DefinitionRules(found).searchParameter(place);
            case "StructureDefinition" -> new DefinitionRules(found).structureDefinition(place);
            default -> { }
        }
    }

    private void add(String url, Place place, List<Profile> all, String how) {
        Profile profile = profiles.profile(url);
        if (profile == null) {
            found.warning(place, "", IssueType.NOT_FOUND, FaultCode.UNKNOWN_PROFILE, url, null, "The profile " + url + " that is " + how + " is not here, "
                    + "so it was not checked. Add the package that has it, with snapshots, to ktr.packages.dir, or correct the URL."
                    + profiles.nearest(url).map(n -> " Did you mean " + n + "?").orElse(""));
        } else if (!profile.type().equals(place.type().name()) && !profile.type().equals("Resource") && !profile.type().equals("DomainResource")) {
            found.error(place, "", IssueType.INVALID, FaultCode.TYPE_MISMATCH, url, profile, "The profile " + url + " that is " + how + " is for "
                    + profile.type() + ", but this is a " + place.type().name() + ". Take the claim out, or send a " + profile.type() + ".");
        } else {
            all.add(profile);
        }
    }

    static List<String> claims(JsonObject resource) {
        return resource.get("meta") instanceof JsonObject meta && meta.get("profile") instanceof JsonArray a
                ? a.stream().filter(JsonString.class::isInstance).map(v -> ((JsonString) v).value()).toList() : List.of();
    }

    /** True when a place meets one of the profiles; a profile that is not here is met by all of its kind that can be told. */
    boolean conformsToAny(List<String> urls, Place place) {
        for (String url : urls) {
            Profile profile = profiles.profile(url);
            if (profile == null) {
                continue;
            }
            String trial = url + " " + System.identityHashCode(place.content().value());
            if (!trials.add(trial)) {
                return true;
            }
            ProfileWalk walk = new ProfileWalk(profiles, root, server, surrounding, trials, engine);
            walk.done.put(place.content().value(), new HashSet<>());
            walk.element(profile.root(), place, profile, place);
            walk.rules(profile.root().inside(), place, profile, place);
            trials.remove(trial);
            if (!walk.found.failed()) {
                return true;
            }
        }
        return false;
    }

    // ---- elements -----------------------------------------------------------------------------------

    /** Checks an extension against its definition. */
    void once(ElementRule rule, Place place, Profile profile, Place resource) {
        element(rule, place, profile, resource);
        rules(rule.inside(), place, profile, resource);
    }

    /** What a rule asks of an element itself. */
    private void element(ElementRule rule, Place place, Profile profile, Place resource) {
        JsonValue value = place.content().value();
        if (rule.fixed != null && !Values.fixed(rule.fixed, value)) {
            found.error(place, "", IssueType.VALUE, FaultCode.MISMATCH, "fixed", profile, "The value " + Values.show(value) + " is not the one that is fixed "
                    + "here. Send " + Values.show(rule.fixed) + ".");
        }
        if (rule.pattern != null && !Values.pattern(rule.pattern, value)) {
            found.error(place, "", IssueType.VALUE, FaultCode.MISMATCH, "pattern", profile, "The value " + Values.show(value) + " lacks what is fixed here. "
                    + "Send one with " + Values.show(rule.pattern) + ".");
        }
        if (rule.least != null && Values.beyond(rule.least, place, true)) {
            found.error(place, "", IssueType.VALUE, FaultCode.INVALID_VALUE, "minValue", profile, "The value " + Values.show(value) + " is less than "
                    + rule.least.text() + ", the least that is allowed here.");
        }
        if (rule.most != null && Values.beyond(rule.most, place, false)) {
            found.error(place, "", IssueType.VALUE, FaultCode.INVALID_VALUE, "maxValue", profile, "The value " + Values.show(value) + " is more than "
                    + rule.most.text() + ", the most that is allowed here.");
        }
        if (value instanceof JsonString s && s.value().length() > rule.longest) {
            found.error(place, "", IssueType.TOO_LONG, FaultCode.INVALID_VALUE, "maxLength", profile, "The value has " + s.value().length()
                    + " characters. Send at most " + rule.longest + ".");
        }
        if (rule.binding != null && !(profile.base() && rule.binding.required() && place.type().name().equals("code"))) {
            bindings.check(rule.binding, place, profile);
        }
        if (place.type().name().equals("Reference")) {
            references.check(rule, place, profile);
        }
        constraints(rule.constraints, place, profile, resource);
    }

    private void constraints(List<Constraint> constraints, Place place, Profile profile, Place resource) {
        for (Constraint c : constraints) {
            Truth truth = c.key().equals("dom-3") ? ContainedUse.allUsed(place) : c.path().holds(engine, root, resource, place);
            if (truth == Truth.FALSE) {
                Severity severity = c.key().equals("dom-6") ? Severity.INFORMATION : c.warning() ? Severity.WARNING : Severity.ERROR;
                found.add(severity, place, "", IssueType.INVARIANT, FaultCode.INVARIANT, c.key(), profile, c.human() + " (" + c.key() + ")");
            } else if (truth == Truth.UNDECIDED) {
                found.add(Severity.INFORMATION, place, "", IssueType.NOT_SUPPORTED, FaultCode.UNDECIDED, c.key(), profile, "The rule " + c.key()
                        + " could not be evaluated here and was not checked: " + c.human());
            }
        }
    }

    /** What is inside an element: what its own rule says, and the definition of its type. */
    private void inside(ElementRule rule, Place place, Profile profile, Place resource) {
        if (place.type().kind() == Kind.RESOURCE) {
            ElementRule.Type type = rule.type(place.type().name());
            ElementRule.Type any = type != null ? type : rule.type("Resource");
            resource(place, any == null ? List.of() : any.profiles().size() == 1 ? any.profiles() : List.of());
            return;
        }
        List<ElementRule> rules = rule.inside();
        if (place.type().name().equals("Extension")) {
            extensions.check(place, resource);
            rules(rules, place, profile, resource);
            return;
        }
        if (place.type().kind() != Kind.COMPLEX) {
            if (!rules.isEmpty() && !place.isPrimitive()) {
                rules(rules, place, profile, resource);
            } else if (place.isPrimitive() && place.content().companion() != null) {
                rules(rules, place, profile, resource);
                place.children("extension").forEach(e -> extensions.check(e, resource));
            }
            return;
        }
        if (place.type().name().equals("Coding")) {
            bindings.known(place);
        }
        Profile own = type(place.type().name());
        ElementRule.Type type = rule.type(place.type().name());
        if (own != null) {
            constraints(own.root().constraints, place, own, resource);
        }
        if (!rules.isEmpty()) {
            rules(rules, place, profile, resource);
        }
        if (type != null && !type.profiles().isEmpty()) {
            typeProfiles(type, place, resource);
        } else if (rules.isEmpty() && own != null) {
            rules(own.root().inside(), place, own, resource);
        }
    }

    private void typeProfiles(ElementRule.Type type, Place place, Place resource) {
        if (type.profiles().size() == 1) {
            Profile profile = profiles.profile(type.profiles().getFirst());
            if (profile != null) {
                once(profile.root(), place, profile, resource);
            }
        } else if (!conformsToAny(type.profiles(), place)) {
            found.error(place, "", IssueType.STRUCTURE, FaultCode.MISMATCH, null, type(place.type().name()), "The " + place.type().name()
                    + " meets none of the profiles that are allowed here: " + String.join(", ", type.profiles()) + ".");
        }
    }

    private Profile type(String name) {
        return types.computeIfAbsent(name, profiles::ofType);
    }

    // ---- lists of elements --------------------------------------------------------------------------

    private void rules(List<ElementRule> rules, Place place, Profile profile, Place resource) {
        if (rules.isEmpty()) {
            return;
        }
        List<Place> children = place.children();
        for (ElementRule rule : rules) {
            List<Place> mine = named(rule.name, children);
            if (!profile.base()) {
                count(rule, mine, place, profile);
            }
            if (mine.isEmpty()) {
                if (!rule.slices.isEmpty()) {
                    sliced(rule, mine, place, profile, resource);
                }
                continue;
            }
            for (Place p : mine) {
                if (!profile.base() && p.element().choice() && !rule.allows(p.type().name())) {
                    found.error(p, "", IssueType.STRUCTURE, FaultCode.WRONG_TYPE, null, profile, "\"" + p.element().name() + "\" is a " + p.type().name()
                            + ". The profile allows " + String.join(", ", rule.types.stream().map(ElementRule.Type::code).toList()) + " here.");
                    continue;
                }
                values.check(p);
                bundles.reference(p);
                element(rule, p, profile, resource);
                inside(rule, p, profile, resource);
            }
            if (!rule.slices.isEmpty()) {
                sliced(rule, mine, place, profile, resource);
            }
        }
    }

    private static List<Place> named(String name, List<Place> children) {
        List<Place> mine = List.of();
        for (Place p : children) {
            if (p.element().base().equals(name)) {
                if (mine.isEmpty()) {
                    mine = new ArrayList<>(2);
                }
                mine.add(p);
            }
        }
        return mine;
    }

    private void count(ElementRule rule, List<Place> mine, Place place, Profile profile) {
        int count = mine.size();
        if (count < rule.min) {
            found.error(place, rule.name, IssueType.REQUIRED, FaultCode.MISSING_ELEMENT, rule.cardinality(), profile, count == 0 ? "\"" + rule.name + "\" is required by the "
                    + "profile. Send it." : "\"" + rule.name + "\" is there " + count + " times. The profile requires at least " + rule.min + ".");
        } else if (count > rule.max) {
            found.error(rule.max == 0 ? mine.getFirst() : place, rule.max == 0 ? "" : rule.name, IssueType.STRUCTURE, FaultCode.CARDINALITY, rule.cardinality(), profile,
                    rule.max == 0 ? "\"" + rule.name + "\" may not be here. Leave it out."
                    : "\"" + rule.name + "\" is there " + count + " times. The profile allows at most " + rule.max + ".");
        }
    }

    private void sliced(ElementRule rule, List<Place> mine, Place place, Profile profile, Place resource) {
        Map<ElementRule, List<Place>> members = new IdentityHashMap<>();
        int before = -1;
        for (Place p : mine) {
            int at = slice(rule, p);
            if (at < 0) {
                if (rule.closed) {
                    found.error(p, "", IssueType.STRUCTURE, FaultCode.CARDINALITY, "slicing", profile, "This repetition of \"" + rule.name + "\" is none of "
                            + "those that the profile allows: " + String.join(", ", rule.slices.stream().map(s -> s.sliceName).toList()) + ".");
                }
                continue;
            }
            if (rule.ordered && at < before) {
                found.error(p, "", IssueType.STRUCTURE, FaultCode.CARDINALITY, "slicing", profile, "The repetitions of \"" + rule.name + "\" have to be in this "
                        + "order: " + String.join(", ", rule.slices.stream().map(s -> s.sliceName).toList()) + ".");
            }
            before = at;
            members.computeIfAbsent(rule.slices.get(at), k -> new ArrayList<>(2)).add(p);
        }
        for (ElementRule slice : rule.slices) {
            List<Place> its = members.getOrDefault(slice, List.of());
            if (its.size() < slice.min || its.size() > slice.max) {
                boolean few = its.size() < slice.min;
                String known = slice.types.stream().flatMap(t -> t.profiles().stream()).findFirst().map(u -> " (" + u + ")").orElse("");
                found.error(place, rule.name, few ? IssueType.REQUIRED : IssueType.STRUCTURE, few ? FaultCode.MISSING_ELEMENT : FaultCode.CARDINALITY,
                        slice.sliceName, profile, "\"" + rule.name + ":" + slice.sliceName + "\"" + known + " is there " + its.size() + " times. The profile "
                        + (few ? "requires at least " + slice.min : "allows at most " + slice.max) + "." + (few ? SliceWords.instead(rule, slice) : ""));
            }
            for (Place p : its) {
                if (!slice.allows(p.type().name()) && p.element().choice()) {
                    continue;
                }
                element(slice, p, profile, resource);
                if (!slice.inside().isEmpty() || slice.types.stream().anyMatch(t -> !t.profiles().isEmpty())) {
                    inside(slice, p, profile, resource);
                }
            }
            if (!slice.slices.isEmpty()) {
                sliced(slice, its, place, profile, resource);
            }
        }
    }

    private int slice(ElementRule rule, Place place) {
        for (int i = 0; i < rule.slices.size(); i++) {
            if (slices.matches(rule, rule.slices.get(i), place)) {
                return i;
            }
        }
        return -1;
    }
}
