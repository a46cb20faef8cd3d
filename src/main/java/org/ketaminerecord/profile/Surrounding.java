package org.ketaminerecord.profile;

import java.util.HashMap;
import java.util.Map;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.fhirpath.PlaceResolver;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;

/** The resources that can be reached from a resource without leaving what was sent: contained ones, and those of the bundle. */
final class Surrounding implements PlaceResolver {

    private final Map<String, Place> byUrl = new HashMap<>();

    Surrounding(Place root) {
        if (root.type().name().equals("Bundle")) {
            for (Place entry : root.children("entry")) {
                Place resource = entry.children("resource").stream().findFirst().orElse(null);
                if (resource == null) {
                    continue;
                }
                String fullUrl = entry.members().string("fullUrl");
                if (fullUrl != null) {
                    byUrl.putIfAbsent(fullUrl, resource);
                    String[] parts = fullUrl.split("/");
                    if (parts.length > 1) {
                        byUrl.putIfAbsent(parts[parts.length - 2] + "/" + parts[parts.length - 1], resource);
                    }
                }
                JsonObject json = resource.members();
                if (json.string("id") != null) {
                    byUrl.putIfAbsent(resource.type().name() + "/" + json.string("id"), resource);
                }
            }
        }
    }

    @Override
    public Place resolve(String reference, Place from) {
        int version = reference.indexOf("/_history/");
        return byUrl.get(version < 0 ? reference : reference.substring(0, version));
    }

    /** What a Reference points to, if it can be reached; contained resources are looked for around it. */
    Place target(Place reference) {
        if (!(reference.members() != null && reference.members().get("reference") instanceof JsonString s)) {
            return null;
        }
        String text = s.value();
        if (!text.startsWith("#")) {
            return resolve(text, reference);
        }
        for (Place container = reference.parent(); container != null; container = container.parent()) {
            if (container.type().kind() == org.ketaminerecord.definition.TypeDefinition.Kind.RESOURCE) {
                if (text.length() == 1 && !isContained(container)) {
                    return container;
                }
                for (Place contained : container.children("contained")) {
                    if (text.substring(1).equals(contained.members().string("id"))) {
                        return contained;
                    }
                }
            }
        }
        return null;
    }

    static boolean isContained(Place resource) {
        return resource.element() != null && resource.element().base().equals("contained");
    }
}
