package org.ketaminerecord.access;

import java.util.Set;

/** Which resource types are about a patient. */
public final class ChartTypes {

    /**
     * What is about nobody's health: who treats, where, with what, and definitions. All else is about a patient, also where R4's compartment
     * does not say so (Task, GuidanceResponse): what is not known to be shared is not.
     */
    private static final Set<String> SHARED = Set.of("Practitioner", "PractitionerRole", "Organization", "OrganizationAffiliation", "Location",
            "HealthcareService", "Endpoint", "InsurancePlan", "Schedule", "Slot", "Medication", "MedicationKnowledge", "Substance", "SubstanceSpecification",
            "DeviceDefinition", "CatalogEntry", "Questionnaire", "PlanDefinition", "ActivityDefinition", "ObservationDefinition", "SpecimenDefinition",
            "EventDefinition", "ResearchDefinition", "ResearchElementDefinition", "Library", "Measure", "ChargeItemDefinition", "ValueSet",
            "CodeSystem", "ConceptMap", "NamingSystem", "TerminologyCapabilities", "StructureDefinition", "StructureMap", "SearchParameter",
            "OperationDefinition", "CapabilityStatement", "CompartmentDefinition", "GraphDefinition", "MessageDefinition", "ImplementationGuide",
            "ExampleScenario");

    private ChartTypes() {
    }

    /** True for a type of which no resource is about a patient. */
    public static boolean shared(String type) {
        return SHARED.contains(type);
    }

    /** True for a type of which a resource is about a patient or about nobody. */
    public static boolean sometimesShared(String type) {
        return type.equals("Device");
    }
}
