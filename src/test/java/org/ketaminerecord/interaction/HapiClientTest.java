package org.ketaminerecord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ketaminerecord.fixture.Given;

/** A round trip with HAPI's generic client, which reads our answers as strictly as it can. */
@QuarkusTest
class HapiClientTest {

    private static final FhirContext CONTEXT = FhirContext.forR4();

    @TestHTTPResource("/fhir")
    String base;
    private final String mrn = Given.unique();

    @BeforeEach
    void strict() {
        CONTEXT.setParserErrorHandler(new ca.uhn.fhir.parser.StrictErrorHandler());
        CONTEXT.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.ONCE);
        CONTEXT.getRestfulClientFactory().setSocketTimeout(60_000);
    }

    private IGenericClient client(EncodingEnum encoding) {
        IGenericClient client = CONTEXT.newRestfulGenericClient(base);
        client.setEncoding(encoding);
        return client;
    }

    private Patient patient() {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(Given.MRN).setValue(mrn);
        patient.addName().setFamily("Client").addGiven("Hapi");
        return patient;
    }

    private static Observation observation(String patient, int day) {
        Observation observation = new Observation();
        observation.setStatus(Observation.ObservationStatus.FINAL).setSubject(new Reference(patient)).setEffective(new DateTimeType("2026-01-0" + day));
        observation.getCode().addCoding().setSystem(Given.LOINC).setCode("8480-6");
        return observation.setValue(new Quantity().setValue(new BigDecimal("120.50")).setUnit("mm[Hg]").setSystem(Given.UCUM).setCode("mm[Hg]"));
    }

    @ParameterizedTest
    @EnumSource(value = EncodingEnum.class, names = {"JSON", "XML"})
    void create_read_update_history_delete(EncodingEnum encoding) {
        IGenericClient client = client(encoding);
        MethodOutcome created = client.create().resource(patient()).prefer(PreferReturnEnum.REPRESENTATION).execute();
        assertTrue(created.getCreated());
        assertEquals("1", created.getId().getVersionIdPart());
        String id = created.getId().getIdPart();

        Patient read = client.read().resource(Patient.class).withId(id).execute();
        assertEquals("Client", read.getNameFirstRep().getFamily());
        assertEquals("1", read.getMeta().getVersionId());
        assertNotNull(read.getMeta().getLastUpdated());

        read.setGender(Enumerations.AdministrativeGender.FEMALE);
        MethodOutcome updated = client.update().resource(read).execute();
        assertEquals("2", updated.getId().getVersionIdPart());
        assertEquals("1", client.vread(Patient.class, id, "1").getMeta().getVersionId());
        // the client sends If-Match with the version that it read
        Patient stale = client.vread(Patient.class, id, "1");
        stale.setActive(true);
        assertThrows(PreconditionFailedException.class, () -> client.update().resource(stale).withId(id).withAdditionalHeader("If-Match", "W/\"1\"")
                .execute());

        Bundle history = client.history().onInstance("Patient/" + id).returnBundle(Bundle.class).execute();
        assertEquals(2, history.getTotal());
        assertEquals(Bundle.HTTPVerb.PUT, history.getEntryFirstRep().getRequest().getMethod());

        client.delete().resourceById("Patient", id).execute();
        assertThrows(ResourceGoneException.class, () -> client.read().resource(Patient.class).withId(id).execute());
        assertThrows(ResourceNotFoundException.class, () -> client.read().resource(Patient.class).withId(Given.unique()).execute());
        assertEquals(3, client.history().onInstance("Patient/" + id).returnBundle(Bundle.class).execute().getEntry().size());
    }

    @ParameterizedTest
    @EnumSource(value = EncodingEnum.class, names = {"JSON", "XML"})
    void conditional_writes_and_patches(EncodingEnum encoding) {
        IGenericClient client = client(encoding);
        String url = "Patient?identifier=" + Given.MRN + "|" + mrn;
        MethodOutcome first = client.create().resource(patient()).conditionalByUrl(url).execute();
        MethodOutcome second = client.create().resource(patient()).conditional().where(Patient.IDENTIFIER.exactly().systemAndIdentifier(Given.MRN, mrn))
                .execute();
        assertTrue(first.getCreated());
        assertFalse(Boolean.TRUE.equals(second.getCreated()));
        assertEquals(first.getId().getIdPart(), second.getId().getIdPart());

        Patient changed = patient();
        changed.setActive(true);
        assertEquals("2", client.update().resource(changed).conditionalByUrl(url).execute().getId().getVersionIdPart());

        client.patch().withBody("[{\"op\":\"add\",\"path\":\"/gender\",\"value\":\"male\"}]").withId(first.getId().toUnqualifiedVersionless()).execute();
        Parameters fhirPatch = new Parameters();
        Parameters.ParametersParameterComponent operation = fhirPatch.addParameter().setName("operation");
        operation.addPart().setName("type").setValue(new CodeType("replace"));
        operation.addPart().setName("path").setValue(new org.hl7.fhir.r4.model.StringType("Patient.gender"));
        operation.addPart().setName("value").setValue(new CodeType("other"));
        client.patch().withFhirPatch(fhirPatch).withId(first.getId().toUnqualifiedVersionless()).execute();
        Patient read = client.read().resource(Patient.class).withId(first.getId().getIdPart()).execute();
        assertEquals(Enumerations.AdministrativeGender.OTHER, read.getGender());
        assertEquals("4", read.getMeta().getVersionId());

        client.delete().resourceConditionalByUrl(url).execute();
        assertThrows(ResourceGoneException.class, () -> client.read().resource(Patient.class).withId(first.getId().getIdPart()).execute());
    }

    @ParameterizedTest
    @EnumSource(value = EncodingEnum.class, names = {"JSON", "XML"})
    void transactions_searches_with_pages_and_operations(EncodingEnum encoding) {
        IGenericClient client = client(encoding);
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        transaction.addEntry().setFullUrl("urn:uuid:0b9d5a3e-6a0c-4f6f-9a1e-5b1f0d9c1b11").setResource(patient()).getRequest().setMethod(Bundle.HTTPVerb.POST)
                .setUrl("Patient").setIfNoneExist("identifier=" + Given.MRN + "|" + mrn);
        for (int day = 1; day <= 5; day++) {
            transaction.addEntry().setResource(observation("urn:uuid:0b9d5a3e-6a0c-4f6f-9a1e-5b1f0d9c1b11", day)).getRequest()
                    .setMethod(Bundle.HTTPVerb.POST).setUrl("Observation");
        }
        Bundle response = client.transaction().withBundle(transaction).execute();
        assertEquals(Bundle.BundleType.TRANSACTIONRESPONSE, response.getType());
        String patient = response.getEntryFirstRep().getResponse().getLocation().replaceAll(".*(Patient/[^/]+)/.*", "$1");

        Bundle page = client.search().forResource(Observation.class).where(Observation.PATIENT.hasId(patient)).sort().descending(Observation.DATE)
                .count(2).include(Observation.INCLUDE_SUBJECT).returnBundle(Bundle.class).execute();
        List<String> days = new ArrayList<>();
        while (page != null) {
            page.getEntry().stream().filter(e -> e.getResource() instanceof Observation)
                    .forEach(e -> days.add(((Observation) e.getResource()).getEffectiveDateTimeType().asStringValue()));
            assertEquals(1, page.getEntry().stream().filter(e -> e.getResource() instanceof Patient).count());
            page = page.getLink(Bundle.LINK_NEXT) == null ? null : client.loadPage().next(page).execute();
        }
        assertEquals(List.of("2026-01-05", "2026-01-04", "2026-01-03", "2026-01-02", "2026-01-01"), days);
        assertEquals(5, client.search().forResource(Observation.class).where(Observation.PATIENT.hasId(patient)).summaryMode(SummaryEnum.COUNT)
                .returnBundle(Bundle.class).execute().getTotal());
        assertEquals(5, client.search().forResource(Observation.class).where(Observation.PATIENT.hasId(patient)).usingStyle(SearchStyleEnum.POST)
                .returnBundle(Bundle.class).execute().getTotal());

        Bundle everything = client.operation().onInstance(patient).named("$everything").withNoParameters(Parameters.class).useHttpGet()
                .returnResourceType(Bundle.class).execute();
        assertEquals(6, everything.getTotal());
        Bundle byPost = client.operation().onInstance(patient).named("$everything").withParameter(Parameters.class, "_type", new CodeType("Patient"))
                .returnResourceType(Bundle.class).execute();
        assertEquals(1, byPost.getTotal());
        Observation read = (Observation) everything.getEntry().stream().map(Bundle.BundleEntryComponent::getResource)
                .filter(Observation.class::isInstance).findFirst().orElseThrow();
        assertEquals("120.50", read.getValueQuantity().getValue().toPlainString());
    }

    @ParameterizedTest
    @EnumSource(value = EncodingEnum.class, names = {"JSON", "XML"})
    void a_refusal_carries_its_outcome(EncodingEnum encoding) {
        IGenericClient client = client(encoding);
        InvalidRequestException refusal = assertThrows(InvalidRequestException.class,
                () -> client.search().byUrl("Patient?famly=x").returnBundle(Bundle.class).execute());
        OperationOutcome outcome = (OperationOutcome) refusal.getOperationOutcome();
        assertTrue(outcome.getIssueFirstRep().getDiagnostics().contains("family"));
        assertEquals("unknown-parameter", outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode());
    }

    @ParameterizedTest
    @EnumSource(value = EncodingEnum.class, names = {"JSON", "XML"})
    void the_capabilities_are_of_r4(EncodingEnum encoding) {
        CapabilityStatement capabilities = client(encoding).capabilities().ofType(CapabilityStatement.class).execute();
        assertEquals(Enumerations.FHIRVersion._4_0_1, capabilities.getFhirVersion());
        assertEquals(new TreeSet<>(CONTEXT.getResourceTypes()), capabilities.getRestFirstRep().getResource().stream()
                .map(CapabilityStatement.CapabilityStatementRestResourceComponent::getType).collect(Collectors.toCollection(TreeSet::new)));
    }
}
