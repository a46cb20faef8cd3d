package org.ketaminerecord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ketaminerecord.fixture.Fhir.request;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.access.Policy;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.indexing.SearchParameters;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.search.QueryParameter;
import org.ketaminerecord.search.SearchScope;
import org.ketaminerecord.search.parameter.RequestBase;
import org.ketaminerecord.search.parameter.TextIndex;
import org.ketaminerecord.store.Database;
import org.ketaminerecord.store.Installation;
import org.ketaminerecord.store.ResourceNumbers;
import org.ketaminerecord.terminology.TerminologyContent;
import org.ketaminerecord.terminology.TerminologyServer;

/** A node that has not heard of a change of the search parameters neither writes nor answers by what it knew. */
@QuarkusTest
class TwoNodesTest {

    private static final Caller CALLER = Caller.server(new RequestBase("http://other/fhir"));

    @Inject
    Database database;
    @Inject
    Installation installation;
    @Inject
    Settings settings;
    @Inject
    TerminologyContent packaged;
    @Inject
    WriteRules rules;
    @Inject
    Witness witness;
    @Inject
    AuditAnswer audit;
    @Inject
    Policy policy;
    @Inject
    Packages packages;

    @Test
    void a_node_that_is_behind_catches_up_before_it_matters() {
        String code = Given.unique();
        SearchParameters known = new SearchParameters(database, installation, TextIndex.Extent.ALL);
        Interactions behind = new Interactions(new Engine(database, installation, new ResourceNumbers(), settings, known,
                packaged, TerminologyServer.NONE, policy, packages), rules, null, witness, audit);
        JsonObject parameter = Given.json("{'resourceType':'SearchParameter','status':'active','name':'x','description':'x','type':'string'}").put("id", code)
                .put("url", "urn:test:" + code).put("code", code).put("base", Given.strings("Patient")).put("expression", "Patient.name.family");
        long generation = known.registry().own().generation();

        Fhir.put(parameter).then().statusCode(201);
        String writtenBehind = Given.unique();
        behind.execute(new Interaction.Update("Patient", writtenBehind, Given.patient(code).put("id", writtenBehind), null, null, false), CALLER);
        assertTrue(known.registry().own().generation() > generation, "the write found out");
        await(code);
        assertEquals(List.of(writtenBehind), Fhir.matches("Patient?" + code + "=" + code));
        assertEquals(1, found(behind, code), "the search found out that it is complete");

        Fhir.put(parameter.copy().put("expression", "Patient.name.given")).then().statusCode(200);
        await(code);
        assertEquals(0, found(behind, code), "the search found out that it means something else now");

        request().delete("SearchParameter/" + code).then().statusCode(204);
        Fault gone = assertThrows(Fault.class, () -> found(behind, code));
        assertTrue(gone.getMessage().contains("no search parameter"), gone.getMessage());
        assertFalse(known.registry().of("Patient").stream().anyMatch(p -> p.code().equals(code)));
    }

    private static int found(Interactions node, String code) {
        Outcome answer = node.execute(new Interaction.Search(SearchScope.of("Patient"), List.of(new QueryParameter(code, code)), false), CALLER);
        return JsonReader.object(((Outcome.Body) answer).json()).objects("entry").size();
    }

    private static void await(String code) {
        for (int i = 0; i < 600; i++) {
            if (Fhir.get("Patient?" + code + "=x").statusCode() == 200) {
                return;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError(code);
    }
}
