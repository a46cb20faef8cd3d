package org.ketaminerecord.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ketaminerecord.fixture.Shared;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.packages.PackageFolder;
import org.ketaminerecord.packages.PackagedTerminology;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.terminology.Canonical;

/** Our own code systems, value sets and maps, which come with the program; those of packages in a folder; and HAPI's client. */
@QuarkusTest
class PackagedTerminologyTest {

    private static final FhirContext CONTEXT = FhirContext.forR4();
    private static final String OWN = "https://ketamine-record.example/fhir/";

    @TestHTTPResource("/fhir")
    String base;

    private IGenericClient client() {
        CONTEXT.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        return CONTEXT.newRestfulGenericClient(base);
    }

    @Test
    void our_value_sets_are_expanded_for_the_client_of_hapi() {
        Parameters in = new Parameters();
        in.addParameter().setName("url").setValue(new UriType(OWN + "ValueSet/ktr-session-type"));
        in.addParameter().setName("count").setValue(new IntegerType(2));
        ValueSet expanded = client().operation().onType(ValueSet.class).named("$expand").withParameters(in).returnResourceType(ValueSet.class).execute();
        assertEquals(2, expanded.getExpansion().getContains().size());
        assertTrue(expanded.getExpansion().getTotal() > 2);
        assertEquals("IV infusion", expanded.getExpansion().getContainsFirstRep().getDisplay());
        ValueSet byGet = client().operation().onType(ValueSet.class).named("$expand").withParameters(in).useHttpGet().returnResourceType(ValueSet.class).execute();
        assertEquals("iv-infusion", byGet.getExpansion().getContainsFirstRep().getCode());
    }

    @Test
    void our_codes_are_looked_up_for_the_client_of_hapi() {
        Parameters in = new Parameters();
        in.addParameter().setName("system").setValue(new UriType(OWN + "CodeSystem/ktr-session-type"));
        in.addParameter().setName("code").setValue(new CodeType("esketamine"));
        Parameters out = client().operation().onType(org.hl7.fhir.r4.model.CodeSystem.class).named("$lookup").withParameters(in).execute();
        assertEquals("Esketamine nasal spray", out.getParameter("display").getValue().primitiveValue());
    }

    @Test
    void a_wrong_code_of_ours_is_told_the_right_one_and_maps_translate() {
        TerminologyShelf t = new TerminologyShelf();
        JsonObject judged = t.get("ValueSet/$validate-code?url=" + OWN + "ValueSet/ktr-session-type&system=" + OWN + "CodeSystem/ktr-session-type&code=iv-infuson");
        assertEquals("false", TerminologyShelf.value(judged, "result"));
        assertTrue(TerminologyShelf.value(judged, "message").contains("'iv-infusion' (IV infusion)?"));
        String route = "ConceptMap/$translate?system=http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration&code=IV";
        assertTrue(t.get(route).toString().contains("47625008"));
        assertTrue(t.get(route + "&url=" + OWN + "ConceptMap/ktr-ehr-route").toString().contains("47625008"));
        assertTrue(t.get("ConceptMap/$translate?reverse=true&system=http://snomed.info/sct&code=47625008&url=" + OWN + "ConceptMap/ktr-ehr-route").toString().contains("\"IVC\""));
    }

    @Test
    void what_is_stored_goes_before_what_a_package_has() {
        TerminologyShelf t = new TerminologyShelf();
        String url = OWN + "ValueSet/ktr-capnography";
        assertFalse(TerminologyShelf.codes(t.get("ValueSet/$expand?url=" + url)).equals("mine"));
        t.shelf.put("mine", t.json("{'resourceType':'ValueSet','status':'active','compose':{'include':[{'system':'urn:mine','concept':[{'code':'mine'}]}]}}").put("url", url));
        assertEquals("mine", TerminologyShelf.codes(t.get("ValueSet/$expand?url=" + url)));
        org.ketaminerecord.fixture.Fhir.request().delete("ValueSet/" + t.shelf.id("mine")).then().statusCode(204);
    }

    @Test
    void what_R4_binds_its_elements_to_is_there() {
        TerminologyShelf t = new TerminologyShelf();
        assertEquals("male female other unknown", TerminologyShelf.codes(t.get("ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/administrative-gender")));
    }

    @Test
    void packages_of_a_folder_are_read_and_of_two_versions_the_later_is_meant(@TempDir Path folder) throws IOException {
        for (String name : new String[] {"hl7.fhir.us.core-6.1.0.tgz", "hl7.fhir.us.core-8.0.0.tgz"}) {
            Files.copy(Shared.file("packages/" + name), folder.resolve(name));
        }
        PackagedTerminology packaged = new PackagedTerminology(new Packages(new PackageFolder(Optional.of(folder.toString()))));
        String url = "http://hl7.org/fhir/us/core/ValueSet/us-core-condition-code";
        assertEquals("8.0.0", packaged.valueSet(new Canonical(url, null)).string("version"));
        assertEquals("6.1.0", packaged.valueSet(new Canonical(url, "6.1.0")).string("version"));
        assertNull(packaged.valueSet(new Canonical(url, "5.0.0")));
        assertNotNull(packaged.codeSystem(new Canonical("http://hl7.org/fhir/us/core/CodeSystem/us-core-category", null)));
        assertTrue(packaged.urls("ValueSet").contains(url));
        Files.writeString(folder.resolve("broken.tgz"), "no archive");
        assertNotNull(new PackagedTerminology(new Packages(new PackageFolder(Optional.of(folder.toString())))).valueSet(new Canonical(OWN + "ValueSet/ktr-session-type", null)));
    }
}
