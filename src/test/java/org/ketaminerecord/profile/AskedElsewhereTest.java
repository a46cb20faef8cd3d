package org.ketaminerecord.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Severity;
import org.ketaminerecord.packages.PackageFolder;
import org.ketaminerecord.packages.Packages;
import org.ketaminerecord.terminology.Canonical;
import org.ketaminerecord.terminology.TerminologyServer;
import org.ketaminerecord.terminology.TerminologyServer.Answer;

/** Codes that cannot be judged here are asked of the terminology server; what it does not know stays a warning. */
class AskedElsewhereTest {

    private static final PackagedContent PACKAGED = new PackagedContent(new Packages(new PackageFolder(Optional.empty())));
    private static final ProfileContent CONTENT = new ProfileContent() {

        @Override
        public JsonObject structureDefinition(Canonical canonical) {
            return !canonical.url().equals("urn:profile") ? PACKAGED.structureDefinition(canonical) : Given.json("{'resourceType':'StructureDefinition',"
                    + "'url':'urn:profile','type':'Patient','derivation':'constraint','snapshot':{'element':[{'id':'Patient','path':'Patient'},"
                    + "{'id':'Patient.maritalStatus','path':'Patient.maritalStatus','type':[{'code':'CodeableConcept'}],"
                    + "'binding':{'strength':'required','valueSet':'urn:all'}}]}}");
        }

        @Override
        public JsonObject valueSet(Canonical canonical) {
            return !canonical.url().equals("urn:all") ? PACKAGED.valueSet(canonical) : Given.json("{'resourceType':'ValueSet','url':'urn:all','status':'active',"
                    + "'compose':{'include':[{'system':'urn:elsewhere'},{'system':'urn:here','concept':[{'code':'known'}]}]}}");
        }

        @Override
        public JsonObject codeSystem(Canonical canonical) {
            return PACKAGED.codeSystem(canonical);
        }
    };

    private final List<JsonObject> asked = new ArrayList<>();

    private List<Finding> found(TerminologyServer server, String system, String... codes) {
        return validator(server).check(patient(system, codes), List.of()).stream().filter(f -> "urn:all".equals(f.rule())).toList();
    }

    private Validator validator(TerminologyServer server) {
        return new Validator(new Profiles(CONTENT), (type, operation, parameters) -> {
            asked.add(parameters);
            return server.ask(type, operation, parameters);
        });
    }

    private static JsonObject patient(String system, String... codes) {
        List<JsonObject> codings = new ArrayList<>();
        for (String code : codes) {
            codings.add(new JsonObject().put("system", system).put("code", code));
        }
        return Given.patient("A").put("meta", new JsonObject().put("profile", Given.strings("urn:profile")))
                .put("maritalStatus", new JsonObject().put("coding", JsonArray.of(codings)));
    }

    private static TerminologyServer says(String parameters) {
        return (type, operation, question) -> new Answer.Given(Given.json("{'resourceType':'Parameters','parameter':[" + parameters + "]}"));
    }

    private static Finding only(List<Finding> found) {
        assertEquals(1, found.size(), found::toString);
        return found.getFirst();
    }

    @Test
    void a_code_that_it_knows_is_right() {
        assertEquals(List.of(), found(says("{'name':'result','valueBoolean':true}"), "urn:elsewhere", "x"));
        assertEquals("urn:all", asked.getFirst().objects("parameter").getFirst().object("resource").string("url"));
        assertEquals("x", asked.getFirst().objects("parameter").get(1).object("valueCoding").string("code"));
    }

    @Test
    void a_code_that_it_says_is_wrong_is_an_error() {
        Finding found = only(found(says("{'name':'result','valueBoolean':false}"), "urn:elsewhere", "x"));
        assertEquals(Severity.ERROR, found.severity());
        assertEquals(FaultCode.INVALID_CODE, found.code());
        assertTrue(found.diagnostics().contains("The terminology server says so"), found.diagnostics());
    }

    @Test
    void one_right_coding_is_enough() {
        assertEquals(List.of(), found((type, operation, question) -> says("{'name':'result','valueBoolean':" + question.toString().contains("right") + "}")
                .ask(type, operation, question), "urn:elsewhere", "x", "right"));
    }

    @Test
    void what_it_does_not_know_either_stays_undecided() {
        for (TerminologyServer server : List.of(says("{'name':'result','valueBoolean':false},{'name':'x-unknown-system','valueCanonical':'urn:elsewhere'}"),
                (type, operation, question) -> new Answer.Refused("Never heard of it."), says("{'name':'other','valueBoolean':false}"))) {
            Finding found = only(found(server, "urn:elsewhere", "x"));
            assertEquals(Severity.WARNING, found.severity());
            assertEquals(FaultCode.UNDECIDED, found.code());
            assertTrue(found.diagnostics().contains("The terminology server was asked"), found.diagnostics());
        }
    }

    @Test
    void when_it_does_not_answer_what_is_known_here_is_told_and_that() {
        Finding found = only(found((type, operation, question) -> new Answer.Silent("no connection"), "urn:elsewhere", "x"));
        assertEquals(FaultCode.UNDECIDED, found.code());
        assertTrue(found.diagnostics().contains("did not answer (no connection)"), found.diagnostics());
    }

    @Test
    void without_a_server_nothing_is_said_of_it() {
        Finding found = only(found(TerminologyServer.NONE, "urn:elsewhere", "x"));
        assertEquals(FaultCode.UNDECIDED, found.code());
        assertTrue(!found.diagnostics().contains("server"), found.diagnostics());
    }

    @Test
    void what_can_be_told_here_is_not_asked() {
        assertEquals(List.of(), found(says("{'name':'result','valueBoolean':false}"), "urn:here", "known"));
        assertEquals(Severity.ERROR, only(found(says("{'name':'result','valueBoolean':true}"), "urn:here", "unknown")).severity());
        assertEquals(Severity.ERROR, only(found(says("{'name':'result','valueBoolean':true}"), "urn:third", "x")).severity());
        assertTrue(asked.stream().noneMatch(q -> q.toString().contains("urn:all")), asked::toString);
    }

    @Test
    void a_request_in_a_hurry_asks_no_more_when_the_answers_took_too_long() {
        Validator hurried = validator((type, operation, question) -> new Answer.Silent("slow")).hurried(Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            assertTrue(hurried.claimed(patient("urn:elsewhere", "x")).stream().anyMatch(f -> f.code() == FaultCode.UNDECIDED));
        }
        assertEquals(1, asked.stream().filter(q -> q.toString().contains("urn:all")).count());
    }
}
