package org.ketaminerecord.packages;

import java.util.Set;

/**
 * The types of what a package defines: those with a canonical URL, and NamingSystem. Only they are read from packages, so that a
 * package can bring no records: a Patient in one, an example for instance, is left out.
 */
public final class PackagedTypes {

    /** Their names. */
    public static final Set<String> ALL = Set.of("ActivityDefinition", "CapabilityStatement", "ChargeItemDefinition", "CodeSystem", "CompartmentDefinition",
            "ConceptMap", "EffectEvidenceSynthesis", "EventDefinition", "Evidence", "EvidenceVariable", "ExampleScenario", "GraphDefinition",
            "ImplementationGuide", "Library", "Measure", "MessageDefinition", "NamingSystem", "OperationDefinition", "PlanDefinition", "Questionnaire",
            "ResearchDefinition", "ResearchElementDefinition", "RiskEvidenceSynthesis", "SearchParameter", "StructureDefinition", "StructureMap",
            "TerminologyCapabilities", "TestScript", "ValueSet");

    private PackagedTypes() {
    }
}
