package org.ketaminerecord.interaction;

/** What is asked of a resource before it is stored ({@code ktr.validation.mode}). Each asks what those before it ask, and more. */
public enum ValidationMode {

    /** What storing, indexing and other formats need. */
    OFF,
    /** R4's structure and the invariants of one object. */
    BASE,
    /** As {@link #OFF}; what {@link #BASE} would refuse is told as warnings. */
    BASE_WARN,
    /** A resource meets the profiles that it claims and that are here. */
    PROFILE,
    /** As {@link #BASE}; what {@link #PROFILE} would refuse is told as warnings. */
    PROFILE_WARN,
    /** A resource of the treatment claims a profile of our package, and meets it. */
    REQUIRED,
    /** As {@link #BASE}; what {@link #REQUIRED} would refuse is told as warnings. */
    REQUIRED_WARN;

    /** True when R4's rules beyond what storing needs refuse. */
    boolean refusesStructure() {
        return switch (this) {
            case OFF, BASE_WARN -> false;
            case BASE, PROFILE, PROFILE_WARN, REQUIRED, REQUIRED_WARN -> true;
        };
    }

    /** True when R4's rules beyond what storing needs are told. */
    boolean tellsStructure() {
        return this != OFF;
    }

    /** True when the profiles that a resource claims are looked at. */
    boolean looksAtClaims() {
        return switch (this) {
            case OFF, BASE, BASE_WARN -> false;
            case PROFILE, PROFILE_WARN, REQUIRED, REQUIRED_WARN -> true;
        };
    }

    /** True when resources of the treatment have to claim a profile. */
    boolean asksForClaims() {
        return this == REQUIRED || this == REQUIRED_WARN;
    }

    /** True when what profiles ask refuses. */
    boolean refusesProfiles() {
        return this == PROFILE || this == REQUIRED;
    }
}
