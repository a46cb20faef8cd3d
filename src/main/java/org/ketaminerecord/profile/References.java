package org.ketaminerecord.profile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;

/** What a Reference may point to. Of what is not sent along, only the type can be told, and that from the text of the reference. */
final class References {

    private static final String TYPES = "http://hl7.org/fhir/StructureDefinition/";

    private final ProfileWalk walk;

    References(ProfileWalk walk) {
        this.walk = walk;
    }

    void check(ElementRule rule, Place place, Profile profile) {
        ElementRule.Type reference = rule.type("Reference");
        if (reference == null || reference.targets().isEmpty()) {
            return;
        }
        Set<String> types = types(reference.targets());
        Place target = walk.surrounding.target(place);
        String type = target != null ? target.type().name() : type(place);
        if (type == null || types == null) {
            return;
        }
        if (!types.contains(type)) {
            walk.found.error(place, "", IssueType.VALUE, FaultCode.INVALID_REFERENCE, null, profile, "The reference points to a " + type + ". "
                    + (profile.base() ? "R4" : "The profile") + " allows " + String.join(", ", types) + " here.");
        } else if (target != null && !conforms(target, fitting(reference.targets(), type))) {
            walk.found.error(place, "", IssueType.VALUE, FaultCode.INVALID_REFERENCE, null, profile, "The reference points to a " + type
                    + " that does not meet any of the profiles that are allowed here: " + String.join(", ", fitting(reference.targets(), type)) + ".");
        }
    }

    /** True when the reference points to, or may point to, what a rule allows. */
    boolean mayPointTo(Place place, ElementRule rule) {
        Place target = walk.surrounding.target(place);
        String type = target != null ? target.type().name() : type(place);
        ElementRule.Type reference = rule == null ? null : rule.type("Reference");
        Set<String> types = reference == null || reference.targets().isEmpty() ? null : types(reference.targets());
        return types == null || type != null && types.contains(type);
    }

    /** True when the target is of a type that the rule allows, and, where it can be reached, meets a profile of it. */
    boolean conforms(Place place, ElementRule rule) {
        Place target = walk.surrounding.target(place);
        ElementRule.Type reference = rule == null ? null : rule.type("Reference");
        return mayPointTo(place, rule) && (target == null || reference == null || conforms(target, fitting(reference.targets(), target.type().name())));
    }

    private boolean conforms(Place target, List<String> profiles) {
        return profiles.isEmpty() || profiles.stream().anyMatch(p -> p.startsWith(TYPES) && Definitions.r4().isResourceType(p.substring(TYPES.length())))
                || walk.conformsToAny(profiles, target);
    }

    private List<String> fitting(List<String> targets, String type) {
        List<String> fitting = new ArrayList<>();
        for (String t : targets) {
            Set<String> types = types(List.of(t));
            if (types == null || types.contains(type)) {
                fitting.add(t);
            }
        }
        return fitting;
    }

    /** The types that targets stand for; null for any. */
    private Set<String> types(List<String> targets) {
        Set<String> types = new LinkedHashSet<>();
        for (String t : targets) {
            String name = t.startsWith(TYPES) ? t.substring(TYPES.length()) : "";
            if (name.equals("Resource") || name.equals("DomainResource")) {
                return null;
            }
            if (Definitions.r4().isResourceType(name)) {
                types.add(name);
                continue;
            }
            Profile profile = walk.profiles.profile(t);
            if (profile == null) {
                return null;
            }
            types.add(profile.type());
        }
        return types;
    }

    private static String type(Place place) {
        JsonObject json = place.members();
        if (json == null) {
            return null;
        }
        if (json.get("reference") instanceof JsonString s) {
            String text = s.value().replaceFirst("/_history/.*", "");
            String[] parts = text.split("[?]", 2)[0].split("/");
            if (parts.length > 1 && Definitions.r4().isResourceType(parts[parts.length - 2])) {
                return parts[parts.length - 2];
            }
            if (text.indexOf('?') > 0 && Definitions.r4().isResourceType(parts[parts.length - 1])) {
                return parts[parts.length - 1];
            }
        }
        return json.get("type") instanceof JsonString t && Definitions.r4().isResourceType(t.value()) ? t.value() : null;
    }
}
