package org.ketaminerecord.format;

/**
 * An element's place in the resource that is read; the FHIRPath is made only when something is wrong there.
 *
 * @param parent null for the resource
 * @param name   the name in FHIRPath
 * @param index  its number among its like, or -1 when there is only one
 */
record Place(Place parent, String name, int index) {

    String path() {
        String own = index < 0 ? name : name + "[" + index + "]";
        return parent == null ? own : parent.path() + "." + own;
    }
}
