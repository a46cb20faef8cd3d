package org.ketaminerecord.search.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.search.parameter.RegisteredParameter.Place;

/** Every search parameter of R4 has a place, and its expression leads to values of its type. */
class ParameterRegistryTest {

    private static final ParameterRegistry REGISTRY = registry();

    private static ParameterRegistry registry() {
        Map<String, Short> numbers = new HashMap<>();
        return new ParameterRegistry((type, code) -> numbers.computeIfAbsent(type + " " + code, k -> (short) (numbers.size() + 1)));
    }

    private static List<RegisteredParameter> all() {
        List<RegisteredParameter> all = new ArrayList<>();
        Definitions.r4().resourceTypes().forEach(type -> all.addAll(REGISTRY.of(type)));
        return all;
    }

    @Test
    void every_expression_compiles_and_reaches_elements_that_exist() {
        List<String> nowhere = new ArrayList<>();
        for (RegisteredParameter p : all()) {
            if (p.path() == null) {
                continue;
            }
            assertTrue(!p.path().chains().isEmpty(), () -> p.resourceType() + " " + p.code());
            if (p.definition().type() != SearchParameterType.COMPOSITE && p.path().types().isEmpty()) {
                nowhere.add(p.resourceType() + " " + p.code() + ": " + p.definition().expression());
            }
        }
        assertEquals(List.of(), nowhere);
    }

    @Test
    void the_parts_of_composites_compile_and_reach_elements_that_exist() {
        for (RegisteredParameter p : all()) {
            if (p.definition().type() == SearchParameterType.COMPOSITE && p.place() != Place.NOWHERE) {
                p.definition().components().forEach(part -> {
                    assertNotNull(Definitions.r4().parameterByUrl(part.definition()), part.definition());
                    p.path().types().forEach(type -> assertTrue(!ValuePath.compile(part.expression(), type).types().isEmpty(),
                            () -> p.resourceType() + " " + p.code() + ": " + part.expression() + " of " + type));
                });
            }
        }
    }

    @Test
    void only_named_queries_have_no_place() {
        Set<String> nowhere = new TreeSet<>();
        all().stream().filter(p -> p.place() == Place.NOWHERE).forEach(p -> nowhere.add(p.code()));
        assertEquals(Set.of("_query"), nowhere);
    }

    @Test
    void values_are_of_types_that_the_kind_of_parameter_understands() {
        Set<String> odd = new TreeSet<>();
        for (RegisteredParameter p : all()) {
            if (p.path() == null || p.definition().type() == SearchParameterType.COMPOSITE) {
                continue;
            }
            Set<String> understood = switch (p.definition().type()) {
                case STRING -> Set.of("string", "markdown", "HumanName", "Address", "CodeableConcept");
                case TOKEN -> Set.of("code", "Coding", "CodeableConcept", "Identifier", "ContactPoint", "boolean", "string", "id", "uri", "canonical",
                        "dateTime", "positiveInt", "integer");
                case REFERENCE -> Set.of("Reference", "canonical", "uri");
                case DATE -> Set.of("date", "dateTime", "instant", "Period", "Timing");
                case NUMBER -> Set.of("decimal", "integer", "positiveInt", "unsignedInt", "Range");
                case QUANTITY -> Set.of("Quantity", "Age", "Duration", "Money", "Range", "SampledData", "Count", "Distance");
                case URI -> Set.of("uri", "url", "canonical", "oid", "uuid");
                case SPECIAL -> Set.of("Location.position");
                case COMPOSITE -> Set.of();
            };
            p.path().types().stream().filter(t -> !understood.contains(t)).forEach(t -> odd.add(p.resourceType() + " " + p.code() + " -> " + t));
        }
        // R4's own expressions leave these open: the elements may also be something that the parameter cannot find
        assertEquals(Set.of("Bundle composition -> Resource", "Bundle message -> Resource", "CarePlan activity-date -> string",
                "Consent source-reference -> Attachment", "Immunization date -> string", "Procedure date -> Age", "Procedure date -> Range",
                "Procedure date -> string"), odd);
    }

    @Test
    void a_parameter_without_rows_of_its_own_reads_those_of_others_of_the_same_type() {
        for (RegisteredParameter p : all()) {
            if (p.place() == Place.SOURCES) {
                for (RegisteredParameter source : p.sources()) {
                    assertTrue(source.place() == Place.INDEX || source.place() == Place.CHART_CODE, () -> p.resourceType() + " " + p.code());
                    assertEquals(p.definition().type(), source.definition().type());
                }
            } else {
                assertEquals(List.of(p), p.sources());
            }
        }
        assertEquals(Place.SOURCES, REGISTRY.find("Observation", "combo-code").place());
        assertTrue(REGISTRY.find("Observation", "patient").patientsOnly());
        assertEquals(Place.INDEX, REGISTRY.find("Appointment", "practitioner").place(), "its actor may be a patient");
        assertEquals(Place.INDEX, REGISTRY.find("Encounter", "practitioner").place());
    }

    @Test
    void the_parameters_of_the_hot_path_are_in_the_columns_made_for_them() {
        assertEquals(Place.CHART_CODE, REGISTRY.find("Observation", "code").place());
        assertEquals(Place.CLINICAL_DATE, REGISTRY.find("Observation", "date").place());
        assertEquals(Place.CLINICAL_DATE, REGISTRY.find("MedicationAdministration", "effective-time").place());
        assertEquals(Place.CLINICAL_DATE, REGISTRY.find("Patient", "birthdate").place());
        assertEquals("date", REGISTRY.clinicalDate("Encounter").code());
        for (String type : List.of("Observation", "MedicationAdministration", "CarePlan", "QuestionnaireResponse", "Condition", "Encounter")) {
            assertTrue(REGISTRY.find(type, "patient").patientColumn(), type);
        }
    }
}
