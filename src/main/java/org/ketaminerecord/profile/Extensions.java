package org.ketaminerecord.profile;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.ketaminerecord.definition.TypeDefinition;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Severity;

/** Extensions against their definitions (R4 extensibility.html). */
final class Extensions {

    /** R4's own definitions have them where their contexts do not allow it: on ElementDefinition.type, and on all that has become normative. */
    private static final Set<String> ANYWHERE = Set.of("http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type",
            "http://hl7.org/fhir/StructureDefinition/structuredefinition-normative-version");

    private final ProfileWalk walk;

    Extensions(ProfileWalk walk) {
        this.walk = walk;
    }

    void check(Place extension, Place resource) {
        String url = extension.members() == null ? null : extension.members().string("url");
        if (url == null || url.indexOf(':') < 0) {
            return;                                   // a part of a complex extension, whose definition has its rules
        }
        Profile definition = walk.profiles.profile(url);
        if (definition == null || !definition.type().equals("Extension")) {
            boolean modifier = extension.element().base().equals("modifierExtension");
            if (!modifier && definition == null && walk.profiles.hasNeighbours(url)) {
                walk.found.warning(extension, "", IssueType.EXTENSION, FaultCode.UNKNOWN_EXTENSION, url, null, "The package that defines others beside it has no "
                        + "extension " + url + "." + walk.profiles.nearest(url).map(n -> " Did you mean " + n + "?").orElse(" It was not checked."));
                return;
            }
            walk.found.add(modifier ? Severity.WARNING : Severity.INFORMATION, extension, "", IssueType.EXTENSION, FaultCode.UNKNOWN_EXTENSION, url, null,
                    "The definition of the extension " + url + " is not here, so it was not checked." + (modifier ? " It can change the meaning of what it "
                    + "is in." : "") + " Add the package that defines it to ktr.packages.dir.");
            return;
        }
        if (!ANYWHERE.contains(url) && !definition.contexts().isEmpty() && definition.contexts().stream().noneMatch(c -> allows(c, extension))) {
            walk.found.error(extension, "", IssueType.EXTENSION, FaultCode.INVALID_VALUE, url, definition, "The extension " + url + " may not stand here. "
                    + "It is for " + String.join(", ", definition.contexts().stream().map(Profile.Context::expression).toList()) + ".");
        }
        parts(extension, definition);
        walk.once(definition.root(), extension, definition, resource);
    }

    /** A part of a complex extension has a name, not a URL, and means nothing but what the definition says (R4 extensibility.html#Extension). */
    private void parts(Place extension, Profile definition) {
        ElementRule rule = definition.root().child("extension");
        if (rule == null || rule.slices.isEmpty()) {
            return;
        }
        Set<String> known = new LinkedHashSet<>();
        for (ElementRule slice : rule.slices) {
            ElementRule url = slice.child("url");
            if (url == null || !(url.fixed instanceof JsonString fixed)) {
                return;
            }
            known.add(fixed.value());
        }
        for (Place part : extension.children("extension")) {
            String url = part.members() == null ? null : part.members().string("url");
            if (url != null && url.indexOf(':') < 0 && !known.contains(url)) {
                walk.found.error(part, "url", IssueType.EXTENSION, FaultCode.UNKNOWN_EXTENSION, definition.url(), definition, "The extension has no part '" + url
                        + "'. Its parts: " + String.join(", ", known) + ".");
            }
        }
    }

    private static boolean allows(Profile.Context context, Place extension) {
        String wanted = context.expression();
        if (wanted == null || "fhirpath".equals(context.type())) {
            return true;
        }
        Place holder = extension.parent();
        if ("extension".equals(context.type())) {
            return holder.members() != null && wanted.equals(holder.members().string("url"));
        }
        int hash = wanted.indexOf('#');
        return names(holder).contains(hash < 0 ? wanted : wanted.substring(hash + 1));
    }

    /** All names by which a context can mean an element. */
    private static Set<String> names(Place holder) {
        Set<String> names = new HashSet<>();
        names.add(holder.type().name());
        names.add(holder.type().kind() == TypeDefinition.Kind.RESOURCE ? "Resource" : "Element");
        if (holder.type().kind() == TypeDefinition.Kind.RESOURCE) {
            names.add("DomainResource");
            names.add("Element");
        } else if (holder.type().kind() == TypeDefinition.Kind.BACKBONE) {
            names.add("BackboneElement");
        }
        String below = "";
        for (Place p = holder; p.element() != null; p = p.parent()) {
            String base = p.element().base();
            below = "." + base + below;
            String owner = p.parent().memberType().name();
            names.add(owner + below);
            if (p == holder && p.element().choice()) {
                names.add(owner + "." + base + "[x]");
                names.add(owner + "." + p.element().name());
            }
            if (p.parent().type().kind() == TypeDefinition.Kind.RESOURCE) {
                names.add("Resource" + below);
                names.add("DomainResource" + below);
                break;
            }
        }
        return names;
    }
}
