package org.ketaminerecord.profile;

import org.ketaminerecord.fhirpath.Place;

/** The FHIRPath of a place, as the structural check writes it. */
final class Paths {

    private Paths() {
    }

    static String of(Place place) {
        StringBuilder path = new StringBuilder();
        write(place, path);
        return path.toString();
    }

    private static void write(Place place, StringBuilder path) {
        if (place.parent() == null) {
            path.append(place.type().name());
            return;
        }
        write(place.parent(), path);
        path.append('.').append(place.element().base());
        if (place.element().choice()) {
            path.append(".ofType(").append(place.element().type()).append(')');
        }
        if (place.element().many()) {
            path.append('[').append(place.at()).append(']');
        }
    }
}
