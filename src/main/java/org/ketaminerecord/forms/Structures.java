package org.ketaminerecord.forms;

/** Profiles, as extraction by definition needs them. */
final class Structures {

    /** Where R4's own structures stand. */
    static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

    private Structures() {
    }
}
