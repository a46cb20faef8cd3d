package org.ketaminerecord.patch;

import java.util.List;
import org.ketaminerecord.definition.ElementDefinition;
import org.ketaminerecord.fhirpath.PathEngine;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.fhirpath.Repetition;
import org.ketaminerecord.json.JsonObject;

/** One operation of a FHIRPath Patch (R4 fhirpatch.html). */
sealed interface PathOperation {

    /** FHIRPath of the operation in the patch. */
    String at();

    /** What it is about. */
    ElementPath path();

    /** Puts a value after those that an element has, or gives it its one. */
    record Add(String at, ElementPath path, String name, PatchValue value) implements PathOperation {

        private void to(Place place) {
            ElementDefinition element = value.element(place.memberType(), name, at);
            Repetition content = value.content(element, at);
            JsonObject members = place.members() != null ? place.members() : new JsonObject();
            if (!element.many() && !place.children(element.base()).isEmpty()) {
                throw InvalidPatch.inapplicable(at, path + " has \"" + element.base() + "\" already, and there can "
                        + "be one. Send \"replace\".");
            }
            List<Repetition> all = Repetition.of(members, element);
            all.add(content);
            Repetition.write(members, element, all);
            if (place.isPrimitive() && place.content().companion() == null) {
                set(place, new Repetition(place.content().value(), members));
            }
        }
    }

    /** Puts a value into a list. */
    record Insert(String at, ElementPath path, int index, PatchValue value) implements PathOperation {

        private void to(PathList list) {
            ElementDefinition element = value.element(list.parent().memberType(), list.element().base(), at);
            List<Repetition> all = list.items();
            checkIndex(index, all.size());
            all.add(index, value.content(element, at));
            Repetition.write(list.parent().members(), element, all);
        }
    }

    /** Takes an element out. */
    record Delete(String at, ElementPath path) implements PathOperation {
    }

    /** Puts a value in the place of another. */
    record Replace(String at, ElementPath path, PatchValue value) implements PathOperation {

        private void at(Place place) {
            ElementDefinition element = value.element(place.parent().memberType(), place.element().base(), at);
            Repetition content = value.content(element, at);
            if (element == place.element()) {
                set(place, content);
            } else {                                           // another type of a choice, so another member in JSON
                JsonObject members = place.parent().members();
                Repetition.write(members, place.element(), List.of());
                Repetition.write(members, element, List.of(content));
            }
        }
    }

    /** Changes the order of a list. The destination counts in the list without the moved item. */
    record Move(String at, ElementPath path, int source, int destination) implements PathOperation {

        private void in(PathList list) {
            List<Repetition> all = list.items();
            checkIndex(source, all.size() - 1);
            checkIndex(destination, all.size() - 1);
            all.add(destination, all.remove(source));
            Repetition.write(list.parent().members(), list.element(), all);
        }
    }

    /** A list that a path names, possibly with nothing in it yet. */
    record PathList(Place parent, ElementDefinition element) {

        private List<Repetition> items() {
            return Repetition.of(parent.members(), element);
        }
    }

    /** Does the operation to a resource, in place. */
    default void apply(JsonObject resource, PathEngine engine) {
        Place root = Place.of(resource);
        List<Place> found = path().select(root, engine, at());
        switch (this) {
            case Add o -> o.to(single(found));
            case Insert o -> o.to(found.isEmpty() ? emptyList(root, engine) : list(found));
            case Delete o -> {
                if (!found.isEmpty()) {               // "if found" (R4 fhirpatch.html): what is not there need not go
                    remove(inside(single(found)));
                }
            }
            case Replace o -> o.at(inside(single(found)));
            case Move o -> o.in(list(found));
        }
    }

    // ---- what a path may find ------------------------------------------------------------------------

    private Place single(List<Place> found) {
        return switch (found.size()) {
            case 0 -> throw nothing();
            case 1 -> found.getFirst();
            default -> throw InvalidPatch.inapplicable(at(), path() + " finds " + found.size() + " elements, and the "
                    + "operation is for one. Send a path to one, for example with [0] or where(...).");
        };
    }

    private Place inside(Place place) {
        if (place.parent() == null) {
            throw InvalidPatch.inapplicable(at(), path() + " is the resource itself. Send a path to an element of it, "
                    + "or a PUT or DELETE for the whole.");
        }
        return place;
    }

    /** All places must be one and the same list, and all of it; else an index would count in something else. */
    private PathList list(List<Place> found) {
        if (found.isEmpty()) {
            throw nothing();
        }
        Place first = inside(found.getFirst());
        boolean whole = first.element().many() && found.size() == first.siblings().size();
        for (int i = 0; whole && i < found.size(); i++) {
            Place place = found.get(i);
            whole = place.at() == i && place.element() == first.element()
                    && place.parent().members() == first.parent().members();
        }
        if (!whole) {
            throw InvalidPatch.inapplicable(at(), path() + " is not one list. Send the path of a repeating element "
                    + "of a single parent, without [index] or where(...) on the list itself, for example "
                    + "Patient.name[0].given.");
        }
        return new PathList(first.parent(), first.element());
    }

    /** An index may be equal to the number of items, so also 0 for an element that is not there (R4 fhirpatch.html). */
    private PathList emptyList(Place root, PathEngine engine) {
        String text = path().toString();
        int dot = text.lastIndexOf('.');
        String name = text.substring(dot + 1);
        if (dot > 0 && name.chars().allMatch(Character::isLetter)) {
            Place parent = single(ElementPath.of(text.substring(0, dot), at()).select(root, engine, at()));
            List<ElementDefinition> elements = parent.memberType().elementsOf(name);
            if (elements.size() == 1 && elements.getFirst().many() && parent.members() != null) {
                return new PathList(parent, elements.getFirst());
            }
        }
        throw nothing();
    }

    private RuntimeException nothing() {
        return InvalidPatch.inapplicable(at(), path() + " finds nothing in the resource. Send a path to an element "
                + "that is there, or \"add\" what is missing first.");
    }

    default void checkIndex(int index, int last) {
        if (index > last) {
            throw InvalidPatch.inapplicable(at(), "The index " + index + " is beyond the list at " + path() + ". "
                    + "Send one from 0 to " + last + ".");
        }
    }

    // ---- edits ---------------------------------------------------------------------------------------

    private static void set(Place place, Repetition content) {
        List<Repetition> all = place.siblings();
        all.set(place.at(), content);
        Repetition.write(place.parent().members(), place.element(), all);
    }

    /** Takes an element out, and what it leaves empty with it: FHIR has no empty elements (R4 json.html). */
    private static void remove(Place place) {
        List<Repetition> all = place.siblings();
        all.remove(place.at());
        Repetition.write(place.parent().members(), place.element(), all);
        Place parent = place.parent();
        if (parent.members().size() > 0 || parent.parent() == null) {
            return;
        }
        if (parent.content().value() == null || !parent.isPrimitive()) {
            remove(parent);
        } else {
            set(parent, new Repetition(parent.content().value(), null));
        }
    }
}
