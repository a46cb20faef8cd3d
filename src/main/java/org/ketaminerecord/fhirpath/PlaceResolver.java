package org.ketaminerecord.fhirpath;

/** Finds what a reference means, for {@code resolve()}. */
@FunctionalInterface
public interface PlaceResolver {

    /**
     * The resource that a reference points to.
     *
     * @param reference the text of the reference, which does not begin with #
     * @param from      where the reference stands; null when that is not known
     * @return its place, or null when it cannot be reached from here
     */
    Place resolve(String reference, Place from);
}
